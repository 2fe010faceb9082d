// Describes the settings that fixtures share with the service's API, from the service model.
import { type ServiceId, serviceModel } from "../model/service-model.js";
import type { Shape as ModelShape, StringShape, StructureShape } from "../model/shape.js";
import { flag, type Member, type Shape, type TextShape } from "./shape.js";

/** The members of an operation's input, but for those that a fixture says in its own words. */
export function inputMembers(
  service: ServiceId,
  operation: string,
  except: readonly string[],
): Readonly<Record<string, Member>> {
  const input = serviceModel(service).operation(operation)?.input;
  if (input === undefined) throw new Error(`${service} has no operation ${operation}`);
  const about = (name: string) => `${name} of ${operation}.`;
  const members = input.members.filter(({ name }) => !except.includes(name));
  return Object.fromEntries(
    members.map(({ name, shape, required }) => [
      name,
      { shape: describe(shape), required, about: about(name) },
    ]),
  );
}

/** The shape of that name, such as `RoleMapping`, as a fixture may say it. */
export function wireShape(service: ServiceId, name: string): Shape {
  return describe(serviceModel(service).shape(name));
}

const described = new WeakMap<ModelShape, Shape>();

function describe(shape: ModelShape): Shape {
  let description = described.get(shape);
  if (description === undefined) {
    description = describeAfresh(shape);
    described.set(shape, description);
  }
  return description;
}

function describeAfresh(shape: ModelShape): Shape {
  switch (shape.kind) {
    case "string":
      return shape.enum ? { kind: "choice", values: [...shape.enum] } : describeText(shape);
    case "integer":
    case "long":
      return { kind: "whole number", min: shape.min, max: shape.max };
    case "boolean":
      return flag;
    case "list":
      return { kind: "list", of: describe(shape.member), min: shape.min, max: shape.max };
    case "map":
      return { kind: "map", key: describeText(shape.key), of: describe(shape.value), max: shape.max };
    case "structure":
      return { kind: "object", name: shape.name, members: describeMembers(shape) };
    default:
      throw new Error(`no setting of a fixture is a ${shape.kind}, as ${shape.name} is`);
  }
}

/** Texts that hold numbers, such as `MaxLength: 20`, need no quotes in a fixture. */
const numberTexts = /Constraints(Type)?$/;
const lenientTexts = new Set(["TagValueType"]);

function describeMembers({ name: structure, members }: StructureShape): Record<string, Member> {
  const lenient = numberTexts.test(structure);
  return Object.fromEntries(
    members.map(({ name, shape, required }) => {
      const description = describe(shape);
      const member = lenient && description.kind === "text" ? { ...description, lenient } : description;
      return [name, { shape: member, required }];
    }),
  );
}

function describeText({ name, pattern, min, max, sensitive }: StringShape): TextShape {
  return {
    kind: "text",
    expected: "text",
    pattern,
    min,
    max,
    secret: sensitive,
    lenient: lenientTexts.has(name),
  };
}
