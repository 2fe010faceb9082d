// User attributes against the pool's schema and the client's permissions.
import type { AttributeType, SchemaAttributeType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Attributes, Client, Pool } from "../../storage/records.js";
import { isEmail, isPhoneNumber } from "./usernames.js";

const invalid = (message: string) => fault("InvalidParameterException", message);

/** Wire list -> record. @throws InvalidParameterException for an attribute without a value */
export function attributesFrom(list: readonly AttributeType[] | undefined): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const { Name, Value } of list ?? []) {
    if (Value === undefined) throw invalid(`Attribute value for ${Name} must not be null`);
    // AWS's own examples write these flags as True too; every rule about them reads lower case (assumed).
    attributes[Name] = Name.endsWith("_verified") ? Value.toLowerCase() : Value;
  }
  return attributes;
}

/** ValidationData of a new user; what has no value is an empty text (assumed). Undefined when there is none. */
export const validationDataOf = (
  list: readonly AttributeType[] | undefined,
): Readonly<Record<string, string>> | undefined =>
  list && Object.fromEntries(list.map(({ Name, Value }) => [Name, Value ?? ""]));

/** Without the attributes that have no value: the service keeps none of them. */
export const withoutEmpty = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));

/** Record -> wire list, the sub first as AWS lists it. */
export function presentAttributes(user: { sub: string; attributes: Attributes }): AttributeType[] {
  const list: AttributeType[] = [{ Name: "sub", Value: user.sub }];
  for (const [Name, Value] of Object.entries(user.attributes)) list.push({ Name, Value });
  return list;
}

export const schemaOf = (pool: Pool): readonly SchemaAttributeType[] => pool.settings.SchemaAttributes ?? [];

export const findAttribute = (pool: Pool, name: string): SchemaAttributeType | undefined =>
  schemaOf(pool).find((attribute) => attribute.Name === name);

/**
 * Checks names and values of a new user's attributes.
 * @throws InvalidParameterException
 */
export function requireSchema(pool: Pool, attributes: Attributes): void {
  const problems = problemsOf(pool, attributes).map(([name, problem]) => `${name}: ${problem}\n`);
  if (problems.length > 0) throw invalid(`Attributes did not conform to the schema: ${problems.join("")}`);
  requireContactForms(attributes);
}

/**
 * Checks names, values and mutability of attributes that change; worded unlike those of a new user
 * (aws-amplify/amplify-flutter#1531, aws-amplify/amplify-js#3526).
 * @throws InvalidParameterException
 */
export function requireUpdatable(pool: Pool, changes: Attributes): void {
  const problems = problemsOf(pool, changes).map(([name, problem]) => `user.${name}: ${problem}\n`);
  if (problems.length > 0) throw invalid(problems.join(""));
  requireMutable(pool, Object.keys(changes));
  requireContactForms(changes);
}

const UNKNOWN = "Attribute does not exist in the schema.";

/** @throws InvalidParameterException for names of attributes to be removed that the pool does not have (text assumed) */
export function requireKnown(pool: Pool, names: readonly string[]): void {
  const unknown = names.filter((name) => !findAttribute(pool, name));
  if (unknown.length > 0)
    throw invalid(`Invalid user attributes: ${unknown.map((name) => `user.${name}: ${UNKNOWN}\n`).join("")}`);
}

function problemsOf(pool: Pool, attributes: Attributes): [name: string, problem: string][] {
  return Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    const attribute = findAttribute(pool, name);
    const problem = attribute ? valueProblem(attribute, value) : UNKNOWN;
    return problem === undefined ? [] : [[name, problem]];
  });
}

/** @throws InvalidParameterException naming every required attribute that `attributes` lacks */
export function requireRequired(pool: Pool, attributes: Attributes): void {
  refuseMissing(missingRequired(pool, attributes));
}

/**
 * Like `requireRequired`, but only for what can't be given later: the immutable ones (assumed).
 * @throws InvalidParameterException
 */
export function requireRequiredForever(pool: Pool, attributes: Attributes): void {
  const missing = missingRequired(pool, attributes);
  refuseMissing(missing.filter((name) => findAttribute(pool, name)?.Mutable === false));
}

function refuseMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  // The service stores `name` as `name.formatted` and says so.
  const worded = missing.map((name) =>
    name === "name"
      ? "name.formatted: The attribute name.formatted is required\n"
      : `${name}: The attribute is required\n`,
  );
  throw invalid(`Attributes did not conform to the schema: ${worded.join("")}`);
}

/** Required attributes without a value; sub is the service's own. */
export function missingRequired(pool: Pool, attributes: Attributes): string[] {
  return schemaOf(pool).flatMap(({ Name = "", Required }) =>
    Required && Name !== "sub" && !attributes[Name] ? [Name] : [],
  );
}

/** @throws InvalidParameterException for attributes that can't change once they were set */
export function requireMutable(pool: Pool, names: readonly string[]): void {
  refuseUpdates(names.filter((name) => findAttribute(pool, name)?.Mutable === false));
}

/** Nobody chooses a sub, not even at a user's creation (text assumed). @throws InvalidParameterException */
export function requireAssignable(names: readonly string[]): void {
  refuseUpdates(names.filter((name) => name === "sub"));
}

function refuseUpdates(names: readonly string[]): void {
  if (names.length > 0)
    throw invalid(names.map((name) => `user.${name}: Attribute cannot be updated.\n`).join(""));
}

/** Attributes that no client may write, whatever its list says: the service owns them. */
export const serviceOwned: ReadonlySet<string> = new Set([
  "sub",
  "email_verified",
  "phone_number_verified",
  "identities",
]);

/** @throws NotAuthorizedException */
export function requireWritable(client: Client, names: readonly string[]): void {
  const writable = client.settings.WriteAttributes;
  for (const name of names) {
    const denied =
      serviceOwned.has(name) || name.startsWith("dev:") || (writable && !writable.includes(name));
    if (denied) throw fault("NotAuthorizedException", "A client attempted to write unauthorized attribute");
  }
}

/** Only what the client may read; developer-only attributes are for administrators. */
export function readableAttributes(client: Client, attributes: Attributes): Attributes {
  const readable = client.settings.ReadAttributes;
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => !name.startsWith("dev:") && (readable === undefined || readable.includes(name)),
    ),
  );
}

function requireContactForms(attributes: Attributes): void {
  const { email, phone_number } = attributes;
  if (email && !isEmail(email)) throw invalid("Invalid email address format.");
  if (phone_number && !isPhoneNumber(phone_number)) throw invalid("Invalid phone number format.");
}

/** Wording of the length and range rules is assumed, apart from the prefix that the caller adds. */
function valueProblem(attribute: SchemaAttributeType, value: string): string | undefined {
  // An empty value removes the attribute.
  if (value === "") return undefined;
  switch (attribute.AttributeDataType) {
    case "String": {
      const { MinLength, MaxLength } = attribute.StringAttributeConstraints ?? {};
      const length = [...value].length;
      if (MinLength && length < Number(MinLength))
        return `String must be at least ${MinLength} characters long`;
      if (MaxLength && length > Number(MaxLength))
        return `String must be no longer than ${MaxLength} characters`;
      return undefined;
    }
    case "Number": {
      const { MinValue, MaxValue } = attribute.NumberAttributeConstraints ?? {};
      if (!/^-?[0-9]+(\.[0-9]+)?$/.test(value)) return "Value must be a number";
      if (MinValue && Number(value) < Number(MinValue))
        return `Number must be greater than or equal to ${MinValue}`;
      if (MaxValue && Number(value) > Number(MaxValue))
        return `Number must be less than or equal to ${MaxValue}`;
      return undefined;
    }
    case "Boolean":
      return value === "true" || value === "false" ? undefined : "Value must be true or false";
    case "DateTime":
      return isDateTime(value) ? undefined : "Value must be a date";
    default:
      return undefined;
  }
}

/** ISO 8601 dates and times, or epoch seconds (assumed: the documentation names no format). */
function isDateTime(value: string): boolean {
  if (/^[0-9]+$/.test(value)) return true;
  return /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}
