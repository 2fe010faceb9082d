// Threat protection around the sign-in state machine: refuses addresses, notes failures, judges who passed a factor.
import type { ChallengeResponseType } from "../../model/cognito-idp.gen.js";
import { Fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import type { Devices } from "../devices/devices.js";
import { customMode, isProtected, type Mode, standardMode } from "../threat-protection/mode.js";
import type { ThreatProtection } from "../threat-protection/threat-protection.js";
import type { Users } from "../users/users.js";
import type { AnswerRequest, Attempt, Progress, StartRequest } from "./attempt.js";
import type { Sessions } from "./sessions.js";
import { provesSecondFactor, type Trail, trailIn } from "./trail.js";

export interface Machine {
  start(request: StartRequest): Promise<Progress>;
  answer(request: AnswerRequest): Promise<Progress>;
}

/** Answers that are wrong, and accounts that don't let even the right ones in. */
const FAILURES: readonly string[] = [
  ...["CodeMismatchException", "ExpiredCodeException"],
  ...["PasswordResetRequiredException", "UserNotConfirmedException"],
];
const INCORRECT = "Incorrect username or password.";
const REFUSALS: readonly string[] = [INCORRECT, "Password attempts exceeded", "User is disabled."];

const isFailure = (error: unknown): boolean =>
  error instanceof Fault &&
  (FAILURES.includes(error.name) ||
    (error.name === "NotAuthorizedException" && REFUSALS.includes(error.message)));

const wrongPassword: ChallengeResponseType = { ChallengeName: "Password", ChallengeResponse: "Failure" };

/** In custom sign-ins the functions refuse with the same words. */
const isWrongPassword = (request: StartRequest | AnswerRequest, error: unknown, trail?: Trail): boolean =>
  error instanceof Fault &&
  error.message === INCORRECT &&
  trail?.custom === undefined &&
  (request.parameters.PASSWORD !== undefined ||
    ("challenge" in request && request.challenge === "PASSWORD_VERIFIER"));

/** Custom sign-ins that begin with SRP: the functions are asked once before the password is. */
const isBeforePassword = ({ custom }: Attempt): boolean =>
  custom?.A !== undefined && custom.results.length <= 1;

export function createRisks(deps: {
  threats: ThreatProtection;
  users: Users;
  devices: Devices;
  sessions: Sessions;
}) {
  const { threats, users, devices, sessions } = deps;
  /** Sign-ins that were judged and refused have their event already. */
  const judged = new WeakSet<object>();

  /** How far the sign-in had come that an answer belongs to. */
  function trailBehind({ client, challenge, session, parameters }: AnswerRequest): Trail | undefined {
    // Proofs by SRP are found by their secret block.
    const key = parameters.PASSWORD_CLAIM_SECRET_BLOCK ?? session;
    try {
      return key ? trailIn(sessions.find(challenge, key, client).state) : undefined;
    } catch {
      return undefined;
    }
  }

  function noteFailure(request: StartRequest | AnswerRequest, error: unknown, trail?: Trail): void {
    if (!isFailure(error) || judged.has(error as object)) return;
    const user = request.parameters.USERNAME && users.find(request.pool, request.parameters.USERNAME);
    if (!user) return;
    if (trail?.risk) {
      const isSecond = "challenge" in request && provesSecondFactor(request.challenge);
      threats.events.advance(user, trail.risk.eventId, "Fail", isSecond ? "Failure" : undefined);
    } else {
      const challenges = isWrongPassword(request, error, trail) ? [wrongPassword] : [];
      threats.record(request, user, { type: "SignIn", response: "Fail", challenges });
    }
  }

  /** Refuses the address, looks at the password on its way, and notes a failure. */
  async function watch<R extends StartRequest | AnswerRequest>(
    request: R,
    mode: Mode,
    { password, trail }: { readonly password: string | undefined; readonly trail?: Trail | undefined },
    run: (request: R) => Promise<Progress>,
  ): Promise<Progress> {
    if (mode === "OFF") return run(request);
    threats.requireAllowed(request, { type: "SignIn", username: request.parameters.USERNAME, mode });
    const hasCompromisedPassword = password !== undefined && (await threats.isCompromised(password));
    try {
      return await run({ ...request, caller: { ...request.caller, hasCompromisedPassword } });
    } catch (error) {
      noteFailure(request, error, trail);
      throw error;
    }
  }

  const modeOf = (pool: Pool, isCustom: boolean): Mode => (isCustom ? customMode(pool) : standardMode(pool));

  return {
    around: ({ start, answer }: Machine): Machine => ({
      start(request) {
        if (!isProtected(request.pool)) return start(request);
        const mode = modeOf(request.pool, request.flow === "CUSTOM_AUTH");
        return watch(request, mode, { password: request.parameters.PASSWORD }, start);
      },
      async answer(request) {
        const { pool, client, caller, parameters, challenge } = request;
        if (!isProtected(pool)) return answer(request);
        const trail = trailBehind(request);
        const { USERNAME = "", NEW_PASSWORD, PASSWORD: password } = parameters;
        const mode = modeOf(pool, trail?.custom !== undefined);
        return watch(request, mode, { password, trail }, async (watched) => {
          // Only of who may answer: what is found becomes part of the user's history.
          if (trail && challenge === "NEW_PASSWORD_REQUIRED" && NEW_PASSWORD) {
            const requireSound = await threats.inspectPassword(
              { pool, client, caller },
              { username: USERNAME, password: NEW_PASSWORD, occasion: "PASSWORD_CHANGE" },
            );
            requireSound();
          }
          return answer(watched);
        });
      },
    }),

    /** Once in a sign-in, when its first factor was proven. @throws NotAuthorizedException, PasswordResetRequiredException */
    async judge(attempt: Attempt): Promise<Attempt> {
      const { pool, user, custom, isChoice, passed, firstFactor, deviceKey, risk } = attempt;
      const mode = modeOf(pool, custom !== undefined);
      if (risk || mode === "OFF" || isBeforePassword(attempt)) return attempt;
      const isPassword = passed.includes("PASSWORD_VERIFIER") || firstFactor?.name === "PASSWORD";
      const withPassword = isPassword || (!custom && !isChoice);
      const withCode = firstFactor?.name === "EMAIL_OTP" || firstFactor?.name === "SMS_OTP";
      const onKnownDevice = devices.find(pool, user, deviceKey) !== undefined;
      try {
        const proven = { ...attempt, mode, withPassword, withCode, onKnownDevice };
        return { ...attempt, risk: await threats.judge(proven) };
      } catch (error) {
        if (error instanceof Fault) judged.add(error);
        throw error;
      }
    },

    pass({ user, risk, passed }: Attempt): void {
      if (!risk) return;
      const isSecond = passed.some(provesSecondFactor);
      threats.events.advance(user, risk.eventId, "Pass", isSecond ? "Success" : undefined);
    },
  };
}
