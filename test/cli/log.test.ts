// Log lines: their form, their levels, and that nothing secret can get into them.
import { describe, expect, it } from "vitest";
import { type Log, type LogFields, type LogOptions, openLog } from "../../src/platform/log.js";

const NOW = Date.UTC(2026, 10, 21, 9, 31, 5);

/** Everything that is written while `speak` talks to a log. */
async function written(options: Partial<LogOptions>, speak: (log: Log) => void): Promise<string> {
  let lines = "";
  const log = await openLog({
    level: "info",
    format: "text",
    now: () => NOW,
    write: (text) => {
      lines += text;
    },
    ...options,
  });
  speak(log);
  log.flush();
  return lines.replaceAll(/^\d\d:\d\d:\d\d /gm, "");
}

const request = {
  service: "cognito-idp",
  operation: "InitiateAuth",
  pool: "us-east-1_Abc",
  status: 400,
  fault: "NotAuthorizedException",
  ms: 3.1234,
  requestId: "id-1",
} satisfies LogFields;

describe("text", () => {
  it("says who asked for what, how it ended and how long it took", async () => {
    expect(await written({}, (log) => log.request(request))).toBe(
      "info  InitiateAuth pool=us-east-1_Abc 400 NotAuthorizedException 3.1 ms\n",
    );
    expect(await written({}, (log) => log.request({ method: "GET", path: "/x", status: 200, ms: 1 }))).toBe(
      "info  GET /x 200 1 ms\n",
    );
  });

  it("says other things with their facts", async () => {
    expect(await written({}, (log) => log.warn("cannot deliver", { user: "sub-1", count: 2 }))).toBe(
      "warn  cannot deliver user=sub-1 count=2\n",
    );
  });

  it("shows the stack of a bug", async () => {
    const error = new Error("broken");
    const lines = await written({}, (log) => log.request({ ...request, status: 500, error }));
    expect(lines).toMatch(/^error InitiateAuth .*500.*\n {4}Error: broken\n {8}at /);
  });

  it("lets no request forge a line", async () => {
    const path = "/x\n09:31:05 info  DeleteUserPool 200 1 ms";
    const lines = await written({}, (log) => log.request({ method: "GET", path, status: 200, ms: 1 }));
    expect(lines.trimEnd()).not.toContain("\n");
  });
});

describe("JSON", () => {
  it("has one object per line", async () => {
    const error = new Error("broken");
    const lines = await written({ format: "json" }, (log) => {
      log.request(request);
      log.error("request failed", { error });
    });
    const [first, second] = lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toEqual({
      level: "info",
      time: "2026-11-21T09:31:05.000Z",
      msg: "request",
      ...request,
      ms: 3.1,
    });
    expect(second).toMatchObject({
      level: "error",
      msg: "request failed",
      err: { type: "Error", message: "broken", stack: expect.stringContaining("at ") },
    });
  });
});

describe.each(["text", "json"] as const)("%s", (format) => {
  it.each([
    ["silent", 0],
    ["error", 1],
    ["warn", 2],
    ["info", 3],
    ["debug", 4],
  ] as const)("at level %s has %i of four lines", async (level, count) => {
    const lines = await written({ format, level }, (log) => {
      log.error("e");
      log.warn("w");
      log.info("i");
      log.debug("d");
    });
    expect(lines.split("\n").filter(Boolean)).toHaveLength(count);
  });

  it("drops what is not known to be safe", async () => {
    const input = { Username: "ada", Password: "hush", Session: "hush", AccessToken: "hush", ...request };
    expect(await written({ format }, (log) => log.request(input))).not.toMatch(/hush|ada/);
  });
});
