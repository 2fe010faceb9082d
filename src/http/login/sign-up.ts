// /signup, /confirmUser and /resendcode: a new account and the proof of its address.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Pool } from "../../core/oauth/oauth.js";
import { allowsChoice } from "../../core/sign-in/allowed-flows.js";
import type { SignUpResponse } from "../../model/cognito-idp.gen.js";
import type { SiteDeps } from "../deps.js";
import { showConfirmation, waitingIn } from "./confirmation.js";
import { offeredProviders } from "./federation.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { passwordRules, requireSame, signUpAttributes } from "./pool-fields.js";
import { secretHashOf } from "./secret.js";
import { showLogin, signInWithPassword } from "./signing-in.js";

const PREFIX = "attribute.";

export function mountSignUp(router: Router, deps: SiteDeps): void {
  router.get(
    "/signup",
    authorizationPage(deps, (context, request) => showSignUp(context, request)),
  );
  router.post(
    "/signup",
    authorizationForm(deps, async (context, request) => {
      const { form } = context;
      const username = usernameOf(request.pool, form);
      let answer: SignUpResponse;
      try {
        requireSame(form);
        answer = (await deps.call("cognito-idp", "SignUp", {
          ...{ ClientId: request.client.id, Username: username, Password: form.password || undefined },
          SecretHash: secretHashOf(request.client, username),
          UserAttributes: attributesIn(request.pool, form),
        })) as SignUpResponse;
      } catch (error) {
        return showSignUp(context, request, messageOf(error));
      }
      if (answer.UserConfirmed) return signedUp(context, request, username, form.password);
      const to = answer.CodeDeliveryDetails?.Destination;
      return showConfirmation(context, request, { username, password: form.password, to });
    }),
  );

  router.post(
    "/confirmUser",
    authorizationForm(deps, async (context, request) => {
      const waiting = waitingIn(context, request);
      if (!waiting) return showLogin(context, request);
      try {
        await deps.call("cognito-idp", "ConfirmSignUp", {
          ...{ ClientId: request.client.id, Username: waiting.username },
          ConfirmationCode: (context.form.code ?? "").trim(),
          SecretHash: secretHashOf(request.client, waiting.username),
        });
      } catch (error) {
        return showConfirmation(context, request, { ...waiting, error: messageOf(error) });
      }
      return signedUp(context, request, waiting.username, waiting.password);
    }),
  );
  router.post(
    "/resendcode",
    authorizationForm(deps, async (context, request) => {
      const waiting = waitingIn(context, request);
      if (!waiting) return showLogin(context, request);
      return showConfirmation(context, request, { ...waiting, resend: true });
    }),
  );
}

/** The new user is signed in, by the password that was just chosen; who has none says how to go on. */
function signedUp(context: PageContext, request: AuthorizationRequest, username: string, password?: string) {
  if (password) return signInWithPassword(context, request, username, password);
  return showLogin(context, request, { username, notice: "Your account is confirmed. You can sign in now." });
}

/** Where an address is the username, the first of them that was given. */
function usernameOf({ settings }: Pool, form: PageContext["form"]): string {
  const named = settings.UsernameAttributes?.map((name) => form[`${PREFIX}${name}`]).find((value) => value);
  return (named ?? form.username ?? "").trim();
}

function attributesIn(pool: Pool, form: PageContext["form"]): { Name: string; Value: string }[] {
  return signUpAttributes(pool).flatMap((Name) => {
    const Value = form[`${PREFIX}${Name}`]?.trim();
    return Value ? [{ Name, Value }] : [];
  });
}

function showSignUp(context: PageContext, request: AuthorizationRequest, error?: string): void {
  const { pool, client } = request;
  const { form } = context;
  const names: readonly string[] = pool.settings.UsernameAttributes ?? [];
  context.show({
    ...{ kind: "sign-up", error, form: { action: context.path("/signup") } },
    username: names.length > 0 ? undefined : { kinds: ["username"], value: form.username },
    attributes: signUpAttributes(pool).map((name) => ({
      ...{ name, value: form[`${PREFIX}${name}`] },
      // Of several addresses one is enough for a username.
      optional: names.length > 1 && names.includes(name),
    })),
    rules: passwordRules(pool),
    passwordOptional: allowsChoice(client) && context.site.managed,
    // Classic pages show none (documented for managed login).
    terms: context.site.managed
      ? context.deps.core.loginPages.terms.linksFor(client.id, context.language)
      : undefined,
    providers: offeredProviders(context, request),
    back: context.path("/login"),
  });
}
