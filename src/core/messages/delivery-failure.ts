// What the caller reads when a message could not be delivered.
import { type Fault, fault } from "../../model/fault.js";
import type { Client, Medium } from "../../storage/records.js";
import type { DeliveryFailure } from "./post.js";
import type { MessageKind } from "./templates.js";

/** Seen for e-mail (dev.classmethod.jp, cognito-sandbox-ses-codedeliveryfailureexception); for SMS assumed. */
const TEXT: Readonly<Record<Medium, string>> = {
  EMAIL: "Cognito received the following error from Amazon SES when attempting to send email: ",
  SMS: "Cognito received the following error from Amazon SNS when attempting to send SMS: ",
};

interface Undelivered {
  /** Absent for operations of an administrator. */
  readonly client?: Client | undefined;
  readonly kind: MessageKind | "AccountTakeOverNotification";
  readonly medium: Medium;
}

export function deliveryFailure(undelivered: Undelivered, failures: readonly DeliveryFailure[]): Fault {
  // Targets that the service doesn't know are named.
  const reasons = failures.map(({ target, reason }) =>
    target === "ses" || target === "sns" ? reason : `${target}: ${reason}`,
  );
  return fault(nameFor(undelivered), TEXT[undelivered.medium] + reasons.join("; "));
}

/**
 * Sign-in, and administrators who reset passwords or change attributes, are not modelled to raise
 * CodeDeliveryFailureException. Of what they may raise, that the service is not let send is nearest (assumed).
 */
function nameFor({ client, kind, medium }: Undelivered) {
  const modelled = kind === "AdminCreateUser" || (client !== undefined && kind !== "Authentication");
  if (modelled) return "CodeDeliveryFailureException";
  return medium === "EMAIL" ? "InvalidEmailRoleAccessPolicyException" : "InvalidSmsRoleAccessPolicyException";
}
