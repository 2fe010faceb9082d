// The one sign-in state machine: flows begin, challenges are answered, steps ask what is still missing, tokens end it.

import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { requireSecretHash } from "../clients/clients.js";
import type { Passwords } from "../credentials/passwords.js";
import type { Devices } from "../devices/devices.js";
import type { Identifiers } from "../ids.js";
import type { Messages } from "../messages/messages.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Passkeys } from "../passkeys/passkeys.js";
import { isProtected, type ThreatProtection } from "../threat-protection/threat-protection.js";
import type { TokenSource, Tokens } from "../tokens/tokens.js";
import type { Occasion } from "../triggers/envelope.js";
import type { Triggers } from "../triggers/triggers.js";
import type { AttemptsOf } from "../users/attempts.js";
import type { Migration } from "../users/migration.js";
import { foldUsername } from "../users/usernames.js";
import { type Users, userDisabled } from "../users/users.js";
import { requireFlow } from "./allowed-flows.js";
import {
  type AnswerRequest,
  type Attempt,
  type Flow,
  type Outcome,
  type Progress,
  requireParameter,
  type StartRequest,
  type Step,
} from "./attempt.js";
import type { Challenge } from "./challenge.js";
import { customChallenge } from "./challenges/custom-challenge.js";
import { devicePasswordVerifier } from "./challenges/device-password-verifier.js";
import { deviceSrp } from "./challenges/device-srp.js";
import { emailMfa, smsMfa } from "./challenges/message-code.js";
import { mfaSetup } from "./challenges/mfa-setup.js";
import { newPassword } from "./challenges/new-password.js";
import { emailOtp, smsOtp } from "./challenges/one-time-password.js";
import { passkeyChallenge } from "./challenges/passkey.js";
import { passwordChallenge } from "./challenges/password.js";
import { passwordSrp } from "./challenges/password-srp.js";
import { passwordVerifier } from "./challenges/password-verifier.js";
import { selectChallenge } from "./challenges/select-challenge.js";
import { selectMfaType } from "./challenges/select-mfa-type.js";
import { softwareTokenMfa } from "./challenges/software-token.js";
import { createUnprepared, isUnprepared } from "./challenges/unprepared.js";
import { resultOf, withResult } from "./custom-progress.js";
import { createCustomQuestions } from "./custom-questions.js";
import { createDeviceQuestion } from "./device-question.js";
import { createFirstFactors } from "./first-factors/first-factors.js";
import { emailOtpFactor, smsOtpFactor } from "./first-factors/one-time-password.js";
import { passkeyFactor } from "./first-factors/passkey.js";
import { passwordFactor } from "./first-factors/password.js";
import { passwordSrpFactor } from "./first-factors/password-srp.js";
import { choiceFlow } from "./flows/choice.js";
import { customFlow } from "./flows/custom.js";
import { passwordFlow } from "./flows/password.js";
import { refreshFlow } from "./flows/refresh.js";
import { srpFlow } from "./flows/srp.js";
import { createIdentification } from "./identification.js";
import { createLockouts } from "./lockouts.js";
import { methodsOf } from "./methods.js";
import { createNamedQuestions } from "./named-questions.js";
import { createPasswordProof, requireNoReset } from "./password-proof.js";
import { createPasswordQuestion, requireEcho } from "./password-question.js";
import { createResending } from "./resending.js";
import { createRisks } from "./risks.js";
import { createSecondFactorQuestion } from "./second-factor-question.js";
import { createSessions, invalidSession, type OpenSession } from "./sessions.js";
import { createSignInDevices } from "./sign-in-devices.js";
import { createSignUpSessions } from "./sign-up-sessions.js";
import type { SimulatedUsers } from "./simulated-users.js";
import { createSoftwareTokenSetup } from "./software-token-setup.js";
import { createStepUps } from "./step-up.js";
import { afterPassword, customStep } from "./steps/custom.js";
import { deviceStep, onDevice, unlessRemembered } from "./steps/device.js";
import { mfaStep } from "./steps/mfa.js";
import { newPasswordStep } from "./steps/new-password.js";
import { trailIn } from "./trail.js";

export type { AnswerRequest, Attempt, Outcome, Progress, Question, StartRequest } from "./attempt.js";

export type SignIn = ReturnType<typeof createSignIn>;

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly ids: Identifiers;
  readonly users: Users;
  readonly attemptsOf: AttemptsOf;
  readonly simulatedUsers: SimulatedUsers;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly triggers: Triggers;
  readonly migration: Migration;
  readonly messages: Messages;
  readonly mfa: Mfa;
  readonly devices: Devices;
  readonly threats: ThreatProtection;
  readonly passkeys: Passkeys;
  /** Every code that is sent equals this one. */
  readonly fixedCode?: string | undefined;
}

