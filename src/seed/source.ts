// Reads the text of a fixture, YAML or JSON, into a tree that knows where each of its parts was written.
import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Place, Problem } from "./problem.js";

/** A fixture file that has been read, or a text sent in place of one. */
export interface FixtureFile {
  /** As it shall appear in messages. */
  readonly name: string;
  readonly text: string;
  /** Absolute; absent for a text that is no file of this machine. */
  readonly path?: string | undefined;
}

export type SourceNode = SourceMap | SourceList | SourceScalar;

export interface SourceMap {
  readonly kind: "map";
  readonly place: Place;
  readonly entries: ReadonlyMap<string, { readonly keyPlace: Place; readonly node: SourceNode }>;
}

export interface SourceList {
  readonly kind: "list";
  readonly place: Place;
  readonly items: readonly SourceNode[];
}

export interface SourceScalar {
  readonly kind: "scalar";
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** As written: `+12065550100`, which YAML takes for a number, keeps its plus sign here. */
  readonly text: string;
}

/** More than any fixture needs; they stop aliases of aliases of aliases, and aliases of themselves. */
const NODE_LIMIT = 1_000_000;
const DEPTH_LIMIT = 100;

/** Parses a file. Answers nothing when there are problems, which it adds to `problems`. */
export async function parseSource(file: FixtureFile, problems: Problem[]): Promise<SourceNode | undefined> {
  // YAML contains JSON. The parser costs 25 ms and 9 MiB, which an emulator without fixtures need not pay.
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(file.text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
  }) as Document.Parsed;

  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: file.name, line, column: col };
  };
  const faulty = [...document.errors, ...document.warnings];
  for (const { pos, message } of faulty) problems.push({ ...placeAt(pos[0]), path: "", message });
  if (faulty.length > 0) return undefined;

  const targets = aliasTargets(yaml, document);
  let nodes = 0;
  let depth = 0;
  const placeOf = (node: Node): Place => placeAt(node.range?.[0] ?? 0);

  const convert = (node: Node | null, fallback: Place): SourceNode => {
    if (++nodes > NODE_LIMIT) throw new Unreadable("the file expands to more than a million parts");
    if (node === null) return { kind: "scalar", place: fallback, value: null, text: "" };
    if (yaml.isAlias(node)) return follow(node as Alias, fallback);
    const place = placeOf(node);
    if (yaml.isMap(node)) return { kind: "map", place, entries: entriesOf(node) };
    if (yaml.isSeq(node))
      return {
        kind: "list",
        place,
        items: (node as YAMLSeq<Node>).items.map((item) => convert(item, place)),
      };
    const { value, source } = node as Scalar;
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    const text = typeof value === "string" ? value : (source ?? "");
    return { kind: "scalar", place, value: plain ? value : null, text };
  };

  const follow = (alias: Alias, fallback: Place): SourceNode => {
    const target = targets.get(alias);
    if (target === undefined) throw unreadable(`nothing before is anchored as &${alias.source}`, alias);
    if (++depth > DEPTH_LIMIT) throw unreadable(`&${alias.source} contains itself`, alias);
    const node = convert(target, fallback);
    depth--;
    return node;
  };

  const entriesOf = (map: YAMLMap): SourceMap["entries"] => {
    const merged: Entries = new Map();
    const own: Entries = new Map();
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      if (!yaml.isScalar(key)) throw unreadable("a name must be plain text", key);
      const keyPlace = placeOf(key);
      const node = convert(value, keyPlace);
      if (key.source === "<<") inherit(node, merged);
      else own.set(key.source ?? String(key.value), { keyPlace, node });
    }
    return new Map([...merged, ...own]);
  };

  try {
    return convert(document.contents, placeAt(0));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.push({ ...placeAt(error.offset), path: "", message: error.message });
    return undefined;
  }
}

type Entries = Map<string, { readonly keyPlace: Place; readonly node: SourceNode }>;

/** `<<: *base` or `<<: [*first, *second]`; the first that has a member wins. */
function inherit(node: SourceNode, into: Entries): void {
  for (const part of node.kind === "list" ? node.items : [node])
    if (part.kind === "map")
      for (const [name, entry] of part.entries) if (!into.has(name)) into.set(name, entry);
}

/** Well-formed YAML that cannot become a tree. */
class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset = 0) {
    super(message);
    this.offset = offset;
  }
}

function unreadable(message: string, node: Node): Unreadable {
  return new Unreadable(message, node.range?.[0]);
}

/** What each alias stands for, found in one walk: asking each alias would walk the document every time. */
function aliasTargets(yaml: typeof import("yaml"), document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  yaml.visit(document, {
    Node(_, node) {
      if (yaml.isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if ("anchor" in node && node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
