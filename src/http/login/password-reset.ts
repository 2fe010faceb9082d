// The page that asks for the code of a forgotten password, and for a new one.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { PageContext } from "./page-context.js";
import { passwordRules } from "./pool-fields.js";

export function showReset(
  context: PageContext,
  { pool }: AuthorizationRequest,
  state: {
    readonly username: string;
    readonly to?: string | undefined;
    readonly error?: string | undefined;
    readonly notice?: string | undefined;
  },
): void {
  const { username, to: destination, error, notice } = state;
  context.show({
    ...{ kind: "reset-password", error, notice, destination, rules: passwordRules(pool) },
    form: { action: context.path("/confirmForgotPassword"), hidden: { username } },
    back: context.path("/login"),
  });
}
