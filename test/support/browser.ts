// A real Chromium for tests of pages and passkeys. One browser per test file, a fresh profile per page:
//
//   const emulator = useEmulator();
//   const browser = useBrowser();
//
//   test("…", async () => {
//     const page = await browser().page();                     // a playwright Page: page.goto, page.fill, page.click …
//     const keys = await browser().authenticator(page);        // this page's passkeys (a CDP virtual authenticator)
//     await page.goto(`${onLocalhost(emulator())}/…`);         // an address such as 127.0.0.1 can't be an RP id
//     await page.evaluate(() => document.title);
//     await keys.credentials();
//   });
//
// Pages share nothing: each has its own cookies and storage (`page.context().newPage()` opens a second one of the
// same profile). All are closed after the test, and a script error that nobody caught fails it. Only this machine can
// be reached: any other host name doesn't resolve. Tests that need a browser live in test/browser.
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { chromiumLocation } from "./chromium.js";

/** Chromium as root, in a container, without a network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

/** How long a page may take for one step: generous, because all test files share the machine. */
const PATIENCE = 15_000;

export interface TestBrowser {
  /** A page with a profile of its own. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** Gives a page a built-in authenticator that has verified its user and answers without asking. */
  authenticator(page: Page, options?: AuthenticatorOptions): Promise<VirtualAuthenticator>;
}

export interface AuthenticatorOptions {
  /** "internal" as of a phone or laptop, or "usb" as of a security key. */
  readonly transport?: "internal" | "usb";
  readonly hasUserVerification?: boolean;
  readonly isUserVerified?: boolean;
}

export interface VirtualCredential {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  /** PKCS#8, Base64. */
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
}

/** The passkeys of one page. Identifiers and keys are Base64, as the DevTools protocol has them. */
export interface VirtualAuthenticator {
  credentials(): Promise<VirtualCredential[]>;
  add(credential: VirtualCredential): Promise<void>;
  /** Forgets all passkeys. */
  clear(): Promise<void>;
  /** Whether the next use finds its user verified (finger, face, PIN). */
  verifies(user: boolean): Promise<void>;
}

/** The emulator's URL by the name that browsers give passkeys to. */
export const onLocalhost = ({ url }: { readonly url: string }): string =>
  url.replace("127.0.0.1", "localhost");

export function useBrowser(): () => TestBrowser {
  let browser: Browser;
  let opened: BrowserContext[] = [];
  let errors: Error[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ ...(await chromiumLocation()), args: FLAGS });
  });
  afterEach(async () => {
    const contexts = opened;
    const [error] = errors;
    opened = [];
    errors = [];
    await Promise.all(contexts.map((context) => context.close()));
    if (error) throw error;
  });
  afterAll(() => browser?.close());

  return () => ({
    async page(options) {
      const context = await browser.newContext(options);
      opened.push(context);
      context.setDefaultTimeout(PATIENCE);
      context.on("weberror", (failure) => errors.push(failure.error()));
      return context.newPage();
    },
    authenticator,
  });
}

async function authenticator(page: Page, options: AuthenticatorOptions = {}): Promise<VirtualAuthenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  return {
    async credentials() {
      return (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
    },
    async add(credential) {
      await cdp.send("WebAuthn.addCredential", { authenticatorId, credential });
    },
    async clear() {
      await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
    },
    async verifies(isUserVerified) {
      await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
