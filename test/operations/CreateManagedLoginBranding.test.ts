// The five operations on styles of managed login.
import {
  type AssetType,
  CreateManagedLoginBrandingCommand,
  type CreateManagedLoginBrandingCommandInput,
  DeleteManagedLoginBrandingCommand,
  DeleteUserPoolClientCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeManagedLoginBrandingCommand,
  UpdateManagedLoginBrandingCommand,
  type UpdateManagedLoginBrandingCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { ICO, JPEG, PNG, svg, WEBP } from "../support/images.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";
const settings = { componentClasses: { buttons: { borderRadius: 20 } } };
const logo: AssetType = { Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "PNG", Bytes: PNG };

async function setting() {
  const pool = await aPool(emulator());
  return { UserPoolId: pool.Id, ClientId: (await aClient(emulator(), pool)).ClientId };
}
type Setting = Awaited<ReturnType<typeof setting>>;
const create = async (
  at: Setting,
  input: Partial<CreateManagedLoginBrandingCommandInput> = { Settings: settings },
) =>
  (await emulator().idp.send(new CreateManagedLoginBrandingCommand({ ...at, ...input })))
    .ManagedLoginBranding;
const byClient = async (at: Setting, ReturnMergedResources?: boolean) =>
  (
    await emulator().idp.send(
      new DescribeManagedLoginBrandingByClientCommand({ ...at, ReturnMergedResources }),
    )
  ).ManagedLoginBranding;
const byId = async (
  { UserPoolId }: Setting,
  ManagedLoginBrandingId: string,
  ReturnMergedResources?: boolean,
) =>
  (
    await emulator().idp.send(
      new DescribeManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId, ReturnMergedResources }),
    )
  ).ManagedLoginBranding;
const update = async (
  { UserPoolId }: Setting,
  ManagedLoginBrandingId: string,
  input: Partial<UpdateManagedLoginBrandingCommandInput>,
) =>
  (
    await emulator().idp.send(
      new UpdateManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId, ...input }),
    )
  ).ManagedLoginBranding;
const remove = ({ UserPoolId }: Setting, ManagedLoginBrandingId: string) =>
  emulator().idp.send(new DeleteManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId }));

