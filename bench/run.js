// `npm run bench`: measures the emulator beside cognito-local and beside the machine's own limits, prints tables and
// writes bench/results.json.

import { writeFileSync } from "node:fs";
import { judge } from "./aims.js";
import { installCognitoLocal } from "./cognito-local.js";
import { measureFlows } from "./flows.js";
import { machine, measureAgain, measureMachine } from "./machine.js";
import { readOptions } from "./options.js";
import { report } from "./report.js";
import { measureScale } from "./scale.js";
import { cognitoLocal, emulator } from "./servers.js";
import { measureColdStart, measureIdleMemory, measureLibrary } from "./start.js";
import { measureTriggers } from "./triggers.js";

/**
 * @typedef {object} ProductResults
 * @property {{ medianMs: number, fastestMs: number, slowestMs: number }} [coldStart]
 * @property {{ residentMiB: number }} [memory]
 * @property {{ importMs: number, firstMs: number, repeatedMs: number }} [library]
 * @property {import("./triggers.js").TriggerCost} [triggers]
 * @property {Record<string, import("./flows.js").Outcome>} flows
 * @property {import("./scale.js").Scale} scale
 * @property {string[]} notes  parts that could not be measured at all
 */

/**
 * @typedef {object} Results
 * @property {typeof machine} machine
 * @property {import("./machine.js").Limits} limits
 * @property {ProductResults} ours
 * @property {ProductResults} [theirs]
 * @property {string} [theirName]
 * @property {number[]} users
 * @property {import("./aims.js").Aim[]} aims
 */

const options = readOptions();
const startedAt = performance.now();

say("the machine's limits");
const limitsBefore = await measureMachine(options);
const ours = await measureProduct(emulator(options.profile), true);
const { theirs, theirName } = await measureRival();

say("the machine's limits again");
const limits = await measureAgain(limitsBefore, options);

/** @type {Results} */
const results = { machine, limits, ours, theirs, theirName, users: options.users, aims: [] };
results.aims = judge(results);
report(results);

const file = new URL("results.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), options, ...results }, null, 2)}\n`);

/**
 * @param {import("./servers.js").Product} product
 * @param {boolean} own  whether it is this package, which is also a library and is waited for
 * @returns {Promise<ProductResults>}
 */
async function measureProduct(product, own) {
  /** @type {string[]} */
  const notes = [];
  /**
   * @template Value
   * @param {string} name
   * @param {() => Promise<Value>} measurement
   */
  const attempt = async (name, measurement) => {
    say(`${product.name}: ${name}`);
    try {
      return await measurement();
    } catch (error) {
      notes.push(`${product.name}: ${name} failed: ${lastLine(error.message)}`);
      return undefined;
    }
  };
  const wanted = async (/** @type {string} */ name, /** @type {() => Promise<any>} */ measurement) =>
    options.wants(name) ? attempt(name, measurement) : undefined;

  return {
    coldStart: await wanted("cold-start", () => measureColdStart(product, options)),
    memory: await wanted("idle-memory", () => measureIdleMemory(product)),
    library: own ? await wanted("startEmulator", () => measureLibrary(options)) : undefined,
    triggers: own ? await wanted("triggers", () => measureTriggers(options)) : undefined,
    flows: (await attempt("calls", () => measureFlows(product, options, say))) ?? {},
    scale: (await attempt("pool sizes", () => measureScale(product, options, say, own))) ?? {
      load: [],
      lookups: {},
    },
    notes,
  };
}

async function measureRival() {
  if (!options.compare) return {};
  try {
    say("installing cognito-local for comparison");
    const rival = cognitoLocal(await installCognitoLocal());
    return { theirs: await measureProduct(rival, false), theirName: rival.name };
  } catch (error) {
    say(`no comparison: ${error.message.split("\n")[0]}`);
    return {};
  }
}

/**
 * The end of an error's text, where a process that ended says why.
 * @param {string} text
 */
function lastLine(text) {
  return /^.*Error\b.*$/m.exec(text)?.[0] ?? text.split("\n")[0];
}

/** @param {string} text  progress, apart from the tables */
function say(text) {
  process.stderr.write(`[${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${text}\n`);
}
