// The six operations on terms of use and privacy policies.
import {
  CreateTermsCommand,
  type CreateTermsCommandInput,
  DeleteTermsCommand,
  DeleteUserPoolClientCommand,
  DescribeTermsByClientCommand,
  DescribeTermsCommand,
  ListTermsCommand,
  UpdateTermsCommand,
  type UpdateTermsCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";
const Links = { "cognito:default": "https://example.com/terms", "cognito:german": "https://example.com/agb" };

async function setting() {
  const pool = await aPool(emulator());
  return { UserPoolId: pool.Id, ClientId: (await aClient(emulator(), pool)).ClientId };
}
type Setting = Awaited<ReturnType<typeof setting>>;
const create = async (at: Setting, input: Partial<CreateTermsCommandInput> = {}) =>
  (
    await emulator().idp.send(
      new CreateTermsCommand({
        ...{ ...at, TermsName: "terms-of-use", TermsSource: "LINK", Enforcement: "NONE", Links },
        ...input,
      }),
    )
  ).Terms;
const byId = async ({ UserPoolId }: Setting, TermsId: string) =>
  (await emulator().idp.send(new DescribeTermsCommand({ UserPoolId, TermsId }))).Terms;
const byClient = async (at: Setting, TermsName = "terms-of-use") =>
  (await emulator().idp.send(new DescribeTermsByClientCommand({ ...at, TermsName }))).Terms;
const update = async (
  { UserPoolId }: Setting,
  TermsId: string,
  input: Partial<UpdateTermsCommandInput> = {},
) => (await emulator().idp.send(new UpdateTermsCommand({ UserPoolId, TermsId, ...input }))).Terms;
const remove = ({ UserPoolId }: Setting, TermsId: string) =>
  emulator().idp.send(new DeleteTermsCommand({ UserPoolId, TermsId }));
const list = (UserPoolId: string, MaxResults?: number, NextToken?: string) =>
  emulator().idp.send(new ListTermsCommand({ UserPoolId, MaxResults, NextToken }));

test("terms are created, described, changed and deleted", async () => {
  const at = await setting();
  const created = await create(at);
  const id = created?.TermsId ?? "";
  expect(created).toEqual({
    ...at,
    TermsId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
    TermsName: "terms-of-use",
    TermsSource: "LINK",
    Enforcement: "NONE",
    Links,
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
  expect(await byId(at, id)).toEqual(created);
  expect(await byClient(at)).toEqual(created);

  await emulator().clock.advance(1000);
  const other = { "cognito:default": "https://example.com/new" };
  const changed = await update(at, id, { TermsName: "privacy-policy", Links: other });
  expect(changed).toMatchObject({
    TermsId: id,
    TermsName: "privacy-policy",
    CreationDate: created?.CreationDate,
  });
  expect(changed?.Links).toEqual(other);
  expect(changed?.LastModifiedDate).not.toEqual(created?.LastModifiedDate);
  expect((await update(at, id))?.Links).toEqual(other);
  expect((await byClient(at, "privacy-policy"))?.Links).toEqual(other);

  const { $metadata: _, ...answer } = await remove(at, id);
  expect(answer).toEqual({});
  await refusal(byId(at, id), "ResourceNotFoundException", `Terms ${id} do not exist.`);
});

test("ListTerms pages through the terms of the pool alone, oldest first", async () => {
  const pool = await aPool(emulator());
  await create(await setting());
  expect((await list(pool.Id)).Terms).toEqual([]);
  const made: (string | undefined)[] = [];
  for (const TermsName of ["terms-of-use", "privacy-policy"] as const)
    for (let i = 0; i < 2; i++) {
      const { ClientId } = await aClient(emulator(), pool);
      made.push((await create({ UserPoolId: pool.Id, ClientId }, { TermsName }))?.TermsId);
    }
  const first = await list(pool.Id, 3);
  const second = await list(pool.Id, 3, first.NextToken);
  expect([...(first.Terms ?? []), ...(second.Terms ?? [])].map(({ TermsId }) => TermsId)).toEqual(made);
  expect(second.NextToken).toBeUndefined();
  expect(first.Terms?.[0]).toEqual({
    TermsId: made[0],
    TermsName: "terms-of-use",
    Enforcement: "NONE",
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
  await refusal(list(pool.Id, 3, "x.y"), "InvalidParameterException", "Invalid pagination token given.");
});

test("a deleted client takes its terms along", async () => {
  const at = await setting();
  await create(at);
  await emulator().idp.send(new DeleteUserPoolClientCommand(at));
  expect((await list(at.UserPoolId)).Terms).toEqual([]);
});

describe("refuses", () => {
  test("a name that the client has", async () => {
    const at = await setting();
    await create(at);
    const privacy = await create(at, { TermsName: "privacy-policy" });
    const message = `Terms terms-of-use already exist for client ${at.ClientId}.`;
    await refusal(create(at), "TermsExistsException", message);
    await refusal(
      update(at, privacy?.TermsId ?? "", { TermsName: "terms-of-use" }),
      "TermsExistsException",
      message,
    );
  });

  test("terms without links", async () => {
    await refusal(
      create(await setting(), { Links: undefined }),
      "InvalidParameterException",
      "Links must be provided for terms of source LINK.",
    );
  });

  test("other names and languages", async () => {
    const at = await setting();
    await expect(create(at, { TermsName: "imprint" })).rejects.toMatchObject({
      message: expect.stringContaining("^(terms-of-use|privacy-policy)$"),
    });
    await expect(create(at, { Links: { "cognito:latin": "https://a.example" } })).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });

  test("what doesn't exist, and terms of another pool", async () => {
    const at = await setting();
    const nowhere = { ...at, UserPoolId: "us-east-1_Unknown00" };
    for (const call of [
      create(nowhere),
      byId(nowhere, UNKNOWN_ID),
      byClient(nowhere),
      update(nowhere, UNKNOWN_ID),
      remove(nowhere, UNKNOWN_ID),
      list(nowhere.UserPoolId),
    ])
      await refusal(call, "ResourceNotFoundException", "User pool us-east-1_Unknown00 does not exist.");
    const foreign = (await create(await setting()))?.TermsId ?? "";
    for (const id of [UNKNOWN_ID, foreign])
      for (const call of [byId(at, id), update(at, id), remove(at, id)])
        await refusal(call, "ResourceNotFoundException", `Terms ${id} do not exist.`);
    const none = `Terms terms-of-use do not exist for client ${at.ClientId}.`;
    await refusal(byClient(at), "ResourceNotFoundException", none);
    const noClient = "User pool client unknown does not exist.";
    await refusal(create({ ...at, ClientId: "unknown" }), "ResourceNotFoundException", noClient);
    await refusal(byClient({ ...at, ClientId: "unknown" }), "ResourceNotFoundException", noClient);
  });
});
