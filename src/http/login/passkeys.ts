// /passkeys/add: who is signed in with the browser adds a passkey, then the application gets its answer. Managed login only.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { LivingSession } from "../../core/oauth/browser-sessions.js";
import type { SiteDeps } from "../deps.js";
import { livingSession } from "./authorize.js";
import { answerApplication } from "./endings.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { ADD_PASSKEY, queryString } from "./parameters.js";
import { passkeyProblem, withOwnName } from "./relying-party.js";

export function mountPasskeys(router: Router, deps: SiteDeps): void {
  router.get(
    "/passkeys/add",
    authorizationPage(deps, (context, request) => {
      const living = required(context, request);
      if (living) offer(context, request, living);
    }),
  );
  router.post(
    "/passkeys/add",
    authorizationForm(deps, async (context, request) => {
      const living = required(context, request);
      if (!living) return;
      const { credential, skip } = context.form;
      if (skip !== undefined) return answerApplication(context, request, living);
      try {
        const owner = { pool: request.pool, client: request.client, user: living.user };
        await deps.core.passkeys.registration.complete(owner, parsed(credential));
      } catch (error) {
        return offer(context, request, living, messageOf(error));
      }
      return answerApplication(context, request, living);
    }),
  );
}

/** Who isn't signed in does so first and comes back here. */
function required(context: PageContext, request: AuthorizationRequest): LivingSession | undefined {
  // Assumed, as the classic pages have no such page.
  const unavailable = "Passkeys are not available on this domain.";
  const problem = context.site.managed ? passkeyProblem(context) : unavailable;
  if (problem !== undefined) {
    context.fail({ error: problem, clientId: request.client.id });
    return undefined;
  }
  const living = livingSession(context, request);
  if (!living)
    context.redirect(`${context.site.root}/login${queryString(context.query, { [ADD_PASSKEY]: "true" })}`);
  return living;
}

function offer(
  context: PageContext,
  request: AuthorizationRequest,
  { user }: LivingSession,
  error?: string,
): void {
  const { pool, client } = request;
  const action = context.path("/passkeys/add");
  try {
    const options = context.deps.core.passkeys.registration.start({ pool, client, user });
    const own = withOwnName(context, options.rp, "id");
    context.show({
      ...{ kind: "passkey-offer", error, form: { action }, skip: { action, hidden: { skip: "true" } } },
      options: JSON.stringify({ ...options, rp: own }),
    });
  } catch (problem) {
    context.fail({ error: messageOf(problem), clientId: client.id });
  }
}

/** Undefined for what is no JSON, which no registration takes. */
function parsed(credential: string | undefined): unknown {
  try {
    return JSON.parse(credential ?? "");
  } catch {
    return undefined;
  }
}
