// Writes src/model/*.gen.ts: compiles the generator alone (it needs none of the files that it makes) and runs it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const work = `${root}node_modules/.cache/cognito-emulator/generate`;

const sdkPackages = {
  "cognito-idp": "@aws-sdk/client-cognito-identity-provider",
  "cognito-identity": "@aws-sdk/client-cognito-identity",
};

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
writeFileSync(`${work}/package.json`, JSON.stringify({ type: "module" }));
writeFileSync(
  `${work}/tsconfig.json`,
  JSON.stringify({
    extends: `${root}tsconfig.json`,
    compilerOptions: {
      ...{ rootDir: `${root}src`, outDir: `${work}/out` },
      ...{ declaration: false, sourceMap: false, inlineSources: false },
    },
    include: [],
    files: [`${root}src/model/generate.ts`],
  }),
);

try {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, "-p", `${work}/tsconfig.json`], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
} catch (error) {
  console.error(String(error.stdout ?? error));
  process.exit(1);
}

const { generateModel } = await import(pathToFileURL(`${work}/out/model/generate.js`).href);
for (const [service, sdkPackage] of Object.entries(sdkPackages)) {
  const constraints = JSON.parse(readFileSync(`${root}src/model/constraints/${service}.json`, "utf8"));
  const { types, table } = generateModel(service, require(sdkPackage), constraints);
  writeFileSync(`${root}src/model/${service}.gen.ts`, types);
  writeFileSync(`${root}src/model/${service}.table.gen.ts`, table);
  console.log(`${service}: ${types.length} characters of types, ${table.length} of table`);
}
