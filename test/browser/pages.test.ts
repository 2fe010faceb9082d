// Every view of the login pages in Chromium: axe-core finds nothing, nothing overflows, the policy blocks nothing.
import axe from "axe-core";
import { expect, test } from "vitest";
import type { Look } from "../../src/http/pages/look.js";
import { noticePage } from "../../src/http/pages/notice.js";
import { pagePolicy, renderPage } from "../../src/http/pages/render.js";
import { useBrowser } from "../support/browser.js";
import { examples } from "./views.js";

const browser = useBrowser();

const managed: Look = { version: "managed", settings: undefined, assets: [] };
const classic: Look = { version: "classic" };
const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 800 };

/** Serves what `html` holds at an address of its own. */
async function aPage(options: Parameters<ReturnType<typeof browser>["page"]>[0]) {
  const page = await browser().page(options);
  let html = "";
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.route("http://pages.localhost/**", (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "content-security-policy": pagePolicy("nonce") },
      body: html,
    }),
  );
  return {
    page,
    complaints,
    async show(name: string, look: Look, lang = "en") {
      const view = examples[name];
      if (!view) throw new Error(`no view ${name}`);
      html = renderPage(view, { look, lang, csrf: "token", nonce: "nonce" });
      await page.goto(`http://pages.localhost/${name}`);
    },
  };
}

const violationsOf = async ({ page }: Pick<Awaited<ReturnType<typeof aPage>>, "page">) => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
  });
};

test.each<[string, Look, "light" | "dark", typeof PHONE, string]>([
  ["managed login, light, desktop", managed, "light", DESKTOP, "en"],
  ["managed login, dark, phone", managed, "dark", PHONE, "en"],
  ["managed login, light, phone, right to left", managed, "light", PHONE, "ar"],
  ["managed login, light, phone, long words", managed, "light", PHONE, "de"],
  ["classic, light, desktop", classic, "light", DESKTOP, "en"],
  ["classic, dark, phone", classic, "dark", PHONE, "en"],
])(
  "%s",
  async (_, look, colorScheme, viewport, lang) => {
    const shown = await aPage({ colorScheme, viewport });
    const problems: string[] = [];
    for (const name of Object.keys(examples)) {
      await shown.show(name, look, lang);
      for (const violation of await violationsOf(shown)) problems.push(`${name}: ${violation}`);
      const overflow = await shown.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) problems.push(`${name}: ${overflow} px wider than the window`);
    }
    expect(problems).toEqual([]);
    expect(shown.complaints).toEqual([]);
  },
  120_000,
);

test.each([true, false])("a page of links in messages, good news: %s", async (good) => {
  const page = await browser().page({ viewport: PHONE });
  await page.setContent(noticePage({ title: "Your account", text: ["What happened.", "What to do."], good }));
  expect(await violationsOf({ page })).toEqual([]);
});

test("the cursor is in the first field that is empty, and the field knows the error above it", async () => {
  const shown = await aPage({});
  const focused = () =>
    shown.page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement;
      const description = document.getElementById(field.getAttribute("aria-describedby") ?? "");
      return [field.name, description?.textContent];
    });
  await shown.show("sign-in", managed);
  expect(await focused()).toEqual(["username", undefined]);
  await shown.show("sign-in-error", managed);
  expect(await focused()).toEqual(["password", "Incorrect username or password."]);
});

test("everything is reached by the keyboard, in the order in which it is read", async () => {
  const shown = await aPage({});
  await shown.show("sign-in", managed);
  const reached: string[] = [];
  for (let i = 0; i < 8; i++) {
    reached.push(
      await shown.page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement;
        return element.name || element.textContent?.trim() || element.tagName;
      }),
    );
    await shown.page.keyboard.press("Tab");
  }
  expect(reached.slice(0, 7)).toEqual([
    "username",
    "password",
    "Forgot your password?",
    "Sign in",
    "Continue with Google",
    "Continue with Apple",
    "Create an account",
  ]);
});

