// /login: who is it, and, where nothing else can be chosen, with which password.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { User } from "../../core/oauth/oauth.js";
import type { SiteDeps } from "../deps.js";
import { livingSession } from "./authorize.js";
import { answerApplication } from "./endings.js";
import { federatedProvider, showFederation } from "./federation.js";
import { authorizationForm, authorizationPage, type PageContext } from "./page-context.js";
import { nameOf } from "./pool-fields.js";
import { choosesFactor, showLogin, signIn, signInWithPassword } from "./signing-in.js";

/** Asks for the login page although somebody is signed in. */
const OTHER = "other_account";

export function mountLogin(router: Router, deps: SiteDeps): void {
  router.get(
    "/login",
    authorizationPage(deps, (context, request) => {
      if (federatedProvider(request) !== undefined) return showFederation(context, request);
      const asksAnew = request.prompt.includes("login") || context.query[OTHER] !== undefined;
      const living = asksAnew ? undefined : livingSession(context, request);
      if (living) showAccount(context, request, living.user);
      else showLogin(context, request);
    }),
  );
  router.post(
    "/login",
    authorizationForm(deps, async (context, request) => {
      const { form } = context;
      if (form.action === "continue") {
        const living = livingSession(context, request);
        // It may have ended while the page was open; who has to sign in anew is never asked.
        if (!living || request.prompt.includes("login")) return showLogin(context, request);
        return answerApplication(context, request, living);
      }
      const username = (form.username ?? "").trim();
      if (username === "" || (!choosesFactor(context, request) && !form.password))
        return showLogin(context, request, { username, error: "Missing required parameter USERNAME" });
      return start(context, request, username);
    }),
  );
}

async function start(context: PageContext, request: AuthorizationRequest, username: string): Promise<void> {
  const { password } = context.form;
  const { acrValues } = request;
  if (choosesFactor(context, request))
    return signIn(context, request, username, "USER_AUTH", {
      USERNAME: username,
      ...(acrValues !== undefined && { TARGET_ACR_VALUES: acrValues }),
    });
  return signInWithPassword(context, request, username, password ?? "");
}

/** Who is signed in with this browser goes on, or somebody else signs in. */
function showAccount(context: PageContext, { pool, client }: AuthorizationRequest, user: User): void {
  const [address] = client.settings.LogoutURLs ?? [];
  const signOut = address && new URLSearchParams({ client_id: client.id, logout_uri: address });
  context.show({
    ...{ kind: "account", name: nameOf(pool, user) },
    form: { action: context.path("/login"), hidden: { action: "continue" } },
    other: `${context.path("/login")}&${OTHER}=true`,
    signOut: signOut && `${context.site.root}/logout?${signOut}`,
  });
}
