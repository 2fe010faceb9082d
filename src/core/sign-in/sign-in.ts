// The one sign-in state machine: flows begin, challenges are answered, steps ask what is still missing, tokens end it.
import { fault } from "../../model/fault.js";
import type { User } from "../../storage/records.js";
import { requireSecretHash } from "../clients/clients.js";
import { isProtected } from "../threat-protection/threat-protection.js";
import type { TokenSource } from "../tokens/tokens.js";
import { requireFlow } from "./allowed-flows.js";
import {
  type AnswerRequest,
  type Attempt,
  type Outcome,
  type Progress,
  requireParameter,
  type StartRequest,
} from "./attempt.js";
import type { Passed } from "./challenge.js";
import { resultOf, withResult } from "./custom-progress.js";
import { methodsOf } from "./methods.js";
import { createOpening, type OpenAnswer } from "./opening.js";
import { createParts, type SignInDeps } from "./parts.js";
import { requireNoReset } from "./password-proof.js";
import { createResending } from "./resending.js";
import { createRisks } from "./risks.js";
import { invalidSession } from "./sessions.js";
import { createSoftwareTokenSetup } from "./software-token-setup.js";

export type { AnswerRequest, Attempt, Outcome, Progress, Question, StartRequest } from "./attempt.js";

export type SignIn = ReturnType<typeof createSignIn>;

export function createSignIn(deps: SignInDeps) {
  const { store, users, tokens, triggers } = deps;
  const parts = createParts(deps);
  const { sessions, lockouts, signInDevices, signUpSessions, stepUps, customQuestions, flows, steps } = parts;
  const risks = createRisks({ ...deps, sessions });
  const open = createOpening(parts);

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

  /**
   * Spends the session of a right answer, which takes effect with it. Answers the user as they are then; undefined for
   * one who does not exist, or no longer.
   * @throws Fault
   */
  function take({ challenge, session, user }: OpenAnswer, { client }: AnswerRequest, passed: Passed) {
    return store.transaction((): User | undefined => {
      if (!challenge.once) sessions.spend(session);
      if (passed.custom && user) return store.users.findById(user.id);
      const current = passed.commit ? passed.commit() : user;
      // Asked for after the first factor, by an administrator: no second one signs in any more (assumed).
      if (current && !passed.next) requireNoReset(client, current);
      return current;
    });
  }

  /** The functions hear of a confirmation by a code as they do of one by ConfirmSignUp (assumed). */
  async function confirmed({ user, ...occasion }: Attempt): Promise<User> {
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
     * Goes on with a sign-in: opens the answer, checks it, takes it, and asks what is next.
     * @throws Fault
     */
    async answer(request: AnswerRequest): Promise<Progress> {
      const opened = open(request);
      const { challenge, session, user, trail } = opened;
      const { pool, client, caller, metadata, parameters: responses } = request;
      if (challenge.once) sessions.spend(session);
      const state = { ...session.state, trail };
      const checking = challenge.check({ pool, client, caller, user, responses, metadata, state });
      // No moment passes between check and transaction but where a function has to be waited for.
      const passed = checking instanceof Promise ? await checking : checking;
      const current = take(opened, request, passed);
      if (passed.next) return { question: await passed.next() };

      const { factor, firstFactor = trail.firstFactor, custom } = passed;
      const begun = { ...trail, pool, client, caller, metadata, factor, firstFactor };
      if (custom && !current)
        return { question: await customQuestions.nextOfNobody({ ...begun, user: undefined, custom }) };
      if (!current) throw invalidSession();
      const attempt = withAnswer({ ...begun, user: current }, opened, passed);
      const isConfirmed = user?.status === "UNCONFIRMED" && current.status === "CONFIRMED";
      return advance(isConfirmed ? { ...attempt, user: await confirmed(attempt) } : attempt);
    },
  });

  async function withTokens(progress: Progress): Promise<Outcome> {
    if (!("attempt" in progress)) return progress;
    const { attempt } = progress;
    return {
      tokens: await tokens.issue({ ...attempt, methods: methodsOf(attempt), source: sourceOf(attempt) }),
    };
  }

  return {
    signUpSessions,
    softwareTokenSetup: createSoftwareTokenSetup(parts),
    start: async (request: StartRequest): Promise<Outcome> => withTokens(await machine.start(request)),
    answer: async (request: AnswerRequest): Promise<Outcome> => withTokens(await machine.answer(request)),
    /** For the pages of a domain, whose sign-ins end in a session of the browser instead of tokens. */
    pages: { ...machine, resend: createResending(parts) },
  };
}

/** Choosing a factor proves nothing; what a custom answer proves is for the functions to say. */
function withAnswer(attempt: Attempt, { challenge: { name } }: OpenAnswer, passed: Passed): Attempt {
  if (passed.custom) return { ...attempt, custom: passed.custom };
  if (passed.factor) return attempt;
  // Among what was passed, EMAIL_OTP is the second factor.
  const isFirst = passed.firstFactor?.name === "EMAIL_OTP";
  return {
    ...attempt,
    passed: isFirst ? attempt.passed : [...attempt.passed, name],
    custom: attempt.custom && withResult(attempt.custom, resultOf(name, true)),
  };
}

/** What the PreTokenGeneration trigger will be told. */
function sourceOf({ passed }: Attempt): TokenSource {
  if (passed.includes("DEVICE_PASSWORD_VERIFIER")) return "AuthenticateDevice";
  return passed.includes("NEW_PASSWORD_REQUIRED") ? "NewPasswordChallenge" : "Authentication";
}
