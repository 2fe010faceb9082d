// PASSWORD_VERIFIER: the proof by SRP that the user knows the password.
import { checkSrpSignature } from "../../credentials/srp.js";
import { srpPoolName } from "../../pools/pools.js";
import type { Challenge } from "../challenge.js";
import type { PasswordProof } from "../password-proof.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type SrpExchange, srpClaimIn } from "../srp-claim.js";

/** What the server remembers of the first half of SRP. */
export interface SrpState extends SrpExchange {
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
      const claim = srpClaimIn(responses);
      const { A, B, b, typedUsername } = state as unknown as SrpState;
      const { userIdForSrp, verifier } = user
        ? simulatedUsers.of(pool, user)
        : simulatedUsers.ofNobody(pool, typedUsername);
      const isRight = () =>
        checkSrpSignature({
          ...{ A, B, b: Buffer.from(b, "base64"), verifier, userIdForSrp },
          ...{ poolName: srpPoolName(pool), ...claim },
        });
      if (!user) return passwordProof.refuseNobody(pool, typedUsername, isRight);
      passwordProof.require(client, user, isRight);
      return {};
    },
  };
}
