// A pool with a domain and a client of it, and a browser of plain fetch: a cookie jar and a reader of forms.
import {
  CreateManagedLoginBrandingCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ClientInput, PoolInput } from "../support/accounts.js";
import {
  aClient,
  aConfirmedUser,
  aPool,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";

export const CALLBACK = "https://app.example.com/callback";
export const LOGOUT = "https://app.example.com/bye";

let made = 0;

export const OAUTH: ClientInput = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code", "implicit"],
  AllowedOAuthScopes: ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
  CallbackURLs: [CALLBACK, "myapp://callback?x=1"],
  LogoutURLs: [LOGOUT],
  SupportedIdentityProviders: ["COGNITO"],
};

export interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
  /** The domain's name. */
  readonly name: string;
  /** Where the domain is, by path. */
  readonly url: string;
  /** Parameters of a good authorization request. */
  readonly query: Record<string, string>;
}

export async function aSite(
  emulator: TestEmulator,
  {
    pool: poolInput = {},
    client: clientInput = {},
    version = 1,
  }: { pool?: PoolInput; client?: ClientInput; version?: 1 | 2 } = {},
): Promise<Site> {
  const pool = await aPool(emulator, { AutoVerifiedAttributes: ["email"], ...poolInput });
  const client = await aClient(emulator, pool, { ...OAUTH, ...clientInput });
  made += 1;
  const name = `site-${made}`;
  await emulator.idp.send(
    new CreateUserPoolDomainCommand({ UserPoolId: pool.Id, Domain: name, ManagedLoginVersion: version }),
  );
  if (version === 2) await withBranding(emulator, client);
  const query = { client_id: client.ClientId, redirect_uri: CALLBACK, response_type: "code" };
  return { pool, client, name, url: `${emulator.url}/_domains/${name}`, query };
}

/** Managed login shows its pages to clients with a style. */
export const withBranding = ({ idp }: TestEmulator, { UserPoolId, ClientId }: MadeClient) =>
  idp.send(new CreateManagedLoginBrandingCommand({ UserPoolId, ClientId, UseCognitoProvidedValues: true }));

export const addressOf = (
  site: Pick<Site, "url">,
  path: string,
  query: Record<string, string | undefined> = {},
) =>
  `${site.url}${path}?${new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )}`;

/** What a browser shows, or where it was sent outside of the emulator. */
export interface Shown {
  readonly status: number;
  readonly url: string;
  readonly html: string;
  readonly headers: Headers;
  /** Where the application gets the browser back. */
  readonly left?: string | undefined;
}

export interface PageOf {
  readonly kind: string | undefined;
  readonly title: string | undefined;
  readonly error: string | undefined;
  readonly notice: string | undefined;
}

const decoded = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
  );

const textAt = (html: string, pattern: RegExp): string | undefined => {
  const found = pattern.exec(html)?.[1];
  return found === undefined ? undefined : decoded(found);
};

export const pageOf = ({ html }: Shown): PageOf => ({
  kind: textAt(html, /data-page="([^"]*)"/),
  title: textAt(html, /<h1[^>]*>([^<]*)</),
  error: textAt(html, /role="alert"[^>]*>([^<]*)</),
  notice: textAt(html, /role="status"[^>]*>([^<]*)</),
});

/** Where an application finds the answer of its request. */
export const answerIn = ({ left }: Shown): Record<string, string> => {
  const { search, hash } = new URL(left ?? "about:blank");
  return Object.fromEntries(new URLSearchParams(hash ? hash.slice(1) : search));
};

/** A browser without scripts: it keeps cookies, follows redirects within the emulator and fills in forms. */
export function aBrowser(emulator: Pick<TestEmulator, "url">) {
  const jar = new Map<string, { value: string; path: string }>();

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const path = attributes.find((one) => one.startsWith("Path="))?.slice(5) ?? "/";
      if (attributes.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, { value, path });
    }
  }

  async function send(address: string, init: RequestInit = {}): Promise<Shown> {
    const { pathname, origin } = new URL(address);
    const cookie = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: { ...(cookie.length > 0 && { cookie: cookie.join("; ") }), ...init.headers },
    });
    keep(response);
    const location = response.headers.get("location");
    if (location !== null) {
      const to = new URL(location, address);
      if (to.origin !== origin)
        return { status: response.status, url: address, html: "", headers: response.headers, left: location };
      return send(to.href);
    }
    return { status: response.status, url: address, html: await response.text(), headers: response.headers };
  }

  return {
    jar,
    open: (address: string) => send(address),
    /**
     * Sends the form of the page that has these fields, with what is hidden in it.
     * @param which the number of the form, when several have the fields
     */
    submit(shown: Shown, fields: Record<string, string>, which = 0): Promise<Shown> {
      const forms = [...shown.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].filter(
        ([, , inner = ""]) => Object.keys(fields).every((name) => inner.includes(`name="${name}"`)),
      );
      const [, action = "", inner = ""] = forms[which] ?? [];
      if (!action) throw new Error(`no form with ${Object.keys(fields)} in ${shown.html}`);
      const body = new URLSearchParams();
      for (const [tag] of inner.matchAll(/<(?:input|button)[^>]*>/g)) {
        const name = textAt(tag, / name="([^"]*)"/);
        if (name && / type="hidden"/.test(tag)) body.set(name, textAt(tag, / value="([^"]*)"/) ?? "");
      }
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return send(new URL(decoded(action), shown.url).href, {
        method: "POST",
        body,
        headers: { origin: new URL(emulator.url).origin },
      });
    },
  };
}

export type Browser = ReturnType<typeof aBrowser>;

/** Signs a user in through the pages, with the password. */
export async function signInOn(
  browser: Browser,
  site: Site,
  query: Record<string, string | undefined> = {},
  username = "ada",
  password = PASSWORD,
): Promise<Shown> {
  const login = await browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, ...query }));
  return browser.submit(login, { username, password });
}

/** A confirmed user, and a code of theirs. */
export async function aCode(
  emulator: TestEmulator,
  site: Site,
  query: Record<string, string | undefined> = {},
  attributes: Record<string, string> = {},
): Promise<string> {
  await aConfirmedUser(emulator, site.pool, "ada", attributes);
  const { code = "" } = answerIn(await signInOn(aBrowser(emulator), site, query));
  return code;
}

/** What /oauth2/token answers. */
export async function token(
  site: Pick<Site, "url">,
  form: Record<string, string | undefined>,
  headers: Record<string, string> = {},
) {
  const body = new URLSearchParams(
    Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const response = await fetch(`${site.url}/oauth2/token`, { method: "POST", body, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, string>,
  };
}
