// HTTPS: the self-made certificate, one's own, and what they change.

import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type RequestOptions, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../src/index.js";
import { selfSigned } from "../../src/platform/tls/self-signed.js";
import { bootEmulator } from "../support/emulator.js";

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

const get = (url: string, ca: string | undefined, options: RequestOptions = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const sent = request(url, { ca, agent: false, ...options }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({
        status: response.statusCode,
        headers: response.headers,
        text: Buffer.concat(chunks).toString(),
      });
    });
    sent.on("error", reject).end();
  });

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cognito-emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("a self-made certificate", () => {
  it("serves the names of this machine, and is kept with the state", async () => {
    const database = join(aFolder(), "state.db");
    const first = await startEmulator({ tls: true, database });
    const { certificate = "", url } = first;
    const { port } = new URL(url);
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    for (const host of ["127.0.0.1", "localhost"])
      expect((await get(`https://${host}:${port}/_emulator/health`, certificate)).text).toBe(
        '{"status":"ok"}',
      );
    await expect(get(`${url}/_emulator/health`, undefined)).rejects.toMatchObject({
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    expect((await get(`${url}/_emulator/certificate`, certificate)).text).toBe(certificate);
    const known = new X509Certificate(certificate);
    expect(known.checkHost("my-app.auth.localhost")).toBe("*.auth.localhost");
    expect(known.checkHost("example.com")).toBeUndefined();
    await first.close();

    const again = await startEmulator({ tls: true, database });
    expect(again.certificate).toBe(certificate);
    await again.close();
    const named = await startEmulator({ tls: true, database, publicUrl: "https://cognito.test" });
    expect(new X509Certificate(named.certificate ?? "").checkHost("cognito.test")).toBe("cognito.test");
    await named.close();
  });

  it("is replaced before it ends", async () => {
    const database = join(aFolder(), "state.db");
    const old = await bootEmulator({ tls: true, database });
    const made = selfSigned(["localhost"], Buffer.alloc(16, 1), Date.now() - 800 * 24 * 60 * 60 * 1000);
    old.app.store.fileSecrets.replace("tls", Buffer.from(JSON.stringify(made)));
    await old.close();
    const next = await startEmulator({ tls: true, database });
    expect(next.certificate).not.toBe(made.cert);
    await next.close();
  });
});

it("makes cookies secure and addresses https", async () => {
  const emulator = await bootEmulator({ tls: true });
  onTestFinished(() => emulator.close());
  const { call } = emulator.app;
  const { UserPool } = (await call("cognito-idp", "CreateUserPool", { PoolName: "p" })) as {
    UserPool: { Id: string };
  };
  await call("cognito-idp", "CreateUserPoolDomain", { UserPoolId: UserPool.Id, Domain: "secure" });
  const shown = await get(`${emulator.url}/_domains/secure/error`, emulator.certificate);
  expect(shown.headers["set-cookie"]?.[0]).toMatch(/^XSRF-TOKEN=.*; HttpOnly; SameSite=Lax; Secure$/);
  const { port } = new URL(emulator.url);
  const document = await get(
    `${emulator.url}/${UserPool.Id}/.well-known/openid-configuration`,
    emulator.certificate,
    {
      headers: { host: `secure.auth.localhost:${port}` },
    },
  );
  expect(JSON.parse(document.text)).toMatchObject({
    ...{ issuer: `${emulator.url}/${UserPool.Id}` },
    token_endpoint: `https://secure.auth.localhost:${port}/oauth2/token`,
  });
});

describe("one's own certificate", () => {
  it("is used", async () => {
    const folder = aFolder();
    const { cert, key } = selfSigned(["127.0.0.1"], Buffer.alloc(16, 1), Date.now());
    const [tlsCert, tlsKey] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    writeFileSync(tlsCert, cert);
    writeFileSync(tlsKey, key);
    const emulator = await startEmulator({ tlsCert, tlsKey });
    expect((await get(`${emulator.url}/_emulator/health`, cert)).status).toBe(200);
    await emulator.close();
  });

  it("that can't be used is told", async () => {
    const folder = aFolder();
    const file = join(folder, "cert.pem");
    await expect(startEmulator({ tlsCert: file, tlsKey: file })).rejects.toThrow(
      `cannot read ${file}: ENOENT`,
    );
    writeFileSync(file, "no certificate");
    await expect(startEmulator({ tlsCert: file, tlsKey: file })).rejects.toThrow(
      "the certificate or its key can't be used",
    );
    await expect(startEmulator({ tlsCert: file })).rejects.toThrow("tlsCert and tlsKey belong together");
  });
});

it("a plain emulator has none", async () => {
  const emulator = await bootEmulator();
  onTestFinished(() => emulator.close());
  expect((await fetch(`${emulator.url}/_emulator/certificate`)).status).toBe(404);
  expect(emulator.certificate).toBeUndefined();
});
