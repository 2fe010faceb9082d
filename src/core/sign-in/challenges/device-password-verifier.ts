// DEVICE_PASSWORD_VERIFIER: the proof by SRP that the client has the device's password.
import { checkSrpSignature } from "../../credentials/srp.js";
import type { Devices } from "../../devices/devices.js";
import { incorrect } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { Lockouts } from "../lockouts.js";
import { invalidSession } from "../sessions.js";
import { type DeviceState, type SrpExchange, srpClaimIn } from "../srp-claim.js";

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
      const { A, B, b, device } = state as unknown as SrpExchange & DeviceState;
      if (!user || responses.DEVICE_KEY !== device) throw invalidSession();
      const claim = srpClaimIn(responses);
      // Wrong guesses count as those of the password do (assumed).
      lockouts.requireOpen(user);
      const { groupKey, verifier } = devices.require(user, device);
      const isRight = checkSrpSignature({
        ...{ A, B, b: Buffer.from(b, "base64"), verifier, ...claim },
        ...{ poolName: groupKey, userIdForSrp: device },
      });
      if (!isRight) {
        lockouts.countFailure(user);
        throw incorrect();
      }
      return {};
    },
  };
}