test("without JavaScript pages look and work the same, and passkeys say what they need", async () => {
  const shown = await aPage({ javaScriptEnabled: false });
  await shown.show("passkey", managed);
  await expect(shown.page.locator("noscript").innerHTML()).resolves.toContain("Passkeys need JavaScript");
  await shown.show("sign-in", managed);
  await shown.page.fill("[name=username]", "ada");
  await shown.page.fill("[name=password]", "secret");
  const [request] = await Promise.all([
    shown.page.waitForRequest((sent) => sent.method() === "POST"),
    shown.page.press("[name=password]", "Enter"),
  ]);
  expect(new URL(request.url()).pathname).toBe("/next");
  expect(request.postData()).toBe("_csrf=token&asked=sealed&username=ada&password=secret");
});

test("the rules of a new password are marked while it is typed", async () => {
  const shown = await aPage({});
  await shown.show("sign-up", classic);
  const kept = () =>
    shown.page.$$eval(".passwordCheck-valid-customizable", (rules) =>
      rules.map((rule) => (rule as HTMLElement).dataset.rule),
    );
  expect(await kept()).toEqual([]);
  await shown.page.fill("[name=password]", "abcdefgh1");
  expect(await kept()).toEqual(["8", "lowercase", "number"]);
  await shown.page.fill("[name=password]", " aB-`");
  expect(await kept()).toEqual(["lowercase", "uppercase", "symbol"]);
});

const style = (page: Awaited<ReturnType<typeof aPage>>["page"], selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

test("a classic style sheet wins over what the page has itself, and makes it light", async () => {
  const css = `.submitButton-customizable { background-color: #0a7d5a; height: 40px }
.submitButton-customizable:hover { background-color: #064 }
.inputField-customizable { border: 3px solid #123456; border-radius: 0 }
.label-customizable { font-weight: 400 }
.banner-customizable { background-color: #eeeeff; padding: 25px 0px 25px 0px }`;
  const shown = await aPage({ colorScheme: "dark" });
  await shown.show("sign-in", { ...classic, css });
  const of = (selector: string, property: string) => style(shown.page, selector, property);
  expect(await of("[name=signInSubmitButton]", "background-color")).toBe("rgb(10, 125, 90)");
  expect(await of("[name=password]", "border")).toBe("3px solid rgb(18, 52, 86)");
  expect(await of("label", "font-weight")).toBe("400");
  expect(await of(".banner-customizable", "padding")).toBe("25px 0px");
  expect(await of("main", "background-color")).toBe("rgb(255, 255, 255)");
  await shown.page.hover("[name=signInSubmitButton]");
  await expect.poll(() => of("[name=signInSubmitButton]", "background-color")).toBe("rgb(0, 102, 68)");
});

test("the settings of managed login are what the browser shows, in the mode that they say", async () => {
  const settings = {
    categories: { global: { colorSchemeMode: "DYNAMIC" }, form: { location: { horizontal: "START" } } },
    componentClasses: {
      buttons: { borderRadius: 19 },
      input: { darkMode: { defaults: { borderColor: "ff0000ff" } } },
    },
    components: {
      form: { borderRadius: 3 },
      pageBackground: {
        image: { enabled: false },
        lightMode: { color: "e9f6f0ff" },
        darkMode: { color: "00000080" },
      },
    },
  };
  const look = { ...managed, settings } as Look;
  for (const [colorScheme, page, border] of [
    ["light", "rgb(233, 246, 240)", "rgb(125, 137, 152)"],
    ["dark", "rgba(0, 0, 0, 0.5)", "rgb(255, 0, 0)"],
  ] as const) {
    const shown = await aPage({ colorScheme, viewport: DESKTOP });
    await shown.show("sign-in", look);
    const of = (selector: string, property: string) => style(shown.page, selector, property);
    expect(await of("body", "background-color")).toBe(page);
    expect(await of("body", "background-image")).toBe("none");
    expect(await of("[type=submit]", "border-radius")).toBe("19px");
    expect(await of("main", "border-radius")).toBe("3px");
    expect(await of("[name=password]", "border-color")).toBe(border);
    const box = await shown.page.locator("main").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(DESKTOP.width / 2);
  }
});

declare global {
  interface Window {
    axe: typeof axe;
  }
}
