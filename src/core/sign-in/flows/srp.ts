// USER_SRP_AUTH: the password is proven without being sent. Answers the PASSWORD_VERIFIER question.
import { fault } from "../../../model/fault.js";
import type { Entropy } from "../../../platform/entropy.js";
import { acceptableA, startSrp } from "../../credentials/srp.js";
import type { Identifiers } from "../../ids.js";
import { type Flow, requireParameter } from "../attempt.js";
import type { SrpState } from "../challenges/password-verifier.js";
import type { Identification } from "../identification.js";
import type { Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";

/** Enough for the server's secret (RFC 5054, 2.5.3). */
const SECRET_BYTES = 32;

export function srpFlow(deps: {
  identification: Identification;
  sessions: Sessions;
  simulatedUsers: SimulatedUsers;
  entropy: Entropy;
  ids: Identifiers;
}): Flow {
  const { identification, sessions, simulatedUsers, entropy, ids } = deps;
  return {
    names: ["USER_SRP_AUTH"],
    requires: ["USERNAME", "SRP_A"],
    async start(request) {
      const { pool, client, parameters } = request;
      const A = requireParameter(parameters, "SRP_A");
      // The text is assumed.
      if (!acceptableA(A)) throw fault("InvalidParameterException", "Invalid SRP_A value.");
      const user = await identification.identify(request);

      const username = requireParameter(parameters, "USERNAME");
      const { userIdForSrp, salt, verifier } = user
        ? simulatedUsers.of(pool, user)
        : simulatedUsers.ofNobody(pool, username);
      const b = entropy.bytes(SECRET_BYTES);
      const { B } = startSrp(verifier, b);
      const state: SrpState = { A, B, b: b.toString("base64"), typedUsername: username };
      // There is no Session: what the client sends back is the secret block.
      const secretBlock = sessions.issue(
        { pool, client, userId: user?.id, challenge: "PASSWORD_VERIFIER", state: { ...state } },
        ids.secretBlock(),
      );
      const question = {
        challenge: "PASSWORD_VERIFIER" as const,
        parameters: {
          SALT: salt.toString("hex"),
          SECRET_BLOCK: secretBlock,
          SRP_B: B,
          USERNAME: userIdForSrp,
          USER_ID_FOR_SRP: userIdForSrp,
        },
      };
      return { question };
    },
  };
}
