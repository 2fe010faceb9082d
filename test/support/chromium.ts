// The Chromium that npm installed, ready to start: nothing is downloaded and no system package is needed.
//
// @sparticuz/chromium ships the binary, the shared libraries and fonts that it needs beside glibc, compressed, for
// Linux on x86-64. Its own code unpacks the libraries inside Lambda only, so they are unpacked here, once per
// installation. Elsewhere (macOS, Windows, ARM) the tests use the Chrome that is installed, or CHROMIUM_PATH.
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import type { LaunchOptions } from "playwright-core";
import { extract } from "tar-fs";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const PACKAGE = `${MODULES}/@sparticuz/chromium`;

/** Where to start the browser, and with which environment. */
export async function chromiumLocation(): Promise<LaunchOptions> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH };
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome" };
  const folder = await unpacked();
  return {
    executablePath: `${folder}/chromium`,
    env: { ...process.env, LD_LIBRARY_PATH: `${folder}/al2023/lib`, FONTCONFIG_PATH: `${folder}/fonts` },
  };
}

/** The folder with the unpacked browser: made by the first test file that needs it, kept for all later runs. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(`${PACKAGE}/package.json`, "utf8")) as { version: string };
  const folder = `${MODULES}/.cache/chromium-${version}-with-fonts`;
  if (existsSync(folder)) return folder;
  mkdirSync(`${MODULES}/.cache`, { recursive: true });
  const mine = mkdtempSync(`${folder}-`);
  await Promise.all([
    pipeline(packed("chromium"), createWriteStream(`${mine}/chromium`, { mode: 0o755 })),
    ...["al2023", "fonts"].map((name) => pipeline(packed(`${name}.tar`), extract(`${mine}/${name}`))),
  ]);
  // The one that is shipped looks where Lambda has fonts; a browser without any crashes at its first input field.
  await writeFile(`${mine}/fonts/fonts.conf`, fontConfiguration(folder));
  // Whoever is first gives the folder its name, complete; another test file may have been at it meanwhile.
  await rename(mine, folder).catch(() => rm(mine, { recursive: true }));
  return folder;
}

const fontConfiguration = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts/fonts</dir>` +
  `<dir>/usr/share/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>`;

const packed = (name: string) => createReadStream(`${PACKAGE}/bin/${name}.br`).pipe(createBrotliDecompress());
