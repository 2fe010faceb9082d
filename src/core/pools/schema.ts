// The attributes that users of a pool can have: the standard ones, and those that the pool's owner adds.
import type {
  AttributeDataType,
  NumberAttributeConstraintsType,
  SchemaAttributeType,
  StringAttributeConstraintsType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import { standardAttributes } from "./standard-attributes.js";

/** Custom attributes can't be removed or renamed, so a pool can only ever have this many (quotas page). */
const MOST_CUSTOM_ATTRIBUTES = 50;

const LONGEST_STRING = 2048;

const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * A new pool's schema: the standard attributes as `given` changes them, then its custom attributes.
 * @throws InvalidParameterException
 */
export function schemaFrom(given: readonly SchemaAttributeType[] = []): SchemaAttributeType[] {
  const standard = new Map(standardAttributes.map((attribute) => [attribute.Name, attribute]));
  const custom: SchemaAttributeType[] = [];
  const seen = new Set<string>();
  for (const attribute of given) {
    const name = requireName(attribute);
    const original = standard.get(name);
    // Assumed for standard attributes: the text is known for custom ones.
    if (seen.has(name))
      throw invalid(
        original
          ? `Duplicate attribute names ${name} are not allowed in a user pool schema.`
          : `Duplicate custom attribute names custom:${name} are not allowed in a user pool schema.`,
      );
    seen.add(name);
    if (original) standard.set(name, changedStandard(original, attribute));
    else custom.push(attribute);
  }
  return withCustomAttributes([...standard.values()], custom);
}

/**
 * `schema` and more custom attributes.
 * @throws InvalidParameterException
 */
export function withCustomAttributes(
  schema: readonly SchemaAttributeType[],
  given: readonly SchemaAttributeType[],
): SchemaAttributeType[] {
  const attributes = [...schema];
  for (const attribute of given) {
    const added = customAttribute(attribute);
    const existing = attributes.find(({ Name }) => bareName(Name) === bareName(added.Name));
    if (existing) throw invalid(`${added.Name}: Existing attribute already has name ${existing.Name}.`);
    attributes.push(added);
  }
  // Assumed: the quota is documented, the text is not.
  if (attributes.length - standardAttributes.length > MOST_CUSTOM_ATTRIBUTES)
    throw invalid(`User pool cannot have more than ${MOST_CUSTOM_ATTRIBUTES} custom attributes.`);
  return attributes;
}

/** A custom attribute and a developer-only one can't share a name. */
const bareName = (name = ""): string => name.replace(/^dev:/, "");

function changedStandard(original: SchemaAttributeType, given: SchemaAttributeType): SchemaAttributeType {
  const retyped = given.AttributeDataType && given.AttributeDataType !== original.AttributeDataType;
  if (retyped || given.DeveloperOnlyAttribute)
    throw invalid(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${original.Name}`,
    );
  return {
    ...original,
    Mutable: given.Mutable ?? original.Mutable,
    Required: given.Required ?? original.Required,
    ...constraints(original.Name ?? "", original.AttributeDataType, given, original),
  };
}

function customAttribute(given: SchemaAttributeType): SchemaAttributeType {
  const name = requireName(given);
  const type = given.AttributeDataType;
  if (!type)
    throw invalid("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
  if (given.Required) throw invalid("Required custom attributes are not supported currently.");
  const developerOnly = given.DeveloperOnlyAttribute ?? false;
  const Name = `${developerOnly ? "dev:" : ""}custom:${name}`;
  return {
    Name,
    AttributeDataType: type,
    DeveloperOnlyAttribute: developerOnly,
    // Assumed: neither the API's documentation nor a capture tells what an absent value means.
    Mutable: given.Mutable ?? true,
    Required: false,
    ...constraints(Name, type, given, {}),
  };
}

/** Assumed: the model makes the name optional, and no text for its absence is known. */
function requireName({ Name }: SchemaAttributeType): string {
  if (!Name) throw invalid("Schema attribute name must not be empty.");
  return Name;
}

type Constraints = Pick<SchemaAttributeType, "StringAttributeConstraints" | "NumberAttributeConstraints">;

/** The constraints that fit the type; those of another type are dropped. */
function constraints(
  name: string,
  type: AttributeDataType | undefined,
  given: Constraints,
  original: Constraints,
): Constraints {
  if (type === "String") {
    const limits = { ...original.StringAttributeConstraints, ...given.StringAttributeConstraints };
    return { StringAttributeConstraints: checkedString(name, limits) };
  }
  if (type === "Number") {
    const limits = { ...original.NumberAttributeConstraints, ...given.NumberAttributeConstraints };
    return { NumberAttributeConstraints: checkedNumber(name, limits) };
  }
  return {};
}

function checkedString(name: string, limits: StringAttributeConstraintsType): StringAttributeConstraintsType {
  const [min, max] = [limits.MinLength, limits.MaxLength].map((text) =>
    asNumber(text, /^\d+$/, `Invalid StringAttributeConstraints for schema attribute ${name}`),
  );
  for (const length of [min, max])
    if (length !== undefined && length > LONGEST_STRING)
      throw invalid(`user.${name}: String attributes cannot have a length of more than ${LONGEST_STRING}`);
  if (min !== undefined && max !== undefined && min > max)
    throw invalid(`Attribute ${name} cannot have a max length shorter than it's min length`);
  return limits;
}

function checkedNumber(name: string, limits: NumberAttributeConstraintsType): NumberAttributeConstraintsType {
  const [min, max] = [limits.MinValue, limits.MaxValue].map((text) =>
    asNumber(text, /^-?\d+(\.\d+)?$/, `Invalid NumberAttributeConstraints for schema attribute ${name}`),
  );
  if (min !== undefined && max !== undefined && min > max)
    throw invalid(`Attribute ${name} cannot have a max value smaller than it's min value`);
  return limits;
}

function asNumber(text: string | undefined, form: RegExp, problem: string): number | undefined {
  if (text === undefined) return undefined;
  if (!form.test(text)) throw invalid(problem);
  return Number(text);
}
