// /forgotPassword and /confirmForgotPassword: a code, and a new password for it.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { ForgotPasswordResponse } from "../../model/cognito-idp.gen.js";
import type { SiteDeps } from "../deps.js";
import { requireSame } from "./answers.js";
import { signInWithPassword } from "./login.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { passwordRules, usernameField } from "./pool-fields.js";
import { secretHashOf } from "./secret.js";

export function mountForgotPassword(router: Router, deps: SiteDeps): void {
  router.get(
    "/forgotPassword",
    authorizationPage(deps, (context, request) => showForgot(context, request, request.loginHint)),
  );
  router.post(
    "/forgotPassword",
    authorizationForm(deps, async (context, request) => {
      const username = (context.form.username ?? "").trim();
      try {
        const answer = (await deps.call("cognito-idp", "ForgotPassword", {
          ...{ ClientId: request.client.id, Username: username },
          SecretHash: secretHashOf(request.client, username),
        })) as ForgotPasswordResponse;
        return showReset(context, request, { username, to: answer.CodeDeliveryDetails?.Destination });
      } catch (error) {
        return showForgot(context, request, username, messageOf(error));
      }
    }),
  );
  router.get(
    "/confirmForgotPassword",
    authorizationPage(deps, (context) => context.redirect(context.path("/forgotPassword"))),
  );
  router.post(
    "/confirmForgotPassword",
    authorizationForm(deps, async (context, request) => {
      const { form } = context;
      const username = (form.username ?? "").trim();
      const password = form.password ?? "";
      try {
        requireSame(form);
        await deps.call("cognito-idp", "ConfirmForgotPassword", {
          ...{ ClientId: request.client.id, Username: username, Password: password },
          ConfirmationCode: (form.code ?? "").trim(),
          SecretHash: secretHashOf(request.client, username),
        });
      } catch (error) {
        return showReset(context, request, { username, error: messageOf(error) });
      }
      return signInWithPassword(context, request, username, password);
    }),
  );
}

function showForgot(
  context: PageContext,
  { pool }: AuthorizationRequest,
  username?: string,
  error?: string,
): void {
  context.show({
    ...{ kind: "forgot-password", error, form: { action: context.path("/forgotPassword") } },
    username: usernameField(pool, username),
    back: context.path("/login"),
  });
}

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
