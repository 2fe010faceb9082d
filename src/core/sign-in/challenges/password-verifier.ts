// PASSWORD_VERIFIER: the proof by SRP that the user knows the password.
import { fault } from "../../../model/fault.js";
import { checkSrpSignature } from "../../credentials/srp.js";
import { parseSrpTimestamp } from "../../credentials/srp-timestamp.js";
import { srpPoolName } from "../../pools/pools.js";
import { incorrect, requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { PasswordProof } from "../password-proof.js";
import type { SimulatedUsers } from "../simulated-users.js";

/** What the server remembers of the first half of SRP. */
export interface SrpState {
  readonly A: string;
  readonly B: string;
  /** Base64. */
  readonly b: string;
  readonly typedUsername: string;
}

export function passwordVerifier(deps: {
  passwordProof: PasswordProof;
  simulatedUsers: SimulatedUsers;
}): Challenge {
  const { passwordProof, simulatedUsers } = deps;
  return {
    name: "PASSWORD_VERIFIER",
    sessionIn: "PASSWORD_CLAIM_SECRET_BLOCK",
    // A second guess would have to be made for the same B, which SRP forbids.
    once: true,
    simulatedUsername: (pool, state) =>
      simulatedUsers.ofNobody(pool, String(state.typedUsername)).userIdForSrp,
    check({ pool, client, user, responses, state }) {
      const signature = requireParameter(responses, "PASSWORD_CLAIM_SIGNATURE");
      const secretBlock = requireParameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
      const timestamp = requireParameter(responses, "TIMESTAMP");
      // Not compared with the time: the emulator's clock can be moved, the client's can't.
      if (parseSrpTimestamp(timestamp) === undefined)
        throw fault(
          "InvalidParameterException",
          "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english",
        );

      const { A, B, b, typedUsername } = state as unknown as SrpState;
      const { userIdForSrp, verifier } = user
        ? simulatedUsers.of(pool, user)
        : simulatedUsers.ofNobody(pool, typedUsername);
      const isRight = () =>
        checkSrpSignature({
          ...{ A, B, b: Buffer.from(b, "base64"), verifier, userIdForSrp },
          ...{ poolName: srpPoolName(pool), secretBlock, timestamp, signature },
        });
      if (!user) {
        isRight();
        throw incorrect();
      }
      passwordProof.require(client, user, isRight);
      return {};
    },
  };
}
