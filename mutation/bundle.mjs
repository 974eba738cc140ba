// Makes one script of the kernel and its tests, so that both can be loaded again within milliseconds.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const FOLDER = ".mutation";

/** Tests that are not run: random streams by the thousand find much, but each mutant that lives would cost seconds more. */
const LEFT_OUT = /\/seeds\/|\/swarm\.test/;

/** The kernel and its tests under `root` as the text of a CommonJS script. Written down beside it, since workers come and go. */
export async function bundleOf(root) {
  const place = join(root, FOLDER, "tests.cjs");
  try {
    return readFileSync(place, "utf8");
  } catch {
    const code = await build(root);
    mkdirSync(join(root, FOLDER), { recursive: true });
    writeFileSync(place, code);
    return code;
  }
}

async function build(root) {
  const files = globSync("packages/kernel/test/**/*.test.ts", { cwd: root })
    .filter((path) => !LEFT_OUT.test(path))
    .concat(process.env.MUTATION_SEEDS === "some" ? "mutation/seeds.test.ts" : [])
    .toSorted();
  const build = await rolldown({
    input: "tests",
    cwd: root,
    platform: "node",
    external: [/^[^./\0]/],
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    plugins: [entryOf(root, files)],
    treeshake: false,
  });
  const { output } = await build.generate({ format: "cjs", codeSplitting: false });
  return output[0].code;
}

/** A module that imports all test files, each of which first says its name to the harness and keeps its own address. */
function entryOf(root, files) {
  const paths = new Map(files.map((path) => [join(root, path), path]));
  return {
    name: "tests",
    resolveId: { filter: { id: /^tests$/ }, handler: () => "\0tests" },
    load: {
      filter: { id: /^\0tests$/ },
      handler: () => [...paths.keys()].map((path) => `import ${JSON.stringify(path)};`).join("\n"),
    },
    transform: {
      filter: { id: /\.test\.ts$/ },
      handler: (code, id) => {
        const here = code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href));
        return `import { inFile } from "harness"; inFile(${JSON.stringify(paths.get(id))}); ${here}`;
      },
    },
  };
}
