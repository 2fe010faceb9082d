// A single-page application for tests in a browser, bundled as web developers do and served at a localhost origin:
//
//   const app = useWebApp("passkeys-amplify");        // test/browser/apps/passkeys-amplify.ts
//   await page.goto(app().url);
//   await page.evaluate((name) => window.app.doSomething(name), "ada");
//
// The module puts what tests call on `window`.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll } from "vitest";

export interface WebApp {
  /** Where its page is, such as `http://localhost:41234/`. */
  readonly url: string;
}

export function useWebApp(name: string): () => WebApp {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const script = await bundle(fileURLToPath(new URL(`../browser/apps/${name}.ts`, import.meta.url)));
    server = createServer((request, response) => {
      if (request.url === "/app.js") response.setHeader("content-type", "text/javascript").end(script);
      else response.setHeader("content-type", "text/html").end(PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return () => ({ url });
}

const PAGE = `<!doctype html><title>app</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script>`;

async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await build.generate({ format: "esm", codeSplitting: false });
  await build.close();
  return output[0].code;
}