export function createSignIn(deps: Deps) {
  const { store, users, tokens, triggers } = deps;
  const sessions = createSessions(deps);
  const lockouts = createLockouts(deps);
  const risks = createRisks({ ...deps, sessions });
  const passwordQuestion = createPasswordQuestion({ ...deps, sessions });
  const secondFactorQuestion = createSecondFactorQuestion({ ...deps, sessions });
  const unprepared = createUnprepared({ ...deps, lockouts });
  const namedQuestions = createNamedQuestions({ ...deps, sessions, secondFactorQuestion });
  const customQuestions = createCustomQuestions({ ...deps, sessions, passwordQuestion, namedQuestions });
  const signInDevices = createSignInDevices(deps);
  const stepUps = createStepUps(deps);
  const shared = {
    stepUps,
    signInDevices,
    deviceQuestion: createDeviceQuestion({ ...deps, sessions }),
    ...{ ...deps, sessions, lockouts, passwordQuestion, customQuestions, secondFactorQuestion },
    identification: createIdentification(deps),
    passwordProof: createPasswordProof({ ...deps, lockouts }),
  };

  const srpFactor = passwordSrpFactor(shared);
  const firstFactors = createFirstFactors({
    sessions,
    factors: [
      ...[srpFactor, passwordFactor(shared)],
      ...[emailOtpFactor(shared), smsOtpFactor(shared), passkeyFactor(shared)],
    ],
  });
  const signUpSessions = createSignUpSessions({ sessions });
  const choice = { ...shared, firstFactors, signUpSessions };

  const flows: readonly Flow[] = [
    passwordFlow(shared),
    srpFlow(shared),
    refreshFlow(shared),
    customFlow(shared),
    choiceFlow(choice),
  ];
  const challenges: readonly Challenge[] = [
    passwordVerifier(shared),
    newPassword(shared),
    smsMfa(shared),
    emailOtp(shared, emailMfa(shared)),
    smsOtp(shared),
    passwordChallenge(shared),
    passwordSrp({ ...shared, factor: srpFactor }),
    passkeyChallenge(shared),
    selectChallenge(choice),
    softwareTokenMfa(shared),
    selectMfaType(),
    mfaSetup(shared),
    customChallenge(shared),
    deviceSrp(shared),
    devicePasswordVerifier(shared),
  ];
  const secondFactor = afterPassword(unlessRemembered(signInDevices, mfaStep(shared)));
  /** In the order in which they are asked. */
  const steps: readonly Step[] = [
    afterPassword(newPasswordStep(shared)),
    secondFactor,
    customStep(shared),
    deviceStep(shared),
    onDevice(secondFactor),
  ];

  /** The first step that asks for something wins; the attempt is over when none does. */
  async function advance(begun: Attempt): Promise<Progress> {
    const attempt = isProtected(begun.pool) ? await risks.judge(begun) : begun;
    for (const step of steps) {
      const question = await step.ask(attempt);
      if (question) return { question };
    }
    stepUps.requireReached(attempt);
    // The functions of a custom sign-in may have changed the user.
    const user = attempt.custom ? users.reread(attempt.user) : attempt.user;
    lockouts.forgive(user);
    const device = signInDevices.ofTokens({ ...attempt, user });
    const newDeviceUsed = device?.groupKey !== undefined;
    await triggers.postAuthentication(attempt, { ...attempt, user, newDeviceUsed });
    risks.pass(attempt);
    return { attempt: { ...attempt, user, device } };
  }

  async function withTokens(progress: Progress): Promise<Outcome> {
    if (!("attempt" in progress)) return progress;
    const { attempt } = progress;
    return {
      tokens: await tokens.issue({ ...attempt, methods: methodsOf(attempt), source: sourceOf(attempt) }),
    };
  }

  /** Who a session belongs to, provided that the answer names the same user. */
  function userOfSession(pool: Pool, session: OpenSession, challenge: Challenge, username: string) {
    const user = session.userId === undefined ? undefined : store.users.findById(session.userId);
    if (user) {
      if (users.find(pool, username)?.id !== user.id) throw invalidSession();
      if (!user.enabled) throw userDisabled();
      return { user, canonical: user.username };
    }
    const canonical = challenge.simulatedUsername?.(pool, session.state);
    const typed = String(session.state.typedUsername);
    // Who exists may be named in any case that the pool allows.
    const isSame = (name: string) => foldUsername(pool, username) === foldUsername(pool, name);
    if (canonical === undefined || !(username === canonical || isSame(typed))) throw invalidSession();
    return { user, canonical };
  }

  /** The functions hear of a confirmation by a code as they do of one by ConfirmSignUp (assumed). */
  async function confirmed(user: User, occasion: Occasion & Pick<Attempt, "metadata">): Promise<User> {
    const { metadata } = occasion;
    await triggers.postConfirmation(occasion, { source: "ConfirmSignUp", user, metadata });
    return users.reread(user);
  }

  /** Both end with a question, or with an attempt that has passed every step. */
  const machine = risks.around({
    /**
     * Begins a sign-in. Order: required parameters, secret hash, flow allowed; then what the flow says.
     * @throws Fault
     */
    async start(request: StartRequest): Promise<Progress> {
      const flow = flows.find(({ names }) => names.includes(request.flow));
      if (!flow) throw fault("InvalidParameterException", "Initiate Auth method not supported");
      const { client, parameters } = request;
      for (const name of flow.requires) requireParameter(parameters, name);
      // On the first call the hash is over the username as it was typed.
      if (flow.requires[0] === "USERNAME")
        requireSecretHash(client, requireParameter(parameters, "USERNAME"), parameters.SECRET_HASH);
      // Pages sign in whatever flows the client's own code may use.
      if (!request.caller.onPage) requireFlow(client, request.flow, request.admin);

      const progress = await flow.start(request);
      return "attempt" in progress ? advance(progress.attempt) : progress;
    },

    /**
     * Goes on with a sign-in. Order: USERNAME, session, user of the session, secret hash; then what the challenge
     * says. The session is spent and the answer takes effect in one transaction.
     * @throws Fault
     */
    async answer(request: AnswerRequest): Promise<Progress> {
      const { pool, client, caller, parameters: responses, metadata } = request;
      const known = challenges.find(({ name }) => name === request.challenge);
      const username = requireParameter(responses, "USERNAME");
      const key = known?.sessionIn
        ? requireParameter(responses, known.sessionIn)
        : (waitingSession(request, known) ?? requireSession(request.session));
      // No session waits for a challenge that is never asked.
      if (!known) throw invalidSession();
      const session = sessions.open(client, known.name, key);
      const challenge = isUnprepared(session.state) ? unprepared(known) : known;
      const { user, canonical } = userOfSession(pool, session, challenge, username);
      // From the second call on, the hash is over the username that the first one answered.
      // Choice-based sign-in names it only to who proves a password by SRP: there, the typed one is good, too (assumed).
      const trail = trailIn(session.state);
      requireSecretHash(client, trail.isChoice ? [canonical, username] : canonical, responses.SECRET_HASH);
      requireEcho(session.state, request.session);
      for (const name of challenge.requires ?? []) requireParameter(responses, name);

      // A client that is told that its device is none answers once more.
      const deviceKey = signInDevices.ofAnswer(pool, user, responses, trail);
      const state = { ...session.state, trail: { ...trail, deviceKey } };

      if (challenge.once) sessions.spend(session);
      const checking = challenge.check({
        ...{ pool, client, caller, user, responses, metadata, state },
      });
      // No moment passes between check and transaction but where a function has to be waited for.
      const { commit, factor, firstFactor, next, custom } =
        checking instanceof Promise ? await checking : checking;
      const changed = store.transaction((): User | undefined => {
        if (!challenge.once) sessions.spend(session);
        if (custom && user) return store.users.findById(user.id);
        const current = commit ? commit() : user;
        // Asked for after the first factor, by an administrator: no second one signs in any more.
        if (current && !next) requireNoReset(client, current);
        return current;
      });
      if (next) return { question: await next() };
      const shown = { pool, client, caller, metadata, factor, deviceKey };
      if (custom && !changed) {
        const nobody = { ...shown, user: undefined, passed: [], custom };
        return { question: await customQuestions.nextOfNobody(nobody) };
      }
      if (!changed) throw invalidSession();
      const isConfirmed = user?.status === "UNCONFIRMED" && changed.status === "CONFIRMED";
      const attempt = {
        ...{ ...trail, ...shown, firstFactor: firstFactor ?? trail.firstFactor },
        user: isConfirmed ? await confirmed(changed, shown) : changed,
      };
      // Choosing a factor proves nothing; what a custom answer proves is for the functions to say.
      if (factor || custom) return advance({ ...attempt, custom: custom ?? trail.custom });
      return advance({
        ...attempt,
        passed: firstFactor?.name === "EMAIL_OTP" ? trail.passed : [...trail.passed, challenge.name],
        custom: trail.custom && withResult(trail.custom, resultOf(challenge.name, true)),
      });
    },
  });

  return {
    signUpSessions,
    softwareTokenSetup: createSoftwareTokenSetup(shared),
    start: async (request: StartRequest): Promise<Outcome> => withTokens(await machine.start(request)),
    answer: async (request: AnswerRequest): Promise<Outcome> => withTokens(await machine.answer(request)),
    /** For the pages of a domain, whose sign-ins end in a session of the browser instead of tokens. */
    pages: { ...machine, resend: createResending({ ...shared, firstFactors }) },
  };
}

/** Of an answer that names no Session, to a challenge that is found without. */
const waitingSession = ({ pool, parameters, session }: AnswerRequest, challenge: Challenge | undefined) =>
  session ? undefined : challenge?.waitingSession?.(pool, parameters);

function requireSession(session: string | undefined): string {
  if (session) return session;
  throw fault("InvalidParameterException", "Missing required parameter Session");
}

/** What the PreTokenGeneration trigger will be told. */
function sourceOf({ passed }: Attempt): TokenSource {
  if (passed.includes("DEVICE_PASSWORD_VERIFIER")) return "AuthenticateDevice";
  return passed.includes("NEW_PASSWORD_REQUIRED") ? "NewPasswordChallenge" : "Authentication";
}
