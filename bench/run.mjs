// `npm run bench -- replay`: runs one benchmark of this folder by its name, with what follows it as its arguments.
import { readdirSync } from "node:fs";

const [name, ...rest] = process.argv.slice(2);
const benches = readdirSync(new URL(".", import.meta.url))
  .filter((file) => file.endsWith(".mjs") && file !== "run.mjs")
  .map((file) => file.slice(0, -".mjs".length));

if (name === undefined || !benches.includes(name)) {
  console.error(`unknown_bench: ${name ?? "none named"}; one of ${benches.join(", ")}, e.g. npm run bench -- replay`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(`./${name}.mjs`);
}
