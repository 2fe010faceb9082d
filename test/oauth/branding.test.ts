// What branding, terms and languages make of the pages of a domain.
import {
  type AssetType,
  CreateManagedLoginBrandingCommand,
  CreateTermsCommand,
  DeleteManagedLoginBrandingCommand,
  DescribeManagedLoginBrandingByClientCommand,
  SetUICustomizationCommand,
  UpdateManagedLoginBrandingCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { renderPage } from "../../src/http/pages/render.js";
import { aClient, aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { ICO, PNG, svg } from "../support/images.js";
import { aBrowser, addressOf, aSite, OAUTH, pageOf, type Site, signInOn, withBranding } from "./support.js";

const emulator = useEmulator();

const login = (site: Site, query: Record<string, string> = {}, browser = aBrowser(emulator())) =>
  browser.open(addressOf(site, "/login", { ...site.query, ...query }));
const imagesIn = (html: string) => [...html.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src);
const fetched = async (path: string | undefined) => {
  const response = await fetch(`${emulator().url}${path?.replaceAll("&amp;", "&")}`);
  return {
    type: response.headers.get("content-type"),
    bytes: Buffer.from(await response.arrayBuffer()),
    response,
  };
};

describe("classic pages", () => {
  const set = (site: Site, CSS: string | undefined, ImageFile?: Buffer, ClientId?: string) =>
    emulator().idp.send(
      new SetUICustomizationCommand({ UserPoolId: site.pool.Id, ClientId, CSS, ImageFile }),
    );

  test("have the classes that style sheets name, and the names that scripts of their users look for", async () => {
    const site = await aSite(emulator());
    const { html } = await login(site);
    for (const name of ["background", "banner", "label", "inputField", "submitButton", "redirect"])
      expect(html).toContain(`${name}-customizable`);
    for (const name of ['id="signInFormUsername"', 'id="signInFormPassword"', 'name="signInSubmitButton"'])
      expect(html).toContain(name);
  });

  test("take the style sheet and the logo of their client, or those of all clients", async () => {
    const site = await aSite(emulator());
    const other = { ...site, client: await aClient(emulator(), site.pool, OAUTH) };
    const query = { client_id: other.client.ClientId };
    await set(site, ".label-customizable { color: #111111 }", PNG);
    await set(site, ".label-customizable { color: #222222 }", undefined, other.client.ClientId);

    const { html } = await login(site);
    expect(html).toContain("color: #111111");
    expect(html).not.toContain("color: #222222");
    const [logo] = imagesIn(html);
    expect(await fetched(logo)).toMatchObject({ type: "image/png", bytes: PNG });
    const own = await login(other, query);
    expect(own.html).toContain("color: #222222");
    expect(imagesIn(own.html)).toEqual([]);
  });

  test("can't be left by a style sheet", async () => {
    const site = await aSite(emulator());
    await set(site, "/* </style><script>alert(1)</script> */ .label-customizable { color: red }");
    const { html } = await login(site);
    expect(html).not.toContain("</style><script>");
    expect(html.match(/<script/g)).toBeNull();
    expect(html).toContain("\\3c /style>");
  });

  test("speak English alone", async () => {
    const site = await aSite(emulator());
    const { html, headers } = await login(site, { lang: "de" });
    expect(html).toContain('<html lang="en"');
    expect(headers.getSetCookie().some((cookie) => cookie.startsWith("lang="))).toBe(false);
  });
});

describe("managed login", () => {
  const update = async (site: Site, input: { Settings?: object; Assets?: AssetType[] }) => {
    const at = { UserPoolId: site.pool.Id, ClientId: site.client.ClientId };
    const { ManagedLoginBranding } = await emulator().idp.send(
      new DescribeManagedLoginBrandingByClientCommand(at),
    );
    const { ManagedLoginBrandingId } = ManagedLoginBranding ?? {};
    await emulator().idp.send(
      new UpdateManagedLoginBrandingCommand({
        ...{ UserPoolId: at.UserPoolId, ManagedLoginBrandingId, ...input },
        Settings: input.Settings as never,
      }),
    );
    return ManagedLoginBrandingId ?? "";
  };

  test("has no pages for a client without a style", async () => {
    const site = await aSite(emulator(), { version: 2 });
    const id = await update(site, {});
    await emulator().idp.send(
      new DeleteManagedLoginBrandingCommand({ UserPoolId: site.pool.Id, ManagedLoginBrandingId: id }),
    );
    for (const path of ["/login", "/signup", "/forgotPassword"])
      expect(pageOf(await aBrowser(emulator()).open(addressOf(site, path, site.query)))).toMatchObject({
        kind: "error",
        error: "Login pages unavailable. Please contact an administrator.",
      });
    await withBranding(emulator(), { ...site.client, UserPoolId: site.pool.Id });
    expect(pageOf(await login(site)).kind).toBe("sign-in");
  });

  test("shows the settings: colours of both modes, corners, places", async () => {
    const site = await aSite(emulator(), { version: 2 });
    expect((await login(site)).html).toContain("color-scheme:light dark");
    await update(site, {
      Settings: {
        categories: {
          global: { colorSchemeMode: "DARK", spacingDensity: "COMPACT" },
          form: { location: { horizontal: "END", vertical: "START" } },
        },
        componentClasses: { buttons: { borderRadius: 21 } },
        components: {
          primaryButton: { darkMode: { defaults: { backgroundColor: "12ab34ff" } } },
          pageBackground: { darkMode: { color: "010203ff" } },
        },
      },
    });
    const { html } = await login(site);
    for (const property of [
      ...["color-scheme:dark", "--primary:#12ab34ff", "--page:#010203ff", "--button-radius:21px"],
      ...["--horizontal:flex-end", "--vertical:flex-start", "--control:2.25rem", "--input-radius:8px"],
    ])
      expect(html).toContain(property);
    await update(site, { Settings: { categories: { global: { colorSchemeMode: "DYNAMIC" } } } });
    expect((await login(site)).html).toContain("color-scheme:light dark");
    await update(site, { Settings: { categories: { global: { colorSchemeMode: "}</style>" } } } });
    expect((await login(site)).html).toContain("color-scheme:light;");
  });

  test("shows its images where they are switched on, and serves them", async () => {
    const site = await aSite(emulator(), { version: 2 });
    const image = { ColorMode: "LIGHT", Extension: "PNG", Bytes: PNG } as const;
    const drawing = svg("<circle r='4'/>");
    await update(site, {
      Settings: {
        categories: { global: { pageHeader: { enabled: true }, pageFooter: { enabled: true } } },
        components: {
          form: { logo: { enabled: true } },
          pageHeader: { logo: { enabled: true } },
        },
      },
      Assets: [
        { ...image, Category: "FORM_LOGO" },
        { ...image, Category: "PAGE_HEADER_LOGO", Extension: "SVG", Bytes: drawing },
        { ...image, Category: "PAGE_FOOTER_LOGO" },
        { ...image, Category: "PAGE_BACKGROUND" },
        { ...image, Category: "FAVICON_ICO", ColorMode: "DYNAMIC", Extension: "ICO", Bytes: ICO },
      ],
    });
    const { html, headers } = await login(site);
    expect(html).toMatch(/<header class="bar header"><img[^>]*PAGE_HEADER_LOGO.LIGHT.svg"/);
    expect(html).toMatch(/<footer class="bar footer"><\/footer>/);
    expect(html).toMatch(/body\{background-image:url\("\/_branding\/[^"]*PAGE_BACKGROUND.LIGHT.png"\)\}/);
    expect(imagesIn(html)).toHaveLength(2);
    const [header, logo] = imagesIn(html);
    expect(await fetched(logo)).toMatchObject({ type: "image/png", bytes: PNG });
    const shown = await fetched(header);
    expect(shown).toMatchObject({ type: "image/svg+xml", bytes: drawing });
    expect(shown.response.headers.get("content-security-policy")).toContain("sandbox");
    const icon = /<link rel="icon" href="([^"]*)"/.exec(html)?.[1];
    expect(await fetched(icon)).toMatchObject({ type: "image/x-icon", bytes: ICO });
    expect((await fetched(logo?.replace("FORM_LOGO", "FORM_BACKGROUND"))).response.status).toBe(404);

    const nonce = /'nonce-([\w-]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  });

  // Clients can't name providers yet, so that no address shows this.
  test("gives the buttons of providers their icons", () => {
    const icon = (resourceId: string) => ({
      ...{ category: "IDP_BUTTON_ICON", colorMode: "DYNAMIC", extension: "PNG", resourceId },
      href: `/icon-${resourceId || "any"}`,
    });
    const html = renderPage(
      {
        ...{ kind: "sign-in", username: { kinds: [] }, asksPassword: false },
        providers: ["Google", "Okta"].map((name) => ({ name, href: `/authorize/${name}` })),
      },
      {
        look: { version: "managed", settings: {}, assets: [icon(""), icon("Google")] },
        ...{ lang: "en", csrf: "", nonce: "" },
      },
    );
    expect(html).toMatch(/<img src="\/icon-Google" alt="">Continue with Google</);
    expect(html).toMatch(/<img src="\/icon-any" alt="">Continue with Okta</);
  });

  test.each([
    ["de", "de", "Anmelden", "ltr"],
    ["pt-br", "pt-BR", "Entrar", "ltr"],
    ["zh", "zh-CN", "登录", "ltr"],
    ["ar", "ar", "تسجيل الدخول", "rtl"],
    ["xx", "en", "Sign in", "ltr"],
  ])("speaks the language of lang=%s, and remembers it", async (lang, tag, title, direction) => {
    const site = await aSite(emulator(), { version: 2 });
    const browser = aBrowser(emulator());
    const first = await login(site, { lang }, browser);
    expect(first.html).toContain(`<html lang="${tag}" dir="${direction}">`);
    expect(pageOf(first).title).toBe(title);
    expect(pageOf(await login(site, {}, browser)).title).toBe(title);
  });

  test("says in the page's language what went wrong", async () => {
    const site = await aSite(emulator(), { version: 2 });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const shown = await signInOn(aBrowser(emulator()), site, { lang: "es" }, "ada", "Wrong-1-password");
    expect(pageOf(shown).error).toBe("El nombre de usuario o la contraseña son incorrectos.");
  });
});

describe("terms", () => {
  const create = (site: Site, TermsName: "terms-of-use" | "privacy-policy", Links: Record<string, string>) =>
    emulator().idp.send(
      new CreateTermsCommand({
        ...{ UserPoolId: site.pool.Id, ClientId: site.client.ClientId, TermsName, Links },
        ...{ TermsSource: "LINK", Enforcement: "NONE" },
      }),
    );
  const signUp = (site: Site, lang: string) =>
    aBrowser(emulator()).open(addressOf(site, "/signup", { ...site.query, lang }));

  test("are linked where people sign up once there are both, in the page's language or by default", async () => {
    const site = await aSite(emulator(), { version: 2 });
    const links = { "cognito:default": "https://a.example/terms", "cognito:german": "https://a.example/agb" };
    await create(site, "terms-of-use", links);
    expect((await signUp(site, "en")).html).not.toContain("a.example");
    await create(site, "privacy-policy", { "cognito:default": "https://a.example/privacy?a=1&b=2" });
    const english = (await signUp(site, "en")).html;
    expect(english).toContain('href="https://a.example/terms"');
    expect(english).toContain('href="https://a.example/privacy?a=1&amp;b=2"');
    expect((await signUp(site, "de")).html).toContain('href="https://a.example/agb"');
    expect((await login(site)).html).not.toContain("a.example");
  });

  test("that are no web addresses are not linked", async () => {
    const site = await aSite(emulator(), { version: 2 });
    await create(site, "terms-of-use", { "cognito:default": "javascript:alert(1)" });
    await create(site, "privacy-policy", { "cognito:default": "https://a.example/privacy" });
    expect((await signUp(site, "en")).html).not.toMatch(/javascript:|a\.example/);
  });

  test("are not shown on classic pages", async () => {
    const site = await aSite(emulator());
    for (const name of ["terms-of-use", "privacy-policy"] as const)
      await create(site, name, { "cognito:default": "https://a.example/" });
    expect((await signUp(site, "en")).html).not.toContain("a.example");
  });
});

test("CreateManagedLoginBranding over the API changes the very next page", async () => {
  const site = await aSite(emulator(), { version: 2 });
  const client = await aClient(emulator(), site.pool, OAUTH);
  const Settings = { components: { pageBackground: { lightMode: { color: "abcdefff" } } } };
  await emulator().idp.send(
    new CreateManagedLoginBrandingCommand({ UserPoolId: site.pool.Id, ClientId: client.ClientId, Settings }),
  );
  expect((await login(site, { client_id: client.ClientId })).html).toContain("--page:#abcdefff");
  expect((await login(site)).html).not.toContain("--page:#abcdefff");
});
