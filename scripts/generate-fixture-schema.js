// Writes fixtures/fixture.schema.json from the description of fixtures in dist/; run after `npm run build`.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fixtureJsonSchema } from "../dist/seed/json-schema.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = `${root}fixtures/fixture.schema.json`;

writeFileSync(file, JSON.stringify(fixtureJsonSchema(), null, 2));
execFileSync(`${root}node_modules/.bin/biome`, ["format", "--write", file], { cwd: root, stdio: "inherit" });
