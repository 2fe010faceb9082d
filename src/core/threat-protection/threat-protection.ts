// Threat protection of user pools: what it judges, what it refuses, and what it remembers.
import type {
  ChallengeResponseType,
  EventFilterType,
  EventResponseType,
  EventType,
} from "../../model/cognito-idp.gen.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Log } from "../../platform/log.js";
import type { ThreatData } from "../../platform/threat-data/threat-data.js";
import type { Client, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Messages } from "../messages/messages.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Caller } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import type { Users } from "../users/users.js";
import { addressOf, clientContextOf } from "./client-context.js";
import { blocksCompromised, compromisedPassword, looksAt } from "./compromised-credentials.js";
import { createRiskConfigurations } from "./configuration.js";
import { createAuthEvents } from "./events.js";
import { createFeedbackTokens } from "./feedback-tokens.js";
import { createForcedRisks } from "./forced-risks.js";
import { isListed, requestNotAllowed } from "./ip-exceptions.js";
import { type Mode, standardMode } from "./mode.js";
import { createNotifications } from "./notifications.js";
import { createSignInRisks } from "./sign-in-risk.js";

export { isProtected } from "./mode.js";
export type { SignInRisk } from "./sign-in-risk.js";

export type ThreatProtection = ReturnType<typeof createThreatProtection>;

/** A request that threat protection looks at. */
export interface Watched {
  readonly pool: Pool;
  readonly client: Client;
  readonly caller: Caller;
}

export function createThreatProtection(deps: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  urls: Urls;
  log: Log;
  users: Users;
  mfa: Mfa;
  messages: Messages;
  threatData: ThreatData;
}) {
  const { store, clock, entropy, users, threatData: data } = deps;
  const configurations = createRiskConfigurations(deps);
  const forcedRisks = createForcedRisks(deps);
  const events = createAuthEvents(deps);
  const feedbackKey = store.fileSecrets.get("feedback-tokens", () => entropy.bytes(32));
  const feedbackTokens = createFeedbackTokens(feedbackKey, clock);
  const notifications = createNotifications({ ...deps, feedbackTokens });
  const signIns = createSignInRisks({ ...deps, data, configurations, forcedRisks, events, notifications });

  /** Of a sign-in, which its caller knows to be watched. */
  function record({ client, caller }: Watched, user: User, event: Happening): void {
    events.record({ user, context: clientContextOf(caller, client, data.placeOf), ...event });
  }

  /** Of anything else that happened to a user's account. Which of the types a password's reset is of is assumed. */
  function note(watched: Watched, user: User, event: Happening): void {
    if (standardMode(watched.pool) !== "OFF") record(watched, user, event);
  }

  return {
    configurations,
    forcedRisks,
    events,
    feedbackTokens,
    judge: signIns.judge,
    record,
    note,

    isCompromised: (password: string): Promise<boolean> => data.isCompromised(password),

    /**
     * Refuses addresses that the pool always blocks. That becomes part of the history of a user who is named.
     * @throws NotAuthorizedException
     */
    requireAllowed(
      watched: Watched,
      { type, username, mode = standardMode(watched.pool) }: Refusable = {},
    ): void {
      const { pool, client, caller } = watched;
      if (mode !== "ENFORCED") return;
      const settings = configurations.effective(pool, client);
      if (!isListed(settings, "BlockedIPRangeList", addressOf(caller, client))) return;
      const user = type && username ? users.find(pool, username) : undefined;
      if (type && user) record(watched, user, { type, response: "Fail", decision: "Block" });
      throw requestNotAllowed();
    },

    /**
     * Looks at a new password. Answers what is to be called where it is checked: that tells whether the password is
     * compromised where this is let pass, and throws InvalidPasswordException where it is not. Nothing waits there.
     * Passwords that administrators set are not looked at (assumed).
     */
    async inspectPassword(
      watched: Watched,
      { username, password, occasion }: NewPassword,
    ): Promise<() => boolean> {
      const { pool, client, caller } = watched;
      const mode = standardMode(pool);
      if (mode === "OFF" || password === undefined) return sound;
      const forced = forcedRisks.takePassword(pool, username);
      const settings = configurations.effective(pool, client);
      if (forced === undefined) {
        if (!looksAt(settings, occasion)) return sound;
        if (isListed(settings, "SkippedIPRangeList", addressOf(caller, client))) return sound;
      }
      const compromised = forced ?? (await data.isCompromised(password));
      if (!compromised || mode !== "ENFORCED" || !blocksCompromised(settings)) return () => compromised;
      return () => {
        const event = { type: "PasswordChange", response: "Fail", decision: "Block", compromised } as const;
        // Who signs up has no history yet.
        const user = occasion === "SIGN_UP" ? undefined : users.find(pool, username);
        if (user) note(watched, user, event);
        throw compromisedPassword();
      };
    },
  };
}

/** An event as far as it isn't in the request. */
export interface Happening {
  readonly type: EventType;
  readonly response: EventResponseType;
  readonly compromised?: boolean | undefined;
  readonly decision?: "Block" | undefined;
  readonly challenges?: readonly ChallengeResponseType[] | undefined;
}

export interface Refusable {
  readonly type?: EventType | undefined;
  readonly username?: string | undefined;
  readonly mode?: Mode | undefined;
}

const sound = (): boolean => false;

export interface NewPassword {
  /** Of who is to have it. */
  readonly username: string;
  /** Absent for who signs up without one. */
  readonly password: string | undefined;
  readonly occasion: Exclude<EventFilterType, "SIGN_IN">;
}
