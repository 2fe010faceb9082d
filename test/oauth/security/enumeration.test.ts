// Who has an account is nobody's business: pages of clients that hide it answer alike, whoever is asked for.
import { beforeEach, describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../../support/builders.js";
import { useEmulator } from "../../support/emulator.js";
import { aBrowser, addressOf, aSite, pageOf, type Shown, type Site, signInOn } from "../support.js";

const emulator = useEmulator();

/** What is left of a page when what changes each time, and what was typed, is taken away. */
const essence = ({ html, status }: Shown): string =>
  `${status} ${html.replace(/nonce="[^"]*"|value="[^"]*"/g, "")}`;

describe.each([
  ["classic pages", 1],
  ["managed login", 2],
] as const)("%s", (_name, version) => {
  let site: Site;
  beforeEach(async () => {
    site = await aSite(emulator(), { version, client: { PreventUserExistenceErrors: "ENABLED" } });
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
  });
  const signIn = (username: string) => signInOn(aBrowser(emulator()), site, {}, username, "Wr0ng-password!");

  it("refuse a wrong password and an unknown user alike", async () => {
    const [known, unknown] = [await signIn("ada"), await signIn("eve")];
    expect(pageOf(known).error).toBe("Incorrect username or password.");
    expect(essence(unknown)).toBe(essence(known));
  });

  it("send a code to whoever is named, and refuse a wrong one alike", async () => {
    const shown: string[] = [];
    for (const username of ["ada", "eve"]) {
      const browser = aBrowser(emulator());
      const forgot = await browser.open(addressOf(site, "/forgotPassword", site.query));
      const reset = await browser.submit(forgot, { username });
      expect([username, pageOf(reset).kind]).toEqual([username, "reset-password"]);
      const wrong = await browser.submit(reset, {
        ...{ code: "000000", password: PASSWORD, confirmation: PASSWORD },
      });
      shown.push(JSON.stringify(pageOf(wrong)));
    }
    expect(shown[1]).toBe(shown[0]);
    expect(emulator().inbox.list({ poolId: site.pool.Id })).toHaveLength(1);
  });
});

it("who is signed in is asked of no page by its address", async () => {
  const site = await aSite(emulator(), { version: 2 });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const [known, unknown] = await Promise.all(
    ["ada", "eve"].map((login_hint) =>
      aBrowser(emulator()).open(addressOf(site, "/login", { ...site.query, login_hint })),
    ),
  );
  const without = (shown: Shown | undefined, name: string) => shown && essence(shown).replaceAll(name, "");
  expect(without(unknown, "eve")).toBe(without(known, "ada"));
});