test("a style with settings and images is returned as it was given, by id and by client", async () => {
  const at = await setting();
  const created = await create(at, { Settings: settings, Assets: [logo, { ...logo, ResourceId: "second" }] });
  expect(created).toEqual({
    ManagedLoginBrandingId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
    UserPoolId: at.UserPoolId,
    UseCognitoProvidedValues: false,
    Settings: settings,
    Assets: [
      { ...logo, Bytes: new Uint8Array(PNG) },
      { ...logo, Bytes: new Uint8Array(PNG), ResourceId: "second" },
    ],
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
  expect(await byClient(at)).toEqual(created);
  expect(await byId(at, created?.ManagedLoginBrandingId ?? "")).toEqual(created);
});

test("a style of the service's values has no settings, but merged ones", async () => {
  const at = await setting();
  const created = await create(at, { UseCognitoProvidedValues: true });
  expect(created).toMatchObject({ UseCognitoProvidedValues: true, Assets: [] });
  expect(created).not.toHaveProperty("Settings");
  const merged = await byClient(at, true);
  expect(merged?.Settings).toMatchObject({
    categories: { global: { colorSchemeMode: "LIGHT" }, form: { location: { horizontal: "CENTER" } } },
    componentClasses: { buttons: { borderRadius: 8 } },
    components: { primaryButton: { lightMode: { defaults: { backgroundColor: "0972d3ff" } } } },
  });
});

test("merged resources are the style's own values over the service's", async () => {
  const at = await setting();
  const created = await create(at);
  const merged = await byId(at, created?.ManagedLoginBrandingId ?? "", true);
  expect(merged?.Settings).toMatchObject({
    componentClasses: { buttons: { borderRadius: 20 }, input: { borderRadius: 8 } },
  });
});

test("an update keeps what it doesn't name: settings are merged, images replaced one by one", async () => {
  const at = await setting();
  const id = (await create(at, { Settings: settings, Assets: [logo] }))?.ManagedLoginBrandingId ?? "";
  await emulator().clock.advance(1000);
  const dark = { ...logo, ColorMode: "DARK" as const, Extension: "SVG" as const, Bytes: svg() };
  const changed = await update(at, id, {
    Settings: { componentClasses: { input: { borderRadius: 4 } } },
    Assets: [{ ...logo, Extension: "JPEG", Bytes: JPEG }, dark],
  });
  expect(changed).toMatchObject({
    Settings: { componentClasses: { buttons: { borderRadius: 20 }, input: { borderRadius: 4 } } },
    Assets: [
      { ColorMode: "LIGHT", Extension: "JPEG", Bytes: new Uint8Array(JPEG) },
      { ColorMode: "DARK", Extension: "SVG", Bytes: new Uint8Array(svg()) },
    ],
  });
  expect(changed?.LastModifiedDate?.getTime()).toBeGreaterThanOrEqual(
    (changed?.CreationDate?.getTime() ?? 0) + 1000,
  );
  const { Bytes: _, ...named } = logo;
  expect(await update(at, id, { Assets: [named] })).toMatchObject({ Assets: [{ Extension: "JPEG" }, {}] });
  expect(await byClient(at)).toMatchObject({ Settings: changed?.Settings });
});

test("an update can go back to the service's values", async () => {
  const at = await setting();
  const id = (await create(at, { Settings: settings, Assets: [logo] }))?.ManagedLoginBrandingId ?? "";
  const changed = await update(at, id, { UseCognitoProvidedValues: true });
  expect(changed).toMatchObject({ UseCognitoProvidedValues: true, Assets: [] });
  expect(changed).not.toHaveProperty("Settings");
  expect(await update(at, id, { Settings: settings })).toMatchObject({
    UseCognitoProvidedValues: false,
    Settings: settings,
  });
});

test("a deleted style is gone, and so is that of a deleted client", async () => {
  const at = await setting();
  const id = (await create(at))?.ManagedLoginBrandingId ?? "";
  const { $metadata: _, ...answer } = await remove(at, id);
  expect(answer).toEqual({});
  await refusal(byId(at, id), "ResourceNotFoundException", `Managed login branding ${id} does not exist.`);
  await refusal(
    byClient(at),
    "ResourceNotFoundException",
    `Managed login branding for client ${at.ClientId} does not exist.`,
  );
  const again = (await create(at))?.ManagedLoginBrandingId ?? "";
  await emulator().idp.send(new DeleteUserPoolClientCommand(at));
  await refusal(
    byId(at, again),
    "ResourceNotFoundException",
    `Managed login branding ${again} does not exist.`,
  );
});

describe("refuses", () => {
  test("a second style of a client, also when both come at once", async () => {
    const at = await setting();
    const exists = `Managed login branding already exists for client ${at.ClientId}.`;
    const outcomes = await Promise.allSettled([create(at), create(at)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await refusal(create(at), "ManagedLoginBrandingExistsException", exists);
  });

  test("the 21st style of a pool", async () => {
    const pool = await aPool(emulator());
    const next = async () => ({ UserPoolId: pool.Id, ClientId: (await aClient(emulator(), pool)).ClientId });
    for (let i = 0; i < 20; i++) await create(await next(), { UseCognitoProvidedValues: true });
    await refusal(
      create(await next(), { UseCognitoProvidedValues: true }),
      "LimitExceededException",
      `User pool ${pool.Id} has reached its limit of managed login branding styles.`,
    );
  });

  test("values of both sources, and of none", async () => {
    const at = await setting();
    const message = "Either UseCognitoProvidedValues or Settings must be provided (but not both).";
    for (const input of [
      {},
      { UseCognitoProvidedValues: false },
      { Assets: [logo] },
      { UseCognitoProvidedValues: true, Settings: settings },
      { UseCognitoProvidedValues: true, Assets: [logo] },
    ])
      await refusal(create(at, input), "InvalidParameterException", message);
    const id = (await create(at))?.ManagedLoginBrandingId ?? "";
    await refusal(
      update(at, id, { UseCognitoProvidedValues: true, Settings: settings }),
      "InvalidParameterException",
      message,
    );
  });

  test.each([
    [["a"], "Settings must be a JSON object."],
    ["text", "Settings must be a JSON object."],
    [{ colours: {} }, "Settings contain an unknown element: colours"],
    [{ categories: [] }, "Settings have an invalid value at categories"],
    [
      { componentClasses: { buttons: { borderRadius: "8px" } } },
      "Settings have an invalid value at componentClasses.buttons.borderRadius",
    ],
    [
      { components: { pageBackground: { lightMode: { color: "red" } } } },
      "Settings have an invalid value at components.pageBackground.lightMode.color",
    ],
  ])("the settings %j", async (Settings, message) => {
    await refusal(create(await setting(), { Settings }), "InvalidParameterException", message);
  });

  test.each<[Partial<AssetType>, string]>([
    [{ Bytes: Buffer.from("text") }, "Asset FORM_LOGO has the content type text/plain, not image/png."],
    [{ Bytes: WEBP }, "Asset FORM_LOGO has the content type image/webp, not image/png."],
    [{ Bytes: undefined }, "Asset FORM_LOGO has no content."],
    [{ Extension: "ICO", Bytes: ICO }, "Asset FORM_LOGO can't have the extension ICO."],
    [{ Category: "FAVICON_ICO" }, "Asset FAVICON_ICO can't have the extension PNG."],
    [{ Category: "FAVICON_SVG" }, "Asset FAVICON_SVG can't have the extension PNG."],
    [
      { Extension: "SVG", Bytes: svg("<script>alert(1)</script>") },
      "Asset FORM_LOGO contains what is not allowed in SVG: script",
    ],
    [
      { Extension: "SVG", Bytes: svg('<rect onload="alert(1)"/>') },
      "Asset FORM_LOGO contains what is not allowed in SVG: onload",
    ],
    [
      { Extension: "SVG", Bytes: svg('<a href=" javascript:alert(1)"/>') },
      "Asset FORM_LOGO contains what is not allowed in SVG: javascript:",
    ],
  ])("the image %j", async (asset, message) => {
    const at = await setting();
    await refusal(
      create(at, { Settings: settings, Assets: [{ ...logo, ...asset }] }),
      "InvalidParameterException",
      message,
    );
    await refusal(
      byClient(at),
      "ResourceNotFoundException",
      `Managed login branding for client ${at.ClientId} does not exist.`,
    );
  });

  test("41 images", async () => {
    const at = await setting();
    const Assets = Array.from({ length: 41 }, (_, i) => ({ ...logo, ResourceId: `a${i}` }));
    await expect(create(at, { Settings: settings, Assets })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining("Member must have length less than or equal to 40"),
    });
    const id =
      (await create(at, { Settings: settings, Assets: Assets.slice(0, 40) }))?.ManagedLoginBrandingId ?? "";
    await refusal(
      update(at, id, { Assets: Assets.slice(40) }),
      "InvalidParameterException",
      "A branding style can't have more than 40 assets.",
    );
    expect((await byClient(at))?.Assets).toHaveLength(40);
  });

  test("pools of the Lite plan", async () => {
    const pool = await aPool(emulator(), { UserPoolTier: "LITE" });
    const { ClientId } = await aClient(emulator(), pool);
    await refusal(
      create({ UserPoolId: pool.Id, ClientId }),
      "OperationNotEnabledException",
      "Managed login branding is not available for the LITE pricing tier configured.",
    );
  });

  test("what doesn't exist, and the style of another pool", async () => {
    const at = await setting();
    const nowhere = { ...at, UserPoolId: "us-east-1_Unknown00" };
    const noPool = "User pool us-east-1_Unknown00 does not exist.";
    for (const call of [
      create(nowhere),
      byClient(nowhere),
      byId(nowhere, UNKNOWN_ID),
      update(nowhere, UNKNOWN_ID, {}),
      remove(nowhere, UNKNOWN_ID),
    ])
      await refusal(call, "ResourceNotFoundException", noPool);
    const foreign = (await create(await setting()))?.ManagedLoginBrandingId ?? "";
    for (const id of [UNKNOWN_ID, foreign]) {
      const message = `Managed login branding ${id} does not exist.`;
      for (const call of [byId(at, id), update(at, id, {}), remove(at, id)])
        await refusal(call, "ResourceNotFoundException", message);
    }
    const noClient = "User pool client unknown does not exist.";
    await refusal(create({ ...at, ClientId: "unknown" }), "ResourceNotFoundException", noClient);
    await refusal(byClient({ ...at, ClientId: "unknown" }), "ResourceNotFoundException", noClient);
  });
});
