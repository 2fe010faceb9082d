// UpdateUserPoolDomain and DeleteUserPoolDomain.
import {
  CreateUserPoolDomainCommand,
  type CreateUserPoolDomainCommandInput,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
  type UpdateUserPoolDomainCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const create = (UserPoolId: string, Domain: string, more: Partial<CreateUserPoolDomainCommandInput> = {}) =>
  emulator().idp.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ...more }));
const update = (UserPoolId: string, Domain: string, more: Partial<UpdateUserPoolDomainCommandInput> = {}) =>
  emulator().idp.send(new UpdateUserPoolDomainCommand({ UserPoolId, Domain, ...more }));
const remove = (UserPoolId: string, Domain: string) =>
  emulator().idp.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
const descriptionOf = async (Domain: string) =>
  (await emulator().idp.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

const certificate = (id: number) => ({
  CustomDomainConfig: { CertificateArn: `arn:aws:acm:us-east-1:123456789012:certificate/${id}` },
});

describe("UpdateUserPoolDomain", () => {
  test("changes the version of the pages", async () => {
    const { Id } = await aPool(emulator());
    await create(Id, "to-version-two");
    const before = await descriptionOf("to-version-two");
    const { $metadata: _, ...answer } = await update(Id, "to-version-two", { ManagedLoginVersion: 2 });
    expect(answer).toEqual({ ManagedLoginVersion: 2 });
    expect(await descriptionOf("to-version-two")).toEqual({ ...before, ManagedLoginVersion: 2 });
  });

  test("changes the certificate of a custom domain and nothing else", async () => {
    const { Id } = await aPool(emulator());
    const name = "auth.update.example.com";
    const { CloudFrontDomain } = await create(Id, name, { ...certificate(1), ManagedLoginVersion: 2 });
    const { $metadata: _, ...answer } = await update(Id, name, certificate(2));
    expect(answer).toEqual({ CloudFrontDomain, ManagedLoginVersion: 2 });
    expect(await descriptionOf(name)).toMatchObject({ ...certificate(2), ManagedLoginVersion: 2 });
  });

  test("routes a custom domain, and no prefix", async () => {
    const { Id } = await aPool(emulator());
    const Routing = {
      Failover: { SecondaryRegion: "us-west-2", PrimaryRoute53HealthCheckId: "0123456789abcdef" },
    };
    await create(Id, "auth.routed.example.com", certificate(1));
    expect(await update(Id, "auth.routed.example.com", { Routing })).toMatchObject({ Routing });
    expect(await descriptionOf("auth.routed.example.com")).toMatchObject({ Routing });
    await create(Id, "unrouted");
    await refusal(
      update(Id, "unrouted", { Routing }),
      "InvalidParameterException",
      "Routing is only supported for custom domains.",
    );
  });

  test("refuses what CreateUserPoolDomain refuses", async () => {
    const { Id } = await aPool(emulator());
    await create(Id, "stays-as-it-is");
    await refusal(
      update(Id, "stays-as-it-is", { ManagedLoginVersion: 0 }),
      "InvalidParameterException",
      "ManagedLoginVersion must be 1 or 2.",
    );
    await refusal(
      update(Id, "stays-as-it-is", certificate(1)),
      "InvalidParameterException",
      "A prefix domain cannot become a custom domain.",
    );
    expect(await descriptionOf("stays-as-it-is")).toMatchObject({ ManagedLoginVersion: 1 });
  });
});

test("DeleteUserPoolDomain frees the name for another pool", async () => {
  const { Id } = await aPool(emulator());
  await create(Id, "passed-on");
  const { $metadata: _, ...answer } = await remove(Id, "passed-on");
  expect(answer).toEqual({});
  expect(await descriptionOf("passed-on")).toEqual({});
  const other = await aPool(emulator());
  await create(other.Id, "passed-on");
  expect(await descriptionOf("passed-on")).toMatchObject({ UserPoolId: other.Id });
});

describe.each(Object.entries({ update, remove }))("refuses (%s)", (_, call) => {
  test("an unknown pool", () =>
    refusal(
      call("us-east-1_Unknown00", "x"),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    ));

  test("an unknown domain, and one of another pool", async () => {
    const { Id } = await aPool(emulator());
    const missing = "No such domain or user pool exists.";
    await refusal(call(Id, "unknown"), "InvalidParameterException", missing);
    const name = `somebody-elses-${Id.slice(-9).toLowerCase()}`;
    await create((await aPool(emulator())).Id, name);
    await refusal(call(Id, name), "InvalidParameterException", missing);
    expect(await descriptionOf(name)).toMatchObject({ Domain: name });
  });
});
