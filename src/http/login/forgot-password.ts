// /forgotPassword and /confirmForgotPassword: a code, and a new password for it.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { ForgotPasswordResponse } from "../../model/cognito-idp.gen.js";
import type { SiteDeps } from "../deps.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { showReset } from "./password-reset.js";
import { requireSame, usernameField } from "./pool-fields.js";
import { secretHashOf } from "./secret.js";
import { signInWithPassword } from "./signing-in.js";

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
