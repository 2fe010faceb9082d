// How a KMS key may be called: by its id, its ARN, an alias, or an alias's ARN. All lead to the key's ARN.
import { v5 } from "uuid";
import type { Scope } from "../scope.js";

const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):(key|alias)\/([\w/-]{1,2048})$/;
const ALIAS = /^alias\/([\w/-]{1,250})$/;
const ID = /^[\w-]{1,2048}$/;

/** A namespace of the emulator's own. */
const ALIAS_NAMESPACE = "0e6a2a3c-5d0f-4b6e-9d6c-1f0b7c9f8a51";

export interface KeyArn {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly id: string;
}

/** A key that was asked for. */
export interface NamedKey {
  readonly key: KeyArn;
  /** The alias's ARN, when it was asked for by alias. */
  readonly alias?: string | undefined;
}

/** Undefined for what can't be the name of a key. Names without account and region belong to those of the caller. */
export function readKeyName(name: string, { account, region }: Scope): NamedKey | undefined {
  const [arn, partition, arnRegion, arnAccount, kind, rest] = ARN.exec(name) ?? [];
  if (arn && partition && arnRegion && arnAccount && rest)
    return kind === "key"
      ? { key: { arn, region: arnRegion, account: arnAccount, id: rest } }
      : aliased(partition, { region: arnRegion, account: arnAccount }, rest);
  const [, alias] = ALIAS.exec(name) ?? [];
  if (alias) return aliased(partitionOf(region), { region, account }, alias);
  return ID.test(name) ? { key: keyArn(partitionOf(region), { region, account }, name) } : undefined;
}

/** Takes a key's ARN apart. */
export function readKeyArn(arn: string): KeyArn | undefined {
  const named = arn.startsWith("arn:") ? readKeyName(arn, { account: "", region: "" }) : undefined;
  return named?.alias === undefined ? named?.key : undefined;
}

const keyArn = (partition: string, { account, region }: Scope, id: string): KeyArn => ({
  arn: `arn:${partition}:kms:${region}:${account}:key/${id}`,
  region,
  account,
  id,
});

/**
 * Nobody makes keys here, so an alias always stands for the same one: its id follows from the alias, and a function's
 * configuration may name it before the first use.
 */
function aliased(partition: string, scope: Scope, alias: string): NamedKey {
  const arn = `arn:${partition}:kms:${scope.region}:${scope.account}:alias/${alias}`;
  return { key: keyArn(partition, scope, v5(arn, ALIAS_NAMESPACE)), alias: arn };
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
