// Where the link of a verification e-mail leads: opening it confirms the account, as on a user pool's domain.
import type { Request, Router } from "express";
import { secretHash } from "../core/credentials/secret-hash.js";
import { Fault } from "../model/fault.js";
import type { SiteDeps } from "./deps.js";
import { type Notice, sendNotice } from "./pages/notice.js";

export function mountConfirmUser(site: Pick<Router, "get">, deps: SiteDeps): void {
  // A GET that changes something: programs that look at links before people do confirm the account, as with the service.
  site.get("/confirmUser", async (request, response) => {
    const link = readLink(request);
    if (!link) return sendNotice(response, 400, failed("The link is incomplete."));
    try {
      await confirm(deps, link);
      return sendNotice(response, 200, CONFIRMED);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (isConfirmedAlready(error)) return sendNotice(response, 200, CONFIRMED_ALREADY);
      return sendNotice(response, error.status, failed(error.message || error.name));
    }
  });
}

interface Link {
  readonly clientId: string;
  readonly username: string;
  readonly code: string;
}

function readLink({ query }: Request): Link | undefined {
  const { client_id: clientId, user_name: username, confirmation_code: code } = query;
  if (typeof clientId !== "string" || typeof username !== "string" || typeof code !== "string")
    return undefined;
  return { clientId, username, code };
}

/** Who opens a link can't know the client's secret; the emulator does. */
async function confirm({ call, core }: SiteDeps, { clientId, username, code }: Link): Promise<void> {
  const secret = core.clients.lookUp(clientId)?.secrets[0]?.value;
  await call("cognito-idp", "ConfirmSignUp", {
    ClientId: clientId,
    Username: username,
    ConfirmationCode: code,
    SecretHash: secret && secretHash(secret, username, clientId),
  });
}

/** Opened twice, or after the code was typed in. */
const isConfirmedAlready = ({ name, message }: Fault): boolean =>
  name === "NotAuthorizedException" && message.endsWith("Current status is CONFIRMED");

const CONFIRMED: Notice = {
  title: "Your account is confirmed",
  text: ["You can close this page and sign in."],
  good: true,
};

const CONFIRMED_ALREADY: Notice = {
  title: "Your account was already confirmed",
  text: ["There is nothing left to do here. You can close this page and sign in."],
  good: true,
};

const failed = (reason: string): Notice => ({
  title: "Your account could not be confirmed",
  text: [reason, "Ask the app that sent you here for a new message, and open the newest link."],
  good: false,
});
