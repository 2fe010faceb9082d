// DEVICE_PASSWORD_VERIFIER: the proof by SRP that the client has the device's password.
import { checkSrpSignature } from "../../credentials/srp.js";
import type { Devices } from "../../devices/devices.js";
import { incorrect } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { Lockouts } from "../lockouts.js";
import { invalidSession } from "../sessions.js";
import { type SrpExchange, srpClaimIn } from "../srp-claim.js";
import { trailIn } from "../trail.js";

export function devicePasswordVerifier({
  devices,
  lockouts,
}: {
  devices: Devices;
  lockouts: Lockouts;
}): Challenge {
  return {
    name: "DEVICE_PASSWORD_VERIFIER",
    sessionIn: "PASSWORD_CLAIM_SECRET_BLOCK",
    requires: ["DEVICE_KEY"],
    // A second guess would have to be made for the same B, which SRP forbids.
    once: true,
    check({ user, responses, state }) {
      const { deviceKey } = trailIn(state);
      if (!user || deviceKey === undefined || responses.DEVICE_KEY !== deviceKey) throw invalidSession();
      const claim = srpClaimIn(responses);
      const { A, B, b } = state as unknown as SrpExchange;
      // Wrong guesses count as those of the password do (assumed).
      lockouts.requireOpen(user);
      const { groupKey, verifier } = devices.require(user, deviceKey);
      const isRight = checkSrpSignature({
        ...{ A, B, b: Buffer.from(b, "base64"), verifier, ...claim },
        ...{ poolName: groupKey, userIdForSrp: deviceKey },
      });
      if (!isRight) {
        lockouts.countFailure(user);
        throw incorrect();
      }
      return {};
    },
  };
}
