// The page that asks a new user for the code of the sign-up.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { SignUpResponse } from "../../model/cognito-idp.gen.js";
import { messageOf, type PageContext } from "./page-context.js";
import { secretHashOf } from "./secret.js";

/** Who waits for a code. The password travels encrypted, so that the code alone ends the sign-up, as on AWS. */
interface Waiting {
  readonly username: string;
  readonly password?: string | undefined;
  readonly to?: string | undefined;
}

const WAITING_MS = 60 * 60 * 1000;

const purposeOf = ({ pool, client }: AuthorizationRequest): string => `sign-up:${pool.id}:${client.id}`;

export const waitingIn = (context: PageContext, request: AuthorizationRequest): Waiting | undefined =>
  context.deps.core.oauth.seals.open(purposeOf(request), context.form.waiting) as Waiting | undefined;

/** @param state.resend sends a code before */
export async function showConfirmation(
  context: PageContext,
  request: AuthorizationRequest,
  state: Waiting & { readonly resend?: boolean | undefined; readonly error?: string | undefined },
): Promise<void> {
  const { username, password, error, resend } = state;
  let { to } = state;
  let problem = error;
  if (resend) {
    try {
      const answer = (await context.deps.call("cognito-idp", "ResendConfirmationCode", {
        ...{ ClientId: request.client.id, Username: username },
        SecretHash: secretHashOf(request.client, username),
      })) as SignUpResponse;
      to = answer.CodeDeliveryDetails?.Destination ?? to;
    } catch (failure) {
      problem = messageOf(failure);
    }
  }
  const waiting = context.deps.core.oauth.seals.seal(
    purposeOf(request),
    { username, password, to } satisfies Waiting,
    WAITING_MS,
  );
  context.show({
    ...{ kind: "confirm", error: problem, destination: to, back: context.path("/login") },
    form: { action: context.path("/confirmUser"), hidden: { waiting } },
    resend: { action: context.path("/resendcode"), hidden: { waiting } },
  });
}
