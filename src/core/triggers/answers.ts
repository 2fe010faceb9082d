// Reads what a function answered: members of the wrong type are refused, null stands for none.
import { fault } from "../../model/fault.js";
import { UNRECOGNIZABLE } from "./invoker.js";

export const unrecognizable = () => fault("InvalidLambdaResponseException", UNRECOGNIZABLE);

/** Reads the members of one object of an answer. Absent and null are the same, unless said otherwise. */
export interface AnswerReader {
  /** Whether the member is there, be it null. */
  has(name: string): boolean;
  flag(name: string): boolean | undefined;
  text(name: string): string | undefined;
  /** One of these texts. */
  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined;
  texts(name: string): readonly string[] | undefined;
  /** Texts by name. Numbers and truth values are taken as their texts, as lenient JSON readers do (assumed). */
  textMap(name: string): Readonly<Record<string, string>> | undefined;
  /** Values of any kind by name. */
  valueMap(name: string): Readonly<Record<string, unknown>> | undefined;
  object(name: string): AnswerReader | undefined;
}

/** @throws InvalidLambdaResponseException from every method that finds something else than it reads */
export function readAnswer(value: unknown): AnswerReader {
  const members = asObject(value);
  const read = <T>(name: string, as: (member: unknown) => T): T | undefined => {
    const member = members[name];
    return member === undefined || member === null ? undefined : as(member);
  };
  return {
    has: (name) => members[name] !== undefined,
    flag: (name) => read(name, asBoolean),
    text: (name) => read(name, asText),
    choice(name, allowed) {
      const text = read(name, asText);
      const chosen = allowed.find((candidate) => candidate === text);
      if (text !== undefined && chosen === undefined) throw unrecognizable();
      return chosen;
    },
    texts: (name) => read(name, asTexts),
    textMap: (name) => read(name, asTextMap),
    valueMap: (name) => read(name, asObject),
    object: (name) => read(name, readAnswer),
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unrecognizable();
  return value as Readonly<Record<string, unknown>>;
}

function asBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw unrecognizable();
  return value;
}

function asText(value: unknown): string {
  if (typeof value !== "string") throw unrecognizable();
  return value;
}

function asTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw unrecognizable();
  return value.map(asText);
}

function asTextMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value)).flatMap(([name, member]): [string, string][] => {
      if (member === null) return [];
      if (typeof member === "object") throw unrecognizable();
      return [[name, String(member)]];
    }),
  );
}
