// Lambda triggers: the one place where a pool's LambdaConfig takes effect. Each has a file of its name.
import type { EncryptCode } from "../kms/codes.js";
import { createAuthChallenge } from "./create-auth-challenge.js";
import { customEmailSender } from "./custom-email-sender.js";
import { customMessage } from "./custom-message.js";
import { customSmsSender } from "./custom-sms-sender.js";
import { defineAuthChallenge } from "./define-auth-challenge.js";
import { createFire, createStart } from "./firing.js";
import { inboundFederation } from "./inbound-federation.js";
import type { TriggerInvoker } from "./invoker.js";
import { postAuthentication } from "./post-authentication.js";
import { postConfirmation } from "./post-confirmation.js";
import { preAuthentication } from "./pre-authentication.js";
import { preSignUp } from "./pre-sign-up.js";
import { preTokenGeneration } from "./pre-token-generation.js";
import { userMigration } from "./user-migration.js";
import { verifyAuthChallengeResponse } from "./verify-auth-challenge-response.js";

export type { Caller, ClientMetadata, Occasion } from "./envelope.js";
export type { TriggerName } from "./firing.js";

export type Triggers = ReturnType<typeof createTriggers>;

/**
 * Every trigger is called at the point where AWS invokes its function, outside transactions: the function may call
 * back, so that what was read before has to be read again after it. In a pool without that trigger it does nothing.
 * All may throw UserLambdaValidationException, UnexpectedLambdaException and InvalidLambdaResponseException.
 */
export function createTriggers({
  invoker,
  encryptCode,
}: {
  invoker: TriggerInvoker;
  encryptCode: EncryptCode;
}) {
  const fire = createFire(invoker);
  const start = createStart(invoker);
  return {
    preSignUp: preSignUp(fire),
    postConfirmation: postConfirmation(fire),
    preAuthentication: preAuthentication(fire),
    postAuthentication: postAuthentication(fire),
    preTokenGeneration: preTokenGeneration(fire),
    customMessage: customMessage(fire),
    customEmailSender: customEmailSender(start, encryptCode),
    customSmsSender: customSmsSender(start, encryptCode),
    userMigration: userMigration(fire),
    defineAuthChallenge: defineAuthChallenge(fire),
    createAuthChallenge: createAuthChallenge(fire),
    verifyAuthChallengeResponse: verifyAuthChallengeResponse(fire),
    inboundFederation: inboundFederation(fire),
  };
}
