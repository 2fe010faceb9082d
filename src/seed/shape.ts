// A small language for describing what a fixture may say. The reader and the published JSON Schema are both made from
// such descriptions, so that they cannot disagree.
import type { Place } from "./problem.js";

/** Marks a description with the type of the value that it reads. */
declare const valueType: unique symbol;

interface Describes<T> {
  readonly [valueType]?: T;
}

export interface TextShape {
  readonly kind: "text";
  /** Completes "expected ...". */
  readonly expected: string;
  /** Must match the whole text. */
  readonly pattern?: { readonly source: string; matches(text: string): boolean } | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Never repeated in a message. */
  readonly secret?: boolean;
  /** Whether a number or true/false is taken as the text that was written. */
  readonly lenient?: boolean;
}

export interface WholeNumberShape {
  readonly kind: "whole number";
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface FlagShape {
  readonly kind: "flag";
}

export interface ChoiceShape {
  readonly kind: "choice";
  readonly values: readonly string[];
}

export interface ListShape {
  readonly kind: "list";
  readonly of: Shape;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface MapShape {
  readonly kind: "map";
  readonly key: TextShape;
  readonly of: Shape;
  readonly max?: number | undefined;
}

export interface ObjectShape {
  readonly kind: "object";
  /** Given to shapes that appear in many places, which the JSON Schema then states once. */
  readonly name?: string | undefined;
  readonly members: Readonly<Record<string, Member>>;
  /** Members as the service's own API names them; their values are collected under `settings`. */
  readonly wire?: Readonly<Record<string, Member>> | undefined;
}

/** One of several forms, told apart by their kind (text, list, object ...). */
export interface EitherShape {
  readonly kind: "either";
  readonly of: readonly Shape[];
}

export type Shape<T = unknown> = (
  | TextShape
  | WholeNumberShape
  | FlagShape
  | ChoiceShape
  | ListShape
  | MapShape
  | ObjectShape
  | EitherShape
) &
  Describes<T>;

export interface Member<T = unknown, R extends boolean = boolean> {
  readonly shape: Shape<T>;
  readonly required: R;
  readonly about?: string | undefined;
}

/** The type of what a description reads. */
export type Value<S> = S extends Describes<infer T> ? T : never;

/** Settings in the words of the service's API. */
export type Settings = Readonly<Record<string, unknown>>;

/** Where an object of a fixture, or a part of it, was written. */
export interface Origin {
  readonly path: string;
  readonly place: Place;
  /** The place and path of a part: `of("users", 2)`. */
  of(...steps: readonly (string | number)[]): { readonly path: string; readonly place: Place };
}

/** Every object that was read from a fixture tells its origin. */
export const origin: unique symbol = Symbol("origin");

export interface FromFixture {
  readonly [origin]: Origin;
}

type Members = Readonly<Record<string, Member>>;
type ObjectValue<M extends Members> = Readonly<
  {
    [N in keyof M as M[N] extends Member<unknown, true> ? N : never]: M[N] extends Member<infer T>
      ? T
      : never;
  } & {
    [N in keyof M as M[N] extends Member<unknown, true> ? never : N]?: M[N] extends Member<infer T>
      ? T
      : never;
  }
> &
  FromFixture;

export function text(
  expected: string,
  pattern?: RegExp,
  options: { min?: number; max?: number; secret?: boolean; lenient?: boolean } = {},
): TextShape & Describes<string> {
  return { kind: "text", expected, pattern: pattern && wholly(pattern), ...options };
}

export function wholeNumber(min?: number, max?: number): Shape<number> {
  return { kind: "whole number", min, max };
}

export const flag: Shape<boolean> = { kind: "flag" };

export function choice<const T extends string>(values: readonly T[]): Shape<T> {
  return { kind: "choice", values };
}

export function list<T>(of: Shape<T>, bounds: { min?: number; max?: number } = {}): Shape<readonly T[]> {
  return { kind: "list", of, ...bounds };
}

export function map<T>(key: TextShape, of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return { kind: "map", key, of };
}

export function object<M extends Members>(name: string, members: M): Shape<ObjectValue<M>> {
  return { kind: "object", name, members };
}

/** An object with members of its own, in lower case, beside members of the service's API. */
export function wireObject<M extends Members>(
  name: string,
  members: M,
  wire: Members,
): Shape<ObjectValue<M> & { readonly settings: Settings }> {
  return { kind: "object", name, members, wire };
}

export function either<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return { kind: "either", of: [a, b] };
}

export function required<T>(shape: Shape<T>, about: string): Member<T, true> {
  return { shape, required: true, about };
}

export function optional<T>(shape: Shape<T>, about: string): Member<T, false> {
  return { shape, required: false, about };
}

function wholly(pattern: RegExp): NonNullable<TextShape["pattern"]> {
  const whole = new RegExp(`^(?:${pattern.source})$`, "u");
  return { source: pattern.source, matches: (said) => whole.test(said) };
}
