// Threat protection on the pages: they judge and refuse as the API does, and tell which browser it was.
import { SetRiskConfigurationCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { actions, CHROME, encodedData, eventsOf, protectedBy } from "../support/threats.js";
import { aBrowser, addressOf, answerIn, aSite, pageOf, signInOn } from "./support.js";

const emulator = useEmulator();

async function ready() {
  const site = await aSite(emulator(), { pool: protectedBy() });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const blocking = { UserPoolId: site.pool.Id, ...actions({ high: "BLOCK" }) };
  await emulator().idp.send(new SetRiskConfigurationCommand(blocking));
  return site;
}

it("a page's sign-in has its event", async () => {
  const site = await ready();
  expect(answerIn(await signInOn(aBrowser(emulator()), site))).toHaveProperty("code");
  expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([
    {
      EventType: "SignIn",
      EventResponse: "Pass",
      EventContextData: { IpAddress: expect.stringContaining("127.0.0.1") },
    },
  ]);
});

it("what AWS's script collects in the form tells the device", async () => {
  const site = await ready();
  const browser = aBrowser(emulator());
  const page = await browser.open(addressOf(site, "/oauth2/authorize", site.query));
  const collected = encodedData({ DeviceId: "x", UserAgent: CHROME, ClientTimezone: "01:00" });
  const field = `<input type="hidden" name="cognitoAsfData" value="${collected}">`;
  const html = page.html.replaceAll("</form>", `${field}</form>`);
  await browser.submit({ ...page, html }, { username: "ada", password: PASSWORD });
  const [event] = await eventsOf(emulator(), site.pool, "ada");
  expect(event?.EventContextData).toMatchObject({
    DeviceName: "Chrome 126, Windows 10",
    Timezone: "01:00",
  });
});

it("a blocked sign-in is told as it is, and leads nowhere", async () => {
  const site = await ready();
  emulator().risk.force({ poolId: site.pool.Id, username: "ada", level: "high" });
  const refused = await signInOn(aBrowser(emulator()), site);
  expect(pageOf(refused)).toMatchObject({ error: "Unable to login because of security reasons." });
  expect(refused.left).toBeUndefined();
});
