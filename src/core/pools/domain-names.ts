// What may be the domain of a user pool: a prefix of the service's own domain, or a name of one's own.
import type { CustomDomainConfigType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";

const reservedWords = ["aws", "amazon", "cognito"];

/** Prefixes have no dots, and a custom domain has at least two (see below). */
export const isCustomName = (name: string): boolean => name.includes(".");

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * A reserved word is refused only where hyphens set it apart: "my-aws-app", not "awsome".
 * @throws InvalidParameterException
 */
export function requirePrefix(prefix: string): void {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(prefix))
    throw invalid(
      String.raw`The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`,
    );
  const reserved = reservedWords.find((word) => prefix.split("-").includes(word));
  if (reserved) throw invalid(`Domain cannot contain reserved word: ${reserved}`);
}

/**
 * Whether the parent domain has an A record is not looked up: an emulator has no business on the internet.
 * @throws InvalidParameterException
 */
export function requireCustomDomain(name: string, config: CustomDomainConfigType): void {
  const labels = name.split(".");
  const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
  if (labels.length < 3 || !labels.every((part) => label.test(part)))
    throw invalid(
      "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.",
    );
  if (!/^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/./.test(config.CertificateArn))
    throw invalid(
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
}
