// Domains of user pools as the service shows them.
import type { PoolDomain } from "../../../core/pools/domains.js";
import type { CreateUserPoolDomainResponse, DomainDescriptionType } from "../../../model/cognito-idp.gen.js";
import type { Pool } from "../../../storage/records.js";

/** The service names the buckets of its pages after airports. */
const airports: Readonly<Record<string, string>> = {
  "us-east-1": "iad",
  "us-east-2": "cmh",
  "us-west-1": "sfo",
  "us-west-2": "pdx",
  "ca-central-1": "yul",
  "sa-east-1": "gru",
  "eu-west-1": "dub",
  "eu-west-2": "lhr",
  "eu-west-3": "cdg",
  "eu-central-1": "fra",
  "eu-north-1": "arn",
  "ap-northeast-1": "nrt",
  "ap-northeast-2": "icn",
  "ap-southeast-1": "sin",
  "ap-southeast-2": "syd",
  "ap-south-1": "bom",
};

export const presentDomain = (
  pool: Pool,
  { domain, settings, createdAt }: PoolDomain,
): DomainDescriptionType => ({
  UserPoolId: pool.id,
  AWSAccountId: pool.account,
  Domain: domain,
  S3Bucket: `aws-cognito-prod-${airports[pool.region] ?? pool.region}-assets`,
  CloudFrontDistribution: settings.CloudFrontDistribution,
  // yyyymmddHHMMSS
  Version: new Date(createdAt).toISOString().replace(/\D/g, "").slice(0, 14),
  Status: "ACTIVE",
  CustomDomainConfig: settings.CustomDomainConfig,
  ManagedLoginVersion: settings.ManagedLoginVersion,
  Routing: settings.Routing,
});

/** What CreateUserPoolDomain and UpdateUserPoolDomain answer: where a custom domain's alias has to point. */
export const presentNewDomain = ({ settings }: PoolDomain): CreateUserPoolDomainResponse => ({
  ManagedLoginVersion: settings.ManagedLoginVersion,
  CloudFrontDomain: settings.CustomDomainConfig && settings.CloudFrontDistribution,
  Routing: settings.Routing,
});
