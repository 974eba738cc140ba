// What the kernel's tests import as "vitest" here: tests are collected once as functions and can then be called one by one.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Vitest's `expect`, and with it the one matcher that works only in Vitest's own worker: a text beside the test. */
function expectIn(expect, folderOf) {
  return (value, ...rest) =>
    Object.defineProperty(expect(value, ...rest), "toMatchFileSnapshot", {
      value: (path) => expect(value).toBe(readFileSync(join(folderOf(), path), "utf8")),
    });
}

/** A place for tests to register. `expect` and `vi` are Vitest's own. */
export function harnessOf({ expect, vi }) {
  const tests = new Map();
  let running = "";
  let file = "";
  let names = [];
  let hooks = [];

  const test = (name, run) => {
    const full = [...names, name].join(" ");
    const id = `${file}#${full}`;
    const twins = [...tests.keys()].filter((each) => each === id || each.startsWith(`${id} (`)).length;
    const here = file;
    const begun = () => {
      running = here;
      return run();
    };
    tests.set(twins ? `${id} (${twins + 1})` : id, { file, name: full, run: begun, after: hooks });
  };
  const describe = (name, body) => {
    const outside = { names, hooks };
    names = [...names, name];
    hooks = [...hooks];
    body();
    ({ names, hooks } = outside);
  };

  /** For a table of rows; a row's number stands for its name. */
  const each = (what) => (rows) => (name, run) =>
    rows.forEach((row, index) => what(`${name} ${index + 1}`, () => (Array.isArray(row) ? run(...row) : run(row))));

  return {
    tests,
    /** Tests registered from now on belong to this file. */
    inFile(path) {
      file = path;
      names = [];
      hooks = [];
    },
    module: {
      expect: Object.assign(
        expectIn(expect, () => dirname(running)),
        expect,
      ),
      vi,
      test: Object.assign(test, { each: each(test) }),
      describe: Object.assign(describe, { each: each(describe) }),
      afterEach: (hook) => hooks.push(hook),
    },
  };
}
