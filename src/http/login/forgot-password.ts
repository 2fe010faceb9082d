// /forgotPassword and /confirmForgotPassword: a code, and a new password for it.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { ForgotPasswordResponse } from "../../model/cognito-idp.gen.js";
import type { SiteDeps } from "../deps.js";
import { requireSame } from "./answers.js";
import { signInWithPassword } from "./login.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { secretHashOf } from "./secret.js";

export function mountForgotPassword(router: Router, deps: SiteDeps): void {
  router.get(
    "/forgotPassword",
    authorizationPage(deps, (context, request) => showForgot(context, request.loginHint)),
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
        return showForgot(context, username, messageOf(error));
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

function showForgot(context: PageContext, username?: string, error?: string): void {
  context.show({
    ...{ kind: "forgot-password", title: "Forgot your password?", error },
    text: ["Enter your username and we will send you a code to reset your password."],
    forms: [
      {
        ...{ action: context.path("/forgotPassword"), submit: "Reset my password" },
        fields: [{ name: "username", label: "Username", value: username, autocomplete: "username" }],
      },
    ],
    links: [["Back to sign in", context.path("/login")]],
  });
}

export function showReset(
  context: PageContext,
  _request: AuthorizationRequest,
  state: {
    readonly username: string;
    readonly to?: string | undefined;
    readonly error?: string | undefined;
    readonly notice?: string | undefined;
  },
): void {
  context.show({
    ...{ kind: "reset-password", title: "Reset your password", error: state.error, notice: state.notice },
    text: state.to === undefined ? [] : [`We sent a code to ${state.to}.`],
    forms: [
      {
        ...{ action: context.path("/confirmForgotPassword"), submit: "Change password" },
        hidden: { username: state.username },
        fields: [
          { ...{ name: "code", label: "Code", autocomplete: "one-time-code" }, numeric: true },
          { ...{ name: "password", label: "New password", type: "password" }, autocomplete: "new-password" },
          {
            ...{ name: "confirmation", label: "Enter it again", type: "password" },
            autocomplete: "new-password",
          },
        ],
      },
    ],
    links: [["Back to sign in", context.path("/login")]],
  });
}
