// The description of fixtures as a JSON Schema, with which editors complete and check them.
import { fixture } from "./fixture.js";
import type { Member, ObjectShape, Shape, TextShape } from "./shape.js";

type Json = { readonly [name: string]: unknown };

/** What `fixtures/fixture.schema.json` holds. */
export function fixtureJsonSchema(): Json {
  const definitions = new Map<string, Json>();
  const root = schemaOf(fixture, definitions);
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "cognito-emulator fixture",
    description:
      "User pools and identity pools to load into cognito-emulator. " +
      "Members in camelCase belong to fixtures; members in PascalCase are those of the Cognito API.",
    ...root,
    definitions: Object.fromEntries(sorted),
  };
}

function schemaOf(shape: Shape, definitions: Map<string, Json>): Json {
  switch (shape.kind) {
    case "text":
      return textSchema(shape);
    case "whole number":
      return compact({ type: "integer", minimum: shape.min, maximum: shape.max });
    case "flag":
      return { type: "boolean" };
    case "choice":
      return { enum: shape.values };
    case "list": {
      const items = schemaOf(shape.of, definitions);
      return compact({ type: "array", items, minItems: shape.min, maxItems: shape.max });
    }
    case "map":
      return compact({
        type: "object",
        propertyNames: omitType(textSchema(shape.key)),
        additionalProperties: schemaOf(shape.of, definitions),
        maxProperties: shape.max,
      });
    case "object":
      return reference(shape, definitions);
    case "either":
      return { anyOf: shape.of.map((form) => schemaOf(form, definitions)) };
  }
}

/** Every named object is stated once and referred to; the outermost stands for itself. */
function reference(shape: ObjectShape, definitions: Map<string, Json>): Json {
  if (shape.name === undefined || shape === (fixture as Shape)) return objectSchema(shape, definitions);
  if (!definitions.has(shape.name)) {
    // Holds the place, for shapes that contain themselves.
    definitions.set(shape.name, {});
    definitions.set(shape.name, objectSchema(shape, definitions));
  }
  return { $ref: `#/definitions/${shape.name}` };
}

function objectSchema({ members, wire = {} }: ObjectShape, definitions: Map<string, Json>): Json {
  const all = Object.entries({ ...members, ...wire });
  const required = all.filter(([, member]) => member.required).map(([name]) => name);
  return compact({
    type: "object",
    additionalProperties: false,
    required: required.length > 0 ? required : undefined,
    properties: Object.fromEntries(all.map(([name, member]) => [name, memberSchema(member, definitions)])),
  });
}

function memberSchema({ shape, about }: Member, definitions: Map<string, Json>): Json {
  const schema = schemaOf(shape, definitions);
  if (about === undefined) return schema;
  // Draft 7 ignores what stands beside a $ref.
  return "$ref" in schema ? { description: about, allOf: [schema] } : { description: about, ...schema };
}

function textSchema({ pattern, min, max, lenient }: TextShape): Json {
  return compact({
    type: lenient ? ["string", "number", "boolean"] : "string",
    pattern: pattern && portable(pattern.source) ? `^(?:${pattern.source})$` : undefined,
    minLength: min || undefined,
    maxLength: max,
  });
}

/** Some of the service's patterns are not JavaScript's, and editors run JavaScript's. */
function portable(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

function omitType({ type: _, ...rest }: Json): Json {
  return rest;
}

function compact(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
