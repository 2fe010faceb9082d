// Judges a sign-in whose first factor was proven: how risky it is, and what is done about it.
import type { AccountTakeoverEventActionType, RiskLevelType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { ThreatData } from "../../platform/threat-data/threat-data.js";
import type { Client, ForcedRisk, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Caller } from "../triggers/triggers.js";
import type { Users } from "../users/users.js";
import { FAILURE_WINDOW_MS, levelOf, MANY_FAILURES, signalsOf } from "./assessment.js";
import { type ClientContext, clientContextOf } from "./client-context.js";
import { blocksCompromised, compromisedSignIn, looksAt } from "./compromised-credentials.js";
import type { RiskConfigurations, RiskSettings } from "./configuration.js";
import type { AuthEvents } from "./events.js";
import type { ForcedRisks } from "./forced-risks.js";
import { isListed } from "./ip-exceptions.js";
import type { Mode } from "./mode.js";
import type { createNotifications, Response } from "./notifications.js";

export interface ProvenSignIn {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly caller: Caller;
  readonly mode: Mode;
  /** Whether the first factor was a password. */
  readonly withPassword: boolean;
  /** Whether it was a code by e-mail or text message, to which another code would add nothing. */
  readonly withCode: boolean;
  /** Whether the client named a device that the pool tracks as the user's. */
  readonly onKnownDevice: boolean;
}

/** What the rest of the sign-in has to know. */
export interface SignInRisk {
  /** Of its event; its tokens carry it, too. */
  readonly eventId: string;
  /** Whether a second factor is asked of who has one, turned on or not. */
  readonly demandsMfa: boolean;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly users: Users;
  readonly mfa: Mfa;
  readonly data: ThreatData;
  readonly configurations: RiskConfigurations;
  readonly forcedRisks: ForcedRisks;
  readonly events: AuthEvents;
  readonly notifications: ReturnType<typeof createNotifications>;
}

/** The refusal of a sign-in that is too risky. */
const tooRisky = () => fault("NotAuthorizedException", "Unable to login because of security reasons.");

export function createSignInRisks(deps: Deps) {
  const { store, clock, users, mfa, data, configurations, forcedRisks, events, notifications } = deps;

  function assess({ user, onKnownDevice }: ProvenSignIn, context: ClientContext): RiskLevelType | undefined {
    const now = clock.now();
    const history = store.authEvents.history(user.id, context, {
      since: now - FAILURE_WINDOW_MS,
      most: MANY_FAILURES,
    });
    const knowsDevice = history.knowsDevice || onKnownDevice;
    return levelOf(signalsOf(context, { ...history, knowsDevice }, now));
  }

  /** Who signs in with a code has no second factor to be asked for (assumed). */
  function responseTo(action: AccountTakeoverEventActionType, signIn: ProvenSignIn): Response {
    const { pool, user, withCode } = signIn;
    if (action === "BLOCK") return "blocked";
    if (action === "NO_ACTION") return "allowed";
    const isAsked = !withCode && mfa.plan(pool, user, { underRisk: true }).kind !== "none";
    if (isAsked) return "challenged";
    // Whoever has no factor can't give one (SDK, EventAction).
    return action === "MFA_REQUIRED" ? "blocked" : "allowed";
  }

  return {
    /**
     * Records the event and answers what follows from it. Called once in a sign-in, outside transactions.
     * @throws NotAuthorizedException, PasswordResetRequiredException
     */
    async judge(signIn: ProvenSignIn): Promise<SignInRisk> {
      const { pool, client, user, caller, mode, withPassword } = signIn;
      const context = clientContextOf(caller, client, data.placeOf);
      const settings = configurations.effective(pool, client);
      const forced = forcedRisks.take(pool, user.username);
      const isSkipped = isListed(settings, "SkippedIPRangeList", context.ip);
      const isEnforced = mode === "ENFORCED";

      const compromised =
        forced.compromised ??
        (!isSkipped && looksAt(settings, "SIGN_IN") && caller.hasCompromisedPassword === true);
      const level = levelIn(forced) ?? (isSkipped || forced.level ? undefined : assess(signIn, context));
      const { EventAction, Notify } = settingOf(settings, level) ?? {};
      const action = forced.action ?? EventAction;
      const response = level && isEnforced && action ? responseTo(action, signIn) : "allowed";
      // Who was given a temporary password has to choose another in any case.
      const isReset = compromised && isEnforced && blocksCompromised(settings) && user.status === "CONFIRMED";
      const isBlocked = isReset || response === "blocked";
      const event = store.transaction(() => {
        if (isReset) users.change(user, { status: "RESET_REQUIRED" });
        return events.record({
          ...{ user, type: "SignIn", context, level, compromised },
          response: isBlocked ? "Fail" : "InProgress",
          decision: isBlocked ? "Block" : level ? "AccountTakeover" : "NoRisk",
          challenges: withPassword ? [{ ChallengeName: "Password", ChallengeResponse: "Success" }] : [],
        });
      });
      if (isReset) throw compromisedSignIn();
      const configuration = settings.AccountTakeoverRiskConfiguration?.NotifyConfiguration;
      if (isEnforced && Notify && action && configuration)
        await notifications.send({ pool, client, user, caller, event, action, response, configuration });
      if (isBlocked) throw tooRisky();
      return { eventId: event.id, demandsMfa: response === "challenged" };
    },
  };
}

/** An action without a level is forced at the highest. */
function levelIn({ level, action }: ForcedRisk): RiskLevelType | undefined {
  if (level) return level === "None" ? undefined : level;
  return action && "High";
}

function settingOf(settings: RiskSettings, level: RiskLevelType | undefined) {
  return level && settings.AccountTakeoverRiskConfiguration?.Actions[`${level}Action`];
}
