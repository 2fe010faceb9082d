// Requests that are no proper HTTP, JSON or URL get an answer of the client's fault, and the next one is served.
import { connect } from "node:net";
import { expect, it } from "vitest";
import { type TestEmulator, useEmulator } from "../support/emulator.js";

const emulator = useEmulator();
const AWS = "AWSCognitoIdentityProviderService.";
const MEGABYTE = 1024 * 1024;

/** Writes the pieces one after another and answers with the status line of what comes back, or how it ended. */
function raw({ url }: TestEmulator, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let answer = "";
    const end = (how: string) => {
      clearTimeout(timer);
      resolve(answer === "" ? how : (answer.split("\r\n")[0] ?? ""));
      socket.destroy();
    };
    const timer = setTimeout(() => end("silence"), 3000);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n\r\n")) end("answered");
    });
    socket.on("end", () => end("closed"));
    socket.on("error", () => end("closed"));
    socket.on("connect", () => {
      for (const piece of pieces) socket.write(piece);
    });
  });
}

const head = (method: string, path: string, headers: readonly string[] = []): string =>
  [`${method} ${path} HTTP/1.1`, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n");

async function staysUp(): Promise<void> {
  const { url } = emulator();
  expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
}

const BAD_PATHS = [
  ...[
    "/%",
    "/%00",
    "/%zz",
    "/%E0%A4%A/.well-known/jwks.json",
    "/%00/.well-known/jwks.json",
    "//",
    "/../../etc/passwd",
  ],
  ...[
    "/_emulator/messages/%",
    "/_emulator/messages/%00",
    "/_emulator/messages/%E0%A4%A/html",
    "/_emulator/%",
  ],
  ...[
    "/_emulator/messages?to[a][b]=1&to=2",
    "/_emulator/messages/next?timeout=abc",
    "/_emulator/messages/next?timeout=NaN",
  ],
  ...[
    "/_emulator/messages/next?timeout=-1",
    "/_emulator/messages/next?timeout=Infinity",
    "/_emulator/messages?to=%ff%00",
  ],
  ...[
    "/_emulator/invocations/%",
    "/_emulator/invocations/__proto__",
    "/_emulator/messages/__proto__",
    "/__proto__",
  ],
  ...["/constructor/.well-known/jwks.json", "/confirmUser?client_id=%00&user_name=%00&confirmation_code=%00"],
  ...[
    "/confirmUser?client_id[]=a&user_name=b&confirmation_code=c",
    "/?Action=%00",
    "/?Action[]=x",
    "/?Action=__proto__",
  ],
  ...[
    "/?Action=AssumeRoleWithWebIdentity&RoleArn=%00&WebIdentityToken=a.b.c",
    "/?__proto__=1&Action=GetCallerIdentity",
  ],
  ...["*", "http://[::1/", "/_emulator/messages/next?timeout=0&after=%00"],
];

it.each(["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "POST"])(
  "%s of odd URLs is answered without an internal error",
  async (method) => {
    const statuses = await Promise.all(
      BAD_PATHS.map(
        async (path) => `${path} ${await raw(emulator(), head(method, path, ["Content-Length: 0"]))}`,
      ),
    );
    expect(statuses.filter((line) => !/ HTTP\/1\.1 [234]\d\d /.test(line))).toEqual([]);
    await staysUp();
  },
);

it.each(["GET", "HEAD", "PUT", "DELETE", "PATCH"])("%s / with a target is no AWS call", async (method) => {
  const answer = await raw(
    emulator(),
    head(method, "/", [`X-Amz-Target: ${AWS}ListUserPools`, "Content-Length: 2"]),
    "{}",
  );
  expect(answer).toMatch(/ 404 /);
});

const calls: Readonly<Record<string, readonly [RegExp, readonly (string | Buffer)[]]>> = {
  "no body": [/ 400 /, [head("POST", "/", [`X-Amz-Target: ${AWS}SignUp`])]],
  "a body that is no JSON": [/ 400 /, withBody("{")],
  "a body that is no UTF-8": [/ 400 /, withBody(Buffer.from([0xff, 0xfe, 0x7b]))],
  "a body of nested lists": [/ 400 /, withBody("[".repeat(200_000))],
  "nested objects in a member": [
    / 400 /,
    withBody(`{"ClientMetadata":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`),
  ],
  "a null": [/ 400 /, withBody("null")],
  "a text": [/ 400 /, withBody('"x"')],
  "a byte order mark": [/ 400 /, withBody('\ufeff{"ClientId":"a"}')],
  "the key __proto__": [/ 400 /, withBody('{"__proto__":{"ClientId":"a","Username":"b"}}')],
  "two targets": [/ 400 /, withBody("{}", [`X-Amz-Target: ${AWS}GetUser`])],
  "a target of a prototype": [
    / 400 /,
    [head("POST", "/", [`X-Amz-Target: ${AWS}__proto__`, "Content-Length: 2"]), "{}"],
  ],
  "an empty target": [/ 400 /, [head("POST", "/", ["X-Amz-Target: ", "Content-Length: 2"]), "{}"]],
  "two contradictory lengths": [
    / 400 /,
    [head("POST", "/", ["Content-Length: 2", "Content-Length: 3"]), "{}"],
  ],
  "a length and chunks": [
    / 400 /,
    [head("POST", "/", ["Content-Length: 2", "Transfer-Encoding: chunked"]), "2\r\n{}\r\n0\r\n\r\n"],
  ],
  chunks: [
    / 400 /,
    [
      head("POST", "/", [`X-Amz-Target: ${AWS}SignUp`, "Transfer-Encoding: chunked"]),
      "1\r\n{\r\n",
      "1\r\n}\r\n0\r\n\r\n",
    ],
  ],
  "broken chunks": [
    / 400 /,
    [head("POST", "/", [`X-Amz-Target: ${AWS}SignUp`, "Transfer-Encoding: chunked"]), "zz\r\n{}\r\n"],
  ],
  "a compressed body": [/ 400 /, withBody(Buffer.from([0x1f, 0x8b, 8, 0]), ["Content-Encoding: gzip"])],
  "huge headers": [/ 431 /, [head("POST", "/", [`X-Amz-Target: ${"x".repeat(40_000)}`])]],
  "a body over the limit": [/ 413 /, withBody(`{"a":"${"x".repeat(MEGABYTE)}"}`)],
  "a body far over the limit": [/ 413 /, withBody(`{"a":"${"x".repeat(5 * MEGABYTE)}"}`)],
  "no HTTP at all": [/ 400 /, ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"]],
  "a form of STS that is none": [
    / 4\d\d /,
    [
      head("POST", "/", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 12"]),
      "Action=%zz&a",
    ],
  ],
  "a form with too many parameters": [/ 4\d\d /, formOf("a=1&".repeat(5000))],
  "a form over the limit": [/ 413 /, formOf(`a=${"x".repeat(400_000)}`)],
};

function withBody(body: string | Buffer, headers: readonly string[] = []): (string | Buffer)[] {
  const bytes = Buffer.from(body as string);
  return [
    head("POST", "/", [`X-Amz-Target: ${AWS}SignUp`, `Content-Length: ${bytes.length}`, ...headers]),
    bytes,
  ];
}

function formOf(body: string): string[] {
  const type = "Content-Type: application/x-www-form-urlencoded";
  return [head("POST", "/", [type, `Content-Length: ${body.length}`]), body];
}

it.each(Object.keys(calls))("a call with %s", async (name) => {
  const [expected, pieces] = calls[name]!;
  expect(await raw(emulator(), ...pieces)).toMatch(expected);
  await staysUp();
});

const SEEDS: Readonly<Record<string, string>> = {
  nothing: "",
  "no JSON": "{",
  null: "null",
  "a text": '"x"',
  "a list": "[]",
  "files that are no list": '{"files":{}}',
  "files of nulls": '{"files":[null]}',
  "a file without a text": '{"files":[{"name":"a"}]}',
  "an empty file": '{"files":[{"name":"a.yaml","text":""}]}',
  "a file that is no YAML": '{"files":[{"name":"a.yaml","text":"a: [\\u0000"}]}',
  "a file of aliases without end": JSON.stringify({
    files: [
      {
        name: "a.yaml",
        text: `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]`).join("\n")}`,
      },
    ],
  }),
  "a pool named __proto__": '{"files":[{"name":"a.yaml","text":"userPools: {__proto__: {}}"}]}',
};

it.each(Object.keys(SEEDS))("/_emulator/seed with %s", async (name) => {
  const started = performance.now();
  const response = await fetch(`${emulator().url}/_emulator/seed`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: SEEDS[name]!,
  });
  expect({ name, status: response.status, text: await response.text() }).toMatchObject({
    status: name === "an empty file" ? expect.any(Number) : 400,
    text: expect.not.stringMatching(/node_modules|\.ts:|\.js:\d/),
  });
  expect(performance.now() - started).toBeLessThan(10_000);
});

it("an upload that breaks off leaves nothing behind", async () => {
  const { url } = emulator();
  for (let upload = 0; upload < 20; upload++)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
        socket.write(head("POST", "/", [`X-Amz-Target: ${AWS}SignUp`, "Content-Length: 1000"]));
        socket.write('{"ClientId":', () => socket.destroy());
      });
      socket.on("close", () => resolve());
    });
  await staysUp();
});
