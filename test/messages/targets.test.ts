// Webhook, files and console: what each gets of an e-mail and of an SMS.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { refusal } from "../support/refusal.js";
import { anEmulator, aStandIn, DEVELOPER, smsPool } from "./support.js";

describe("a webhook", () => {
  it("gets the message as the inbox shows it", async () => {
    const hook = await aStandIn({ status: 204 });
    const emulator = await anEmulator({ webhook: `${hook.url}/messages?token=1` });
    const { pool, client } = await aPoolAndClient(emulator, DEVELOPER);
    await signUp(emulator, client, "ada", { email: "ada@example.com" });

    const { deliveries, ...message } = lastMessage(emulator, { poolId: pool.Id });
    expect(deliveries).toEqual([{ target: "webhook", status: "sent" }]);
    const [request] = hook.received;
    expect(request).toMatchObject({
      method: "POST",
      url: "/messages?token=1",
      headers: { "content-type": "application/json" },
    });
    expect(JSON.parse(request?.body ?? "")).toEqual(message);
  });

  it("gets SMS too, and user and password of its URL", async () => {
    const hook = await aStandIn();
    const emulator = await anEmulator({ webhook: hook.url.replace("//", "//me:s%40fe@") });
    const { client } = await smsPool(emulator);
    await signUp(emulator, client, "ada", { phone_number: "+15555550100" });
    expect(hook.received[0]?.headers.authorization).toBe(`Basic ${btoa("me:s@fe")}`);
    expect(JSON.parse(hook.received[0]?.body ?? "")).toMatchObject({ medium: "SMS", to: "+15555550100" });
  });

  it("fails the call when it answers with an error", async () => {
    const hook = await aStandIn({ status: 500 });
    const emulator = await anEmulator({ webhook: hook.url });
    const { client } = await smsPool(emulator);
    await refusal(
      signUp(emulator, client, "ada", { phone_number: "+15555550100" }),
      "CodeDeliveryFailureException",
      "Cognito received the following error from Amazon SNS when attempting to send SMS: webhook: answered with status 500",
    );
  });
});

describe("a folder", () => {
  function aMailFolder(): string {
    const parent = mkdtempSync(join(tmpdir(), "mail-"));
    onTestFinished(() => rmSync(parent, { recursive: true }));
    return join(parent, "made", "when-needed");
  }

  it("gets e-mail that mail programs open", async () => {
    const mailDir = aMailFolder();
    const emulator = await anEmulator({ mailDir });
    const { pool, client } = await aPoolAndClient(emulator, DEVELOPER);
    await signUp(emulator, client, "ada", { email: "a/d\\a@example.com" });

    const { id, at, text, html } = lastMessage(emulator, { poolId: pool.Id });
    const time = at.replace(/[:.]/g, "-");
    const name = `${time} SignUp a_d_a@example.com ${id.slice(0, 8)}.eml`;
    expect(readdirSync(mailDir)).toEqual([name]);
    const mail = await simpleParser(readFileSync(join(mailDir, name)));
    expect(mail).toMatchObject({
      subject: "Your verification code",
      html,
      from: { text: '"The Shop" <hello@shop.example>' },
      replyTo: { text: "help@shop.example" },
    });
    expect(mail.text?.trim()).toBe(text);
  });

  it("gets SMS as text", async () => {
    const mailDir = aMailFolder();
    const emulator = await anEmulator({ mailDir });
    const { pool, client } = await smsPool(emulator);
    await signUp(emulator, client, "ada", { phone_number: "+15555550100" });
    const [name = ""] = readdirSync(mailDir);
    expect(name).toMatch(/ SignUp \+15555550100 \w{8}\.txt$/);
    const content = readFileSync(join(mailDir, name), "utf8");
    expect(content).toMatch(/^To: \+15555550100\nDate: .*\nKind: SignUp\n/);
    const { code } = lastMessage(emulator, { poolId: pool.Id });
    expect(content.endsWith(`\n\nYour confirmation code is ${code}\n`)).toBe(true);
  });
});

describe("the console", () => {
  function printed(): string[] {
    const lines: string[] = [];
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
    onTestFinished(() => spy.mockRestore());
    return lines;
  }

  it("shows the code", async () => {
    const emulator = await anEmulator({ printMessages: true, fixedCode: "123456" });
    const { client } = await aPoolAndClient(emulator);
    const lines = printed();
    await signUp(emulator, client, "ada", { email: "ada@example.com" });
    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d mail {2}SignUp to ada@example\.com: code 123456\n$/),
    ]);
  });

  it("shows JSON where the log is JSON", async () => {
    const emulator = await anEmulator({ printMessages: true, logFormat: "json", fixedCode: "123456" });
    const { client } = await smsPool(emulator);
    const lines = printed();
    await signUp(emulator, client, "ada", { phone_number: "+15555550100" });
    expect(JSON.parse(lines.join(""))).toMatchObject({ sent: { medium: "SMS", code: "123456" } });
  });
});
