// The parts of the sign-in state machine, put together: which flows, first factors, challenges and steps there are.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Store } from "../../storage/store.js";
import type { Passwords } from "../credentials/passwords.js";
import type { Devices } from "../devices/devices.js";
import type { Identifiers } from "../ids.js";
import type { Messages } from "../messages/messages.js";
import type { Mfa } from "../mfa/mfa.js";
import type { Passkeys } from "../passkeys/passkeys.js";
import type { ThreatProtection } from "../threat-protection/threat-protection.js";
import type { Tokens } from "../tokens/tokens.js";
import type { Triggers } from "../triggers/triggers.js";
import type { AttemptLimits } from "../users/attempt-limits.js";
import type { AttemptsOf } from "../users/attempts.js";
import type { Migration } from "../users/migration.js";
import type { Users } from "../users/users.js";
import type { Flow, Step } from "./attempt.js";
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
import { createUnprepared } from "./challenges/unprepared.js";
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
import { createNamedQuestions } from "./named-questions.js";
import { createPasswordProof } from "./password-proof.js";
import { createPasswordQuestion } from "./password-question.js";
import { createSecondFactorQuestion } from "./second-factor-question.js";
import { createSessions } from "./sessions.js";
import { createSignInDevices } from "./sign-in-devices.js";
import { createSignUpSessions } from "./sign-up-sessions.js";
import type { SimulatedUsers } from "./simulated-users.js";
import { createStepUps } from "./step-up.js";
import { afterPassword, customStep } from "./steps/custom.js";
import { deviceStep, onDevice, unlessRemembered } from "./steps/device.js";
import { mfaStep } from "./steps/mfa.js";
import { newPasswordStep } from "./steps/new-password.js";

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly ids: Identifiers;
  readonly users: Users;
  readonly attemptsOf: AttemptsOf;
  readonly attemptLimits: AttemptLimits;
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

/** What flows, challenges and steps work with. */
function createTools(deps: SignInDeps) {
  const sessions = createSessions(deps);
  const lockouts = createLockouts(deps);
  const passwordQuestion = createPasswordQuestion({ ...deps, sessions });
  const secondFactorQuestion = createSecondFactorQuestion({ ...deps, sessions });
  const namedQuestions = createNamedQuestions({ ...deps, sessions, secondFactorQuestion });
  return {
    ...{ ...deps, sessions, lockouts, passwordQuestion, secondFactorQuestion },
    customQuestions: createCustomQuestions({ ...deps, sessions, passwordQuestion, namedQuestions }),
    deviceQuestion: createDeviceQuestion({ ...deps, sessions }),
    identification: createIdentification(deps),
    passwordProof: createPasswordProof({ ...deps, lockouts }),
    signInDevices: createSignInDevices(deps),
    signUpSessions: createSignUpSessions({ sessions }),
    stepUps: createStepUps(deps),
    unprepared: createUnprepared({ ...deps, lockouts }),
  };
}

export function createParts(deps: SignInDeps) {
  const tools = createTools(deps);
  const srpFactor = passwordSrpFactor(tools);
  const firstFactors = createFirstFactors({
    sessions: tools.sessions,
    factors: [
      ...[srpFactor, passwordFactor(tools)],
      ...[emailOtpFactor(tools), smsOtpFactor(tools), passkeyFactor(tools)],
    ],
  });
  const flows: readonly Flow[] = [
    passwordFlow(tools),
    srpFlow(tools),
    refreshFlow(tools),
    customFlow(tools),
    choiceFlow({ ...tools, firstFactors }),
  ];
  const challenges: readonly Challenge[] = [
    passwordVerifier(tools),
    newPassword(tools),
    smsMfa(tools),
    emailOtp(tools, emailMfa(tools)),
    smsOtp(tools),
    passwordChallenge(tools),
    passwordSrp({ ...tools, factor: srpFactor }),
    passkeyChallenge(tools),
    selectChallenge({ ...tools, firstFactors }),
    softwareTokenMfa(tools),
    selectMfaType(),
    mfaSetup(tools),
    customChallenge(tools),
    deviceSrp(tools),
    devicePasswordVerifier(tools),
  ];
  const secondFactor = afterPassword(unlessRemembered(tools.signInDevices, mfaStep(tools)));
  /** In the order in which they are asked. */
  const steps: readonly Step[] = [
    afterPassword(newPasswordStep(tools)),
    secondFactor,
    customStep(tools),
    deviceStep(tools),
    onDevice(secondFactor),
  ];
  return { ...tools, firstFactors, flows, challenges, steps };
}
