// @ts-check
// Loads the module of a function and finds the handler in it.
import { createRequire } from "node:module";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";

/** @typedef {import("./invocation.js").Handler} Handler */

export class HandlerNotFound extends Error {
  /** @override */
  name = "HandlerNotFound";
}

/**
 * @param {import("../protocol.js").ThreadData} data
 * @returns {Promise<Handler>}
 */
export async function loadHandler({ file, exportName }) {
  const namespace = await load(file);
  const handler = find(namespace, exportName);
  if (typeof handler === "function") return /** @type {Handler} */ (handler);
  const wanted = exportName ? `export "${exportName}"` : 'export "handler" and no default export';
  throw new HandlerNotFound(`${file} has no ${wanted} that is a function`);
}

/**
 * The files that CommonJS or jiti have loaded: also those behind computed paths and aliases of a tsconfig.json.
 * @returns {string[]}
 */
export function loadedFiles() {
  const { cache } = createRequire(import.meta.url);
  return Object.keys(cache).filter((file) => !/[\\/]node_modules[\\/]/.test(file));
}

/**
 * @param {Record<string, unknown>} namespace
 * @param {string | undefined} exportName
 */
function find(namespace, exportName) {
  const name = exportName ?? "handler";
  // The exports of a CommonJS module stand under `default`, all but those that Node recognizes by their form.
  const inner = /** @type {Record<string, unknown> | undefined} */ (namespace.default);
  if (namespace[name] !== undefined) return namespace[name];
  if (inner?.[name] !== undefined) return inner[name];
  return exportName === undefined ? (typeof inner === "function" ? inner : inner?.default) : undefined;
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, unknown>>}
 */
async function load(file) {
  if (/^\.[cm]?tsx?$|^\.jsx$/.test(extname(file))) return loadTypeScript(file);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (!needsTranslation(error)) throw error;
    return loadTypeScript(file);
  }
}

/**
 * ES module syntax in a `.js` file that no package.json declares a module, which Lambda's newer runtimes accept, or an
 * import of TypeScript.
 * @param {unknown} error
 */
function needsTranslation(error) {
  const { name, message, code } = /** @type {{ name?: string, message?: string, code?: string }} */ (error);
  if (code === "ERR_UNKNOWN_FILE_EXTENSION") return true;
  return (
    name === "SyntaxError" && /import statement|Unexpected token 'export'|import\.meta/.test(message ?? "")
  );
}

/**
 * Node 20 cannot read TypeScript, and later versions read only what needs no translation; jiti reads all of it, has no
 * dependencies, and is imported only for functions that need it.
 * @param {string} file
 */
async function loadTypeScript(file) {
  const { createJiti } = await import("jiti");
  return /** @type {Promise<Record<string, unknown>>} */ (
    createJiti(pathToFileURL(file).href, { interopDefault: false, tsconfigPaths: true }).import(file)
  );
}
