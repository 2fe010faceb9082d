// Second factors of users: what they have, what they prefer, and what their next sign-in asks for.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { MfaFactor, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { ContactAttribute } from "../messages/destinations.js";
import type { Users } from "../users/users.js";
import { attributeOf, usesMfa } from "./factors.js";
import {
  enabledFactors,
  isUsable,
  type MfaPlan,
  type MfaSubject,
  type Occasion,
  planOf,
  usableFactors,
} from "./plan.js";
import { type MfaPreference, preferred, requireDelivery } from "./preferences.js";
import { createSoftwareTokens } from "./software-tokens.js";

export type Mfa = ReturnType<typeof createMfa>;

/** What a user's own settings say, as the service lists them. */
export interface MfaSettings {
  readonly enabled: readonly MfaFactor[];
  readonly preferred?: MfaFactor | undefined;
  readonly smsOption: boolean;
  readonly hasToken: boolean;
}

export function createMfa(deps: { store: Store; clock: Clock; entropy: Entropy; users: Users }) {
  const { store, users } = deps;
  const tokens = createSoftwareTokens(deps);

  const subjectOf = (pool: Pool, user: User): MfaSubject => ({
    pool,
    user,
    choice: store.mfa.choice(user.id),
    hasToken: tokens.verified(user) !== undefined,
  });

  /** A pool without MFA pays one look at its settings. */
  const plan = (pool: Pool, user: User, occasion?: Occasion): MfaPlan =>
    usesMfa(pool) ? planOf(subjectOf(pool, user), occasion) : { kind: "none" };

  return {
    tokens,
    /** What is left to ask for after the password. */
    plan,

    /** Whether the user could answer it, turned on or not. */
    has: (pool: Pool, user: User, factor: MfaFactor): boolean => isUsable(subjectOf(pool, user), factor),

    /** What the user could be asked for. */
    usable: (pool: Pool, user: User): readonly MfaFactor[] =>
      usesMfa(pool) ? usableFactors(subjectOf(pool, user)) : [],

    /** Where the user's codes go, so that a forgotten password's code goes elsewhere. */
    channelOf(pool: Pool, user: User): ContactAttribute | undefined {
      const next = plan(pool, user);
      return next.kind === "ask" ? attributeOf(next.factor) : undefined;
    },

    settings(user: User): MfaSettings {
      const choice = store.mfa.choice(user.id);
      const hasToken = tokens.verified(user) !== undefined;
      const enabled = enabledFactors({ choice, hasToken });
      const first = choice.preferred && enabled.includes(choice.preferred) ? choice.preferred : undefined;
      return { enabled, preferred: first, smsOption: choice.smsOption, hasToken };
    },

    /** Runs in a transaction. @throws InvalidParameterException */
    prefer(pool: Pool, user: User, preference: MfaPreference): void {
      store.mfa.putChoice(user.id, preferred(subjectOf(pool, user), preference));
      users.change(user, {});
    },

    /** What SetUserSettings sets: SMS, or nothing. Runs in a transaction. @throws InvalidParameterException */
    setSmsOption(pool: Pool, user: User, on: boolean): void {
      const subject = subjectOf(pool, user);
      if (on) requireDelivery(subject, "SMS_MFA");
      store.mfa.putChoice(user.id, { ...subject.choice, smsOption: on });
      users.change(user, {});
    },
  };
}
