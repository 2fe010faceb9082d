// CreateUserPoolDomain and DescribeUserPoolDomain: which names a pool can have.
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  type CreateUserPoolDomainCommandInput,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator({ region: "us-west-2", account: "123456789012" });

const create = (UserPoolId: string, Domain: string, more: Partial<CreateUserPoolDomainCommandInput> = {}) =>
  emulator().idp.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ...more }));

const descriptionOf = async (Domain: string, idp = emulator().idp) =>
  (await idp.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

const custom = {
  CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
};

describe("accepts", () => {
  test("a prefix, and describes it", async () => {
    const { Id } = await aPool(emulator());
    const { clock } = emulator();
    clock.set(new Date("2026-03-04T05:06:07Z"));
    const { $metadata: _, ...answer } = await create(Id, "shop");
    clock.reset();
    expect(answer).toEqual({ ManagedLoginVersion: 1 });
    expect(await descriptionOf("shop")).toEqual({
      UserPoolId: Id,
      AWSAccountId: "123456789012",
      Domain: "shop",
      S3Bucket: "aws-cognito-prod-pdx-assets",
      CloudFrontDistribution: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
      Version: "20260304050607",
      Status: "ACTIVE",
      ManagedLoginVersion: 1,
    });
  });

  test("a custom domain, and tells where its alias has to point", async () => {
    const { Id } = await aPool(emulator());
    const answer = await create(Id, "auth.shop.example.com", { ...custom, ManagedLoginVersion: 2 });
    expect(answer.ManagedLoginVersion).toBe(2);
    expect(await descriptionOf("auth.shop.example.com")).toMatchObject({
      ...custom,
      ManagedLoginVersion: 2,
      CloudFrontDistribution: answer.CloudFrontDomain,
    });
  });

  test("both for one pool", async () => {
    const { Id } = await aPool(emulator());
    await create(Id, "both-prefix");
    await create(Id, "auth.both.example.com", custom);
    expect(await descriptionOf("both-prefix")).toMatchObject({ UserPoolId: Id });
    expect(await descriptionOf("auth.both.example.com")).toMatchObject({ UserPoolId: Id });
  });

  test("a reserved word inside a longer one", async () => {
    const { Id } = await aPool(emulator());
    await create(Id, "my-awsome-shop");
    expect(await descriptionOf("my-awsome-shop")).toMatchObject({ UserPoolId: Id });
  });
});

describe("in another region", () => {
  const elsewhere = () =>
    new CognitoIdentityProviderClient({ ...emulator().clientConfig, region: "eu-west-1" });
  const poolElsewhere = async (): Promise<string> => {
    const { UserPool } = await elsewhere().send(new CreateUserPoolCommand({ PoolName: "there" }));
    return UserPool?.Id as string;
  };

  test("a prefix is another name, whose pool has the domain to itself", async () => {
    const [here, there] = [(await aPool(emulator())).Id, await poolElsewhere()];
    const Domain = "everywhere";
    await create(here, Domain);
    await elsewhere().send(new CreateUserPoolDomainCommand({ UserPoolId: there, Domain }));
    expect(await descriptionOf(Domain)).toMatchObject({ UserPoolId: here });
    expect(await descriptionOf(Domain, elsewhere())).toMatchObject({ UserPoolId: there });

    await elsewhere().send(new DeleteUserPoolDomainCommand({ UserPoolId: there, Domain }));
    expect(await descriptionOf(Domain)).toMatchObject({ UserPoolId: here });
    expect(await descriptionOf(Domain, elsewhere())).toEqual({});
  });

  test("a custom domain is the same name", async () => {
    const there = await poolElsewhere();
    const Domain = "auth.once.example.com";
    await create((await aPool(emulator())).Id, Domain, custom);
    await refusal(
      elsewhere().send(new CreateUserPoolDomainCommand({ UserPoolId: there, Domain, ...custom })),
      "InvalidParameterException",
      "Domain already associated with another user pool.",
    );
  });
});

test("an unknown domain has an empty description, as has one of another region", async () => {
  expect(await descriptionOf("unknown")).toEqual({});
  await create((await aPool(emulator())).Id, "here-only");
  const elsewhere = new CognitoIdentityProviderClient({ ...emulator().clientConfig, region: "eu-west-1" });
  expect(await descriptionOf("here-only", elsewhere)).toEqual({});
});

describe("refuses", () => {
  const refused = async (
    domain: string,
    message: string,
    more: Partial<CreateUserPoolDomainCommandInput> = {},
  ) => refusal(create((await aPool(emulator())).Id, domain, more), "InvalidParameterException", message);

  test("an unknown pool", () =>
    refusal(
      create("us-west-2_Unknown00", "x"),
      "ResourceNotFoundException",
      "User pool us-west-2_Unknown00 does not exist.",
    ));

  test.each(["Shop", "my_shop", "-shop", "shop-", "auth.example.com"])("the prefix %s", (prefix) =>
    refused(
      prefix,
      String.raw`The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`,
    ),
  );

  test.each(["aws", "amazon", "cognito"])("the reserved word %s", (word) =>
    refused(`my-${word}-shop`, `Domain cannot contain reserved word: ${word}`),
  );

  test("more than 63 characters", () =>
    refused(
      "x".repeat(64),
      `1 validation error detected: Value '${"x".repeat(64)}' at 'domain' failed to satisfy constraint: Member must have length less than or equal to 63`,
    ));

  test.each(["shop", "example.com", "auth..example.com"])("the custom domain %s", (domain) =>
    refused(
      domain,
      "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.",
      custom,
    ),
  );

  test("a certificate of another region", () =>
    refused(
      "auth.certificate.example.com",
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
      { CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/1" } },
    ));

  test("a version that does not exist, and one that the tier does not have", async () => {
    await refused("version-three", "ManagedLoginVersion must be 1 or 2.", { ManagedLoginVersion: 3 });
    const lite = await aPool(emulator(), { UserPoolTier: "LITE" });
    await refusal(
      create(lite.Id, "lite-two", { ManagedLoginVersion: 2 }),
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2",
    );
  });

  test("routing for a prefix", () =>
    refused("routed", "Routing is only supported for custom domains.", {
      Routing: {
        Failover: { SecondaryRegion: "us-east-1", PrimaryRoute53HealthCheckId: "0123456789abcdef" },
      },
    }));

  test("a second domain of the same kind", async () => {
    const { Id } = await aPool(emulator());
    await create(Id, "first-one");
    await refusal(
      create(Id, "second-one"),
      "InvalidParameterException",
      "User pool already has a domain configured.",
    );
    expect(await descriptionOf("second-one")).toEqual({});
  });

  test("a name that another pool has", async () => {
    await create((await aPool(emulator())).Id, "taken");
    await refused("taken", "Domain already associated with another user pool.");
  });
});
