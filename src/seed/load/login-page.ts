// Where a browser signs in to a pool that a fixture describes: for people who look at the pages of its domain.
import type { UserPoolFixture } from "../fixture.js";
import type { SeededUserPool } from "../report.js";

/**
 * Path and query, below the emulator's URL, of the sign-in page of the pool's first domain, for the first client that
 * may use it; undefined when there is no such client.
 */
export function loginPageOf(
  { domains = [], clients = [] }: UserPoolFixture,
  loaded: SeededUserPool["clients"],
): string | undefined {
  const [first] = domains;
  const domain = typeof first === "string" ? first : first?.name;
  for (const { name, settings } of clients) {
    const [callback] = (settings.CallbackURLs ?? []) as readonly string[];
    const [flow] = (settings.AllowedOAuthFlows ?? []) as readonly string[];
    const id = loaded.find((client) => client.name === name)?.id;
    const type = { code: "code", implicit: "token" }[flow ?? ""];
    if (!domain || !id || !type || !callback || settings.AllowedOAuthFlowsUserPoolClient !== true) continue;
    const query = new URLSearchParams({ client_id: id, response_type: type, redirect_uri: callback });
    return `/_domains/${domain}/login?${query}`;
  }
  return undefined;
}
