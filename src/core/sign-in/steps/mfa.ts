// After the password: the second factor that the user has, a choice of several, or the set-up of one.
import { fault } from "../../../model/fault.js";
import type { Entropy } from "../../../platform/entropy.js";
import type { MfaFactor } from "../../../storage/records.js";
import { type Destination as Address, destinationOf } from "../../messages/destinations.js";
import type { Messages } from "../../messages/messages.js";
import { attributeOf } from "../../mfa/factors.js";
import type { Mfa } from "../../mfa/mfa.js";
import type { Attempt, Question, Step } from "../attempt.js";
import type { MessageCodeState } from "../challenges/message-code.js";
import type { Sessions } from "../sessions.js";
import { trailOf } from "../trail.js";

interface Deps {
  readonly mfa: Mfa;
  readonly messages: Messages;
  readonly sessions: Sessions;
  readonly entropy: Entropy;
  readonly fixedCode?: string | undefined;
}

/** What stands for a second factor: its code, or the authenticator that was just set up. */
const proofs: readonly string[] = ["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "MFA_SETUP"];

export function mfaStep({ mfa, messages, sessions, entropy, fixedCode }: Deps): Step {
  function issue(attempt: Attempt, challenge: Question["challenge"], state: object) {
    const { pool, client, user } = attempt;
    const trail = trailOf(attempt);
    return sessions.issue({ pool, client, userId: user.id, challenge, state: { trail, ...state } });
  }

  async function askMessage(attempt: Attempt, factor: "SMS_MFA" | "EMAIL_OTP", destination: Address) {
    const { pool, client, user, caller, metadata } = attempt;
    const code = fixedCode ?? entropy.digits(6);
    const state: MessageCodeState = { code, to: destination.to };
    const session = issue(attempt, factor, state);
    const sending = {
      pool,
      client,
      user,
      caller,
      metadata,
      kind: "Authentication",
      destination,
      code,
    } as const;
    const { Destination = "", DeliveryMedium = "" } = await messages.send(sending);
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

  async function ask(attempt: Attempt, factor: MfaFactor): Promise<Question> {
    if (factor === "SOFTWARE_TOKEN_MFA") return askSoftwareToken(attempt);
    const attribute = attributeOf(factor);
    const destination = attribute && destinationOf(attempt.user.attributes, attribute);
    // The address may be gone since the factor was offered.
    if (!destination) throw methodNotFound(attempt);
    return askMessage(attempt, factor, destination);
  }

  return {
    async ask(attempt) {
      const { pool, user, passed, factor, firstFactor, risk } = attempt;
      if (factor) return ask(attempt, factor);
      if (firstFactor?.isMultiFactor) return undefined;
      if (passed.some((name) => proofs.includes(name))) return undefined;

      const plan = mfa.plan(pool, user, { underRisk: risk?.demandsMfa });
      switch (plan.kind) {
        case "none":
          return undefined;
        case "ask":
          return ask(attempt, plan.factor);
        case "choose":
          return listing(attempt, "SELECT_MFA_TYPE", "MFAS_CAN_CHOOSE", plan.factors);
        case "setUp":
          return listing(attempt, "MFA_SETUP", "MFAS_CAN_SETUP", plan.factors);
        default:
          throw methodNotFound(attempt);
      }
    },
  };

  function listing(
    attempt: Attempt,
    challenge: "SELECT_MFA_TYPE" | "MFA_SETUP",
    key: string,
    factors: readonly MfaFactor[],
  ): Question {
    return {
      challenge,
      parameters: { [key]: JSON.stringify(factors), USER_ID_FOR_SRP: attempt.user.username },
      session: issue(attempt, challenge, { factors }),
    };
  }
}

/**
 * The error of users without any method that the pool offers (aws-amplify/amplify-js#14013); InitiateAuth is not
 * modelled to raise it and answers the next best (assumed, as are the texts).
 */
function methodNotFound({ passed }: Attempt) {
  const name = passed.length > 0 ? "MFAMethodNotFoundException" : "InvalidParameterException";
  return fault(name, "No MFA method is available for the user.");
}
