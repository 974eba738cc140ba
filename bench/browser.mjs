// A simulation of 10^5 members in a worker of Chromium, to its end, beside the same one in Node: members·days a second, and the same fingerprint. Run: npm run bench -- browser [--members 100000] [--days 60] [--plans evergreen,stack]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, runnerImport } from "vite";
import { ran } from "./support/browser-run.mjs";
import { machine } from "./support/machine.mjs";

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
};
const members = Number(option("--members", "100000"));
const days = Number(option("--days", "60"));
const plans = option("--plans", "evergreen,stack").split(",");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The worker with kernel and lab as one script. */
async function script() {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry: here("support/browser-worker.mjs"), formats: ["iife"], name: "bench" } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  return bundle.output[0].code;
}

/** Runs it in a worker of a page, as the studio does. */
async function inBrowser(page, code, asked) {
  return page.evaluate(
    async ([source, data]) => {
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data: figures }) => resolve(figures);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(data);
      });
    },
    [code, asked],
  );
}

function line(where, { memberDays, seconds, longest, pauses }) {
  const rate = Math.round(memberDays / seconds).toLocaleString("en");
  console.log(
    `${where.padEnd(10)} ${rate.padStart(12)} members·days/s ${seconds.toFixed(1).padStart(7)} s   ${pauses.toLocaleString("en")} looks at the cancel flag, ${longest.toFixed(0)} ms at most between two`,
  );
}

console.log(machine());
const code = await script();
const { module: support } = await runnerImport(here("../e2e/support/browser.ts"));
const browser = await support.launchBrowser();
try {
  const page = await browser.newPage();
  for (const plan of plans) {
    const document = JSON.parse(readFileSync(here(`../plans/${plan}/plan.json`), "utf8"));
    const there = await inBrowser(page, code, { document, members, days });
    const own = ran({ document, members, days });
    const counts = [own.members, own.events, own.memberDays].map((count) => count.toLocaleString("en"));
    console.log(`\n${plan}, steady: ${counts[0]} members, ${counts[1]} events, ${counts[2]} members·days`);
    line("Chromium", there);
    line("Node", own);
    if (there.fingerprint !== own.fingerprint) throw new Error(`${there.fingerprint} there, ${own.fingerprint} here`);
    console.log(`one fingerprint: ${own.fingerprint}`);
  }
} finally {
  await browser.close();
}
