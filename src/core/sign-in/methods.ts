// What a sign-in has proven so far, in the names that its tokens will have for it.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { Method } from "../step-up/levels.js";
import type { FirstFactorName } from "./first-factors/first-factor.js";
import type { ProvenFactor, Trail } from "./trail.js";

const answered: Partial<Record<ChallengeNameType, Method>> = {
  PASSWORD_VERIFIER: "pwd",
  SMS_MFA: "sms",
  EMAIL_OTP: "email_otp",
  SOFTWARE_TOKEN_MFA: "otp",
  // Passed with an authenticator whose code was right; an address is proven by the code that follows.
  MFA_SETUP: "otp",
};

const first: Readonly<Record<FirstFactorName, Method>> = {
  PASSWORD: "pwd",
  PASSWORD_SRP: "pwd",
  EMAIL_OTP: "email_otp",
  SMS_OTP: "sms",
  WEB_AUTHN: "swk",
};

const methodOf = ({ name, isRoaming }: ProvenFactor): Method => (isRoaming ? "hwk" : first[name]);

/** In the order in which they were proven, each once. Custom challenges and devices have no names. */
export function methodsOf({ passed, custom, isChoice, firstFactor, stepUp }: Trail): readonly Method[] {
  // Whoever begins with a password in the first request has proven it before anything is asked.
  const byFlow: readonly Method[] = !isChoice && !custom ? ["pwd"] : [];
  return [
    ...new Set([
      ...(stepUp?.credit ?? []),
      ...byFlow,
      ...(firstFactor ? [methodOf(firstFactor)] : []),
      ...passed.flatMap((challenge) => answered[challenge] ?? []),
    ]),
  ];
}
