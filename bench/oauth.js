// Measures what applications do on the domain of a user pool: the authorization code flow of somebody who signs in on
// the pages, and the token of a program.

import { createHash, randomBytes } from "node:crypto";
import { ApiError, openApi } from "./api.js";
import { measure } from "./load.js";
import { PASSWORD, usernameOf } from "./users.js";

const DOMAIN = "bench";
const ROOT = `/_domains/${DOMAIN}`;
const CALLBACK = "https://app.example.com/callback";

/**
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {{ cookie?: string, form?: Record<string, string> }} [content]
 */
function request(method, path, { cookie, form } = {}) {
  const body = form ? new URLSearchParams(form).toString() : "";
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${cookie ? `Cookie: ${cookie}\r\n` : ""}` +
    (form
      ? `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
      : "") +
    `\r\n${body}`
  );
}

/** @param {Record<string, string>} form */
const tokenRequest = (form) => request("POST", `${ROOT}/oauth2/token`, { form });

/**
 * The pool gets a domain, unless it has it already.
 * @param {Awaited<ReturnType<typeof openApi>>} api
 * @param {import("./users.js").Pool} pool
 */
async function giveDomain(api, { poolId }) {
  const { DomainDescription } = await api.call("DescribeUserPoolDomain", { Domain: DOMAIN });
  if (DomainDescription?.UserPoolId !== poolId)
    await api.call("CreateUserPoolDomain", { UserPoolId: poolId, Domain: DOMAIN });
}

/** @param {import("./flows.js").Scene} scene */
export async function measureCodeFlow({ server, options, pool }) {
  const api = await openApi(server.url);
  await giveDomain(api, pool);
  const { UserPoolClient } = await api.call("CreateUserPoolClient", {
    UserPoolId: pool.poolId,
    ClientName: "web",
    SupportedIdentityProviders: ["COGNITO"],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email"],
    CallbackURLs: [CALLBACK],
  });
  api.close();
  const clientId = UserPoolClient.ClientId;
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid email",
    state: "state",
    nonce: "nonce",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const authorize = request("GET", `${ROOT}/oauth2/authorize?${query}`);

  /**
   * A browser without a session, from the application's link to its tokens.
   * @param {import("./http-client.js").Connection} connection
   */
  async function signIn({ send }) {
    const sent = await send(authorize);
    const login = header(sent, "location");
    if (!login) return sent;
    const page = await send(request("GET", login));
    const [cookie, csrf] = /XSRF-TOKEN=([^;]*)/.exec(header(page, "set-cookie") ?? "") ?? [];
    if (!csrf) return page;
    const form = { _csrf: csrf, username: usernameOf(0), password: PASSWORD };
    const back = await send(request("POST", login, { cookie, form }));
    const code = /[?&]code=([^&]*)/.exec(header(back, "location") ?? "")?.[1];
    if (!code) return back;
    return send(
      tokenRequest({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: CALLBACK,
        code,
        code_verifier: verifier,
      }),
    );
  }

  const call = {
    operation: "code flow",
    request: "",
    answered: (/** @type {string} */ body) => {
      if (!JSON.parse(body).id_token) throw new ApiError("code flow", { status: 200, body });
    },
  };
  return measure(server, options, () => call, {
    through: (connection) => ({ ...connection, send: () => signIn(connection) }),
  });
}

/**
 * @param {{ head: string }} answer
 * @param {string} name
 */
function header({ head }, name) {
  return new RegExp(`\r\n${name}: *([^\r]*)`, "i").exec(head)?.[1];
}

/** @param {import("./flows.js").Scene} scene */
export async function measureClientCredentials({ server, options, pool }) {
  const api = await openApi(server.url);
  await giveDomain(api, pool);
  const Identifier = "orders";
  const { ResourceServers } = await api.call("ListResourceServers", {
    UserPoolId: pool.poolId,
    MaxResults: 1,
  });
  if (ResourceServers.length === 0)
    await api.call("CreateResourceServer", {
      UserPoolId: pool.poolId,
      Identifier,
      Name: Identifier,
      Scopes: [{ ScopeName: "read", ScopeDescription: "See orders" }],
    });
  const { UserPoolClient } = await api.call("CreateUserPoolClient", {
    UserPoolId: pool.poolId,
    ClientName: "worker",
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: [`${Identifier}/read`],
  });
  api.close();
  const call = {
    operation: "client_credentials",
    request: tokenRequest({
      grant_type: "client_credentials",
      client_id: UserPoolClient.ClientId,
      client_secret: UserPoolClient.ClientSecret,
    }),
  };
  return measure(server, options, () => call);
}
