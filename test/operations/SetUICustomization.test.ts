// SetUICustomization and GetUICustomization: the style sheet and the logo of the classic pages.
import {
  CreateUserPoolDomainCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
  type SetUICustomizationCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { JPEG, PNG, svg, WEBP } from "../support/images.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const CSS =
  ".submitButton-customizable { background-color: #063; }\n.inputField-customizable:focus { outline: 0 }";

let domains = 0;
async function aBrandedPool() {
  const pool = await aPool(emulator());
  const Domain = `ui-customization-${domains++}`;
  await emulator().idp.send(new CreateUserPoolDomainCommand({ UserPoolId: pool.Id, Domain }));
  return pool;
}
const set = async (UserPoolId: string, input: Partial<SetUICustomizationCommandInput> = {}) =>
  (await emulator().idp.send(new SetUICustomizationCommand({ UserPoolId, ...input }))).UICustomization;
const get = async (UserPoolId: string, ClientId?: string) =>
  (await emulator().idp.send(new GetUICustomizationCommand({ UserPoolId, ClientId }))).UICustomization;

test("a style sheet and a logo for all clients are returned with version, dates and the logo's address", async () => {
  const { Id } = await aBrandedPool();
  const before = Date.now() - 1000;
  const customization = await set(Id, { CSS, ImageFile: PNG });
  expect(customization).toEqual({
    UserPoolId: Id,
    ClientId: "ALL",
    CSS,
    CSSVersion: expect.stringMatching(/^20\d{12}$/),
    ImageUrl: `${emulator().url}/_branding/${Id}/ALL/${customization?.CSSVersion}/assets/images/image.jpg`,
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
  expect(customization?.CreationDate?.getTime()).toBeGreaterThan(before);
  expect(await get(Id)).toEqual(customization);

  const image = await fetch(customization?.ImageUrl ?? "");
  expect(image.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await image.arrayBuffer())).toEqual(PNG);
});

test("a client has its own, or else that of all clients, or an empty object", async () => {
  const pool = await aBrandedPool();
  const client = await aClient(emulator(), pool);
  expect(await get(pool.Id, client.ClientId)).toEqual({});
  expect(await get(pool.Id)).toEqual({});

  const all = await set(pool.Id, { ClientId: "ALL", CSS });
  expect(await get(pool.Id, client.ClientId)).toEqual(all);

  const own = await set(pool.Id, { ClientId: client.ClientId, ImageFile: JPEG });
  expect(own).toMatchObject({ ClientId: client.ClientId });
  expect(own).not.toHaveProperty("CSS");
  expect(await get(pool.Id, client.ClientId)).toEqual(own);
  expect(await get(pool.Id)).toEqual(all);
});

test("setting it again replaces it whole and keeps its creation date; setting nothing takes it away", async () => {
  const { Id } = await aBrandedPool();
  const first = await set(Id, { CSS, ImageFile: PNG });
  await emulator().clock.advance(60_000);
  const second = await set(Id, { CSS: ".label-customizable { font-weight: 600 }" });
  expect(second).not.toHaveProperty("ImageUrl");
  expect(second?.CreationDate).toEqual(first?.CreationDate);
  expect(Number(second?.CSSVersion)).toBeGreaterThan(Number(first?.CSSVersion));
  expect((await fetch(first?.ImageUrl ?? "")).status).toBe(404);

  expect(await set(Id)).toEqual({});
  expect(await get(Id)).toEqual({});
});

test("every class of the service is allowed, comments too", async () => {
  const { Id } = await aBrandedPool();
  const names = [
    "background",
    "banner",
    "errorMessage",
    "idpButton",
    "idpDescription",
    "inputField",
    "label",
  ].concat(
    ["legalText", "logo", "passwordCheck-valid", "passwordCheck-notValid", "redirect", "socialButton"],
    ["submitButton", "textDescription"],
  );
  const sheet = names.map(
    (name) => `/* ${name} } */ .${name}-customizable { color: rgb(0, 0, 0); margin: 0px }`,
  );
  const hovers = ".idpButton-customizable:hover, .submitButton-customizable:hover { color: red; }";
  expect(await set(Id, { CSS: `${sheet.join("\n")}${hovers}` })).toHaveProperty("CSS");
});

/** A rule whose value may lead a reader of the sheet astray. */
const DECEIVING = (value: string) => `.label-customizable { background: ${value} }`;

test.each(['"} ; { /* @media"', "'\"'", "url(data:image/png;base64,iVBOR}w0/*)", 'url("a@b.png")'])(
  "a value may be %s",
  async (value) => {
    const { Id } = await aBrandedPool();
    expect(await set(Id, { CSS: DECEIVING(value) })).toMatchObject({ CSS: DECEIVING(value) });
  },
);

describe("refuses", () => {
  const NO_DOMAIN = "There has to be an existing domain associated with this user pool";

  test("a pool without a domain", async () => {
    const { Id } = await aPool(emulator());
    await refusal(set(Id, { CSS }), "InvalidParameterException", NO_DOMAIN);
    await refusal(get(Id), "InvalidParameterException", NO_DOMAIN);
  });

  test("an unknown pool, and a client of another pool", async () => {
    const unknown = "User pool us-east-1_Unknown00 does not exist.";
    await refusal(set("us-east-1_Unknown00"), "ResourceNotFoundException", unknown);
    await refusal(get("us-east-1_Unknown00"), "ResourceNotFoundException", unknown);
    const { Id } = await aBrandedPool();
    const { ClientId } = await aClient(emulator(), await aPool(emulator()));
    const foreign = `User pool client ${ClientId} does not exist.`;
    await refusal(set(Id, { ClientId, CSS }), "ResourceNotFoundException", foreign);
    await refusal(get(Id, ClientId), "ResourceNotFoundException", foreign);
  });

  test.each([
    [".other { color: red }", "CSS class name is not valid: .other"],
    ["body { color: red }", "CSS class name is not valid: body"],
    [".label-customizable:hover { color: red }", "CSS class name is not valid: .label-customizable:hover"],
    [".label-customizable, p { color: red }", "CSS class name is not valid: p"],
    ["@media print { .label-customizable { color: red } }", "CSS must not contain @media"],
    ['@import "x.css";', "CSS must not contain @import"],
    [".label-customizable { color: </style> }", "CSS must not contain <"],
    [".label-customizable { background: url(javascript:alert(1)) }", "CSS must not contain javascript:"],
    [".label-customizable { color: red", "CSS could not be parsed."],
    [".label-customizable { color }", "CSS could not be parsed."],
    [".label-customizable { color: red } /* open", "CSS could not be parsed."],
    // What looks like a comment, and is none.
    [`${DECEIVING('"/*"')} body { color: red } ${DECEIVING('"*/"')}`, "CSS class name is not valid: body"],
    [`${DECEIVING("'/*'")} p { color: red } ${DECEIVING("'*/'")}`, "CSS class name is not valid: p"],
    [`${DECEIVING("url(/*)")} p { color: red } ${DECEIVING("url(*/)")}`, "CSS class name is not valid: p"],
    [
      `${DECEIVING("url( /*'\n)")} p { color: red } ${DECEIVING("url(*/)")}`,
      "CSS class name is not valid: p",
    ],
    // What looks like a string or an address, and is none.
    [`/* " */ p { color: red } /* " */`, "CSS class name is not valid: p"],
    [`${DECEIVING("curl(/*)*/)")} p { color: red }`, "CSS class name is not valid: p"],
    [DECEIVING('"open'), "CSS could not be parsed."],
    [DECEIVING('"\n"'), "CSS could not be parsed."],
    [DECEIVING("url(open"), "CSS could not be parsed."],
    [`${DECEIVING("(")} ${DECEIVING(")")}`, "CSS could not be parsed."],
    [DECEIVING("([)]"), "CSS could not be parsed."],
    [DECEIVING('"\\62"'), "CSS must not contain \\"],
    [DECEIVING('"</style>"'), "CSS must not contain <"],
    [DECEIVING('url("javascript:alert(1)")'), "CSS must not contain javascript:"],
  ])("%s", async (sheet, message) => {
    const { Id } = await aBrandedPool();
    await refusal(set(Id, { CSS: sheet }), "InvalidParameterException", message);
    expect(await get(Id)).toEqual({});
  });

  test("a logo that is neither PNG nor JPEG, and one of more than 100 KB", async () => {
    const { Id } = await aBrandedPool();
    const format = "Invalid image file format. Supported formats: JPG, JPEG, PNG.";
    for (const ImageFile of [svg(), WEBP, Buffer.from("plain text")])
      await refusal(set(Id, { ImageFile }), "InvalidParameterException", format);
    const largest = Buffer.concat([PNG, Buffer.alloc(100 * 1024 - PNG.length)]);
    expect(await set(Id, { ImageFile: largest })).toHaveProperty("ImageUrl");
    await refusal(
      set(Id, { ImageFile: Buffer.concat([largest, Buffer.alloc(1)]) }),
      "InvalidParameterException",
      "Image file size must be less than 100 KB.",
    );
  });

  test("a style sheet of more than 131,072 characters", async () => {
    const { Id } = await aBrandedPool();
    await expect(set(Id, { CSS: "/".repeat(131_073) })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(
        "'cSS' failed to satisfy constraint: Member must have length less than",
      ),
    });
  });
});
