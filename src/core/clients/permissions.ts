// Which attributes a client may read and write.
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import { findAttribute, schemaOf, serviceOwned } from "../users/attributes.js";

interface Permissions {
  readonly ReadAttributes?: readonly string[] | undefined;
  readonly WriteAttributes?: readonly string[] | undefined;
}

/** @throws InvalidParameterException */
export function requirePermissions(
  pool: Pool,
  { ReadAttributes, WriteAttributes }: Permissions,
  doing: "creating" | "updating",
): void {
  const invalid = (kind: string) =>
    fault("InvalidParameterException", `Invalid ${kind} attributes specified while ${doing} a client`);

  // Developer-only attributes are for administrators.
  const known = (name: string): boolean => findAttribute(pool, name)?.DeveloperOnlyAttribute === false;
  if (ReadAttributes && !ReadAttributes.every((name) => known(name) || name === "identities"))
    throw invalid("read");
  if (!WriteAttributes || WriteAttributes.length === 0) return;
  if (!WriteAttributes.every((name) => known(name) && !serviceOwned.has(name))) throw invalid("write");
  // Who signs up must be able to give what the pool requires.
  const required = schemaOf(pool).filter(({ Name, Required }) => Required && Name !== "sub");
  if (!required.every(({ Name = "" }) => WriteAttributes.includes(Name))) throw invalid("write");
}
