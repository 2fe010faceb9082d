// EMAIL_OTP and SMS_OTP: a code of 8 digits is sent, and nothing else has to be known.
import type { Entropy } from "../../../platform/entropy.js";
import type { Pool, User } from "../../../storage/records.js";
import { type ContactAttribute, destinationOf } from "../../messages/destinations.js";
import type { Messages } from "../../messages/messages.js";
import type { Mfa } from "../../mfa/mfa.js";
import { allowsFirstFactor } from "../../pools/pools.js";
import { findAttribute } from "../../users/attributes.js";
import { isEmail, isPhoneNumber } from "../../users/usernames.js";
import type { Question } from "../attempt.js";
import type { OneTimePasswordState } from "../challenges/one-time-password.js";
import { invalidSession, type Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type Candidate, type FirstFactor, keptBy } from "./first-factor.js";

/** Codes of second factors have 6. */
const DIGITS = 8;

interface Deps {
  readonly mfa: Mfa;
  readonly messages: Messages;
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
  readonly entropy: Entropy;
  readonly fixedCode?: string | undefined;
}

export const emailOtpFactor = (deps: Deps): FirstFactor => oneTimePassword("EMAIL_OTP", "email", deps);
export const smsOtpFactor = (deps: Deps): FirstFactor => oneTimePassword("SMS_OTP", "phone_number", deps);

function oneTimePassword(
  name: "EMAIL_OTP" | "SMS_OTP",
  attribute: ContactAttribute,
  { mfa, messages, sessions, simulatedUsers, entropy, fixedCode }: Deps,
): FirstFactor {
  const isTyped = attribute === "email" ? isEmail : isPhoneNumber;

  /** A temporary password has to be used first, and other providers have sign-ins of their own. */
  function isAvailable(pool: Pool, user: User): boolean {
    if (user.status === "FORCE_CHANGE_PASSWORD" || user.status === "EXTERNAL_PROVIDER") return false;
    // A code is no first factor of who needs a second one (developer guide, MFA prerequisites). The address need not be
    // verified: the code does that (assumed).
    return (
      allowsFirstFactor(pool, name) &&
      Boolean(user.attributes[attribute]) &&
      mfa.plan(pool, user).kind === "none"
    );
  }

  /** The masked address of who exists, after the code is on its way, or of who doesn't. */
  async function send(candidate: Candidate, code: string) {
    const { pool, client, caller, user, typedUsername, metadata } = candidate;
    if (!user) return simulatedUsers.delivery(pool, typedUsername, attribute);
    const destination = destinationOf(user.attributes, attribute);
    if (!destination) throw invalidSession();
    return messages.send({
      ...{ pool, client, caller, user, metadata, kind: "Authentication", destination, code },
    });
  }

  return {
    name,
    isAvailable,
    seemsAvailable: (pool, typedUsername) =>
      allowsFirstFactor(pool, name) &&
      pool.settings.MfaConfiguration !== "ON" &&
      (isTyped(typedUsername) ||
        findAttribute(pool, attribute)?.Required ||
        simulatedUsers.chance(pool, typedUsername, name)),
    async ask(candidate): Promise<Question> {
      const { pool, client, user } = candidate;
      const code = fixedCode ?? entropy.digits(DIGITS);
      const own: OneTimePasswordState = { first: true, code, to: user?.attributes[attribute] };
      const state = { ...keptBy(candidate), ...own };
      const session = sessions.issue({ pool, client, userId: user?.id, challenge: name, state });
      const { Destination = "", DeliveryMedium = "" } = await send(candidate, code);
      return {
        challenge: name,
        parameters: {
          CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
          CODE_DELIVERY_DESTINATION: Destination,
        },
        session,
      };
    },
  };
}
