// SMS_MFA, EMAIL_OTP and SOFTWARE_TOKEN_MFA as second factors: their question, and the session that waits for its answer.
import type { Entropy } from "../../platform/entropy.js";
import type { MfaFactor } from "../../storage/records.js";
import { type Destination as Address, destinationOf } from "../messages/destinations.js";
import type { Messages } from "../messages/messages.js";
import { attributeOf } from "../mfa/factors.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Attempt, Question } from "./attempt.js";
import type { MessageCodeState } from "./challenges/message-code.js";
import type { Sessions } from "./sessions.js";
import { trailOf } from "./trail.js";

interface Deps {
  readonly mfa: Mfa;
  readonly messages: Messages;
  readonly sessions: Sessions;
  readonly entropy: Entropy;
  readonly fixedCode?: string | undefined;
}

export type SecondFactorQuestion = ReturnType<typeof createSecondFactorQuestion>;

export function createSecondFactorQuestion({ mfa, messages, sessions, entropy, fixedCode }: Deps) {
  const issue = (attempt: Attempt, challenge: MfaFactor, state: object): string => {
    const { pool, client, user } = attempt;
    const trail = trailOf(attempt);
    return sessions.issue({ pool, client, userId: user.id, challenge, state: { trail, ...state } });
  };

  async function askMessage(attempt: Attempt, factor: "SMS_MFA" | "EMAIL_OTP", destination: Address) {
    const { pool, client, user, caller, metadata } = attempt;
    const code = fixedCode ?? entropy.digits(6);
    const state: MessageCodeState = { code, to: destination.to };
    const session = issue(attempt, factor, state);
    const { Destination = "", DeliveryMedium = "" } = await messages.send({
      ...{ pool, client, user, caller, metadata, destination, code },
      kind: "Authentication",
    });
    return {
      challenge: factor,
      parameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
        CODE_DELIVERY_DESTINATION: Destination,
        USER_ID_FOR_SRP: user.username,
      },
      session,
    };
  }

  function askSoftwareToken(attempt: Attempt): Question {
    const { user } = attempt;
    const name = mfa.tokens.verified(user)?.friendlyName;
    return {
      challenge: "SOFTWARE_TOKEN_MFA",
      parameters: {
        ...(name !== undefined && { FRIENDLY_DEVICE_NAME: name }),
        USER_ID_FOR_SRP: user.username,
      },
      session: issue(attempt, "SOFTWARE_TOKEN_MFA", {}),
    };
  }

  return {
    /** Undefined when the user has no address for it (any more). */
    async ask(attempt: Attempt, factor: MfaFactor): Promise<Question | undefined> {
      if (factor === "SOFTWARE_TOKEN_MFA") return askSoftwareToken(attempt);
      const attribute = attributeOf(factor);
      const destination = attribute && destinationOf(attempt.user.attributes, attribute);
      return destination && askMessage(attempt, factor, destination);
    },
  };
}
