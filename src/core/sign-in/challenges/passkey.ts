// WEB_AUTHN: the signature that a passkey gave for the challenge.
import { fault } from "../../../model/fault.js";
import { readAuthentication } from "../../passkeys/credential-json.js";
import type { Passkeys } from "../../passkeys/passkeys.js";
import type { Users } from "../../users/users.js";
import { incorrect, requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import { requireUsable } from "../password-proof.js";
import type { SimulatedUsers } from "../simulated-users.js";

/** What the session keeps of the question. */
export interface PasskeyState {
  readonly challenge: string;
  readonly relyingParty: string;
  readonly userVerification: string;
}

interface Deps {
  readonly passkeys: Passkeys;
  readonly users: Users;
  readonly simulatedUsers: SimulatedUsers;
}

export function passkeyChallenge({ passkeys, users, simulatedUsers }: Deps): Challenge {
  return {
    name: "WEB_AUTHN",
    requires: ["CREDENTIAL"],
    // A challenge is signed once: a wrong signature needs another one (assumed).
    once: true,
    simulatedUsername: (pool, state) => simulatedUsers.nameOfNobody(pool, String(state.typedUsername)),
    async check({ pool, client, user, responses, state }) {
      const answer = readAnswer(requireParameter(responses, "CREDENTIAL"));
      const { challenge, relyingParty, userVerification } = state as unknown as PasskeyState;
      const requireUserVerification = userVerification === "required";
      const use = await passkeys.check(user, answer, { challenge, relyingParty, requireUserVerification });
      // Nothing tells why: who doesn't exist has no passkey either. The text is assumed.
      if (!use || !user) throw incorrect();
      return {
        firstFactor: {
          name: "WEB_AUTHN",
          isMultiFactor: use.userVerified && passkeys.isMultiFactor(pool, user),
          isRoaming: use.passkey.attachment === "cross-platform",
        },
        commit() {
          const current = users.reread(user);
          requireUsable(client, current);
          if (!passkeys.use(use)) throw incorrect();
          return current;
        },
      };
    },
  };
}

/** @throws InvalidParameterException for what is no AuthenticationResponseJSON (text assumed) */
function readAnswer(text: string) {
  const answer = readAuthentication(parsed(text));
  if (answer) return answer;
  throw fault("InvalidParameterException", "CREDENTIAL is not a valid public-key credential.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
