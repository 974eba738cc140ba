// The service in a process of its own, with members to sell to, and one cell of load on it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { load, postOnce } from "./load.mjs";
import { megabytes, Work } from "./work.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const MEMBERS = 2000;

export class Running {
  /** `settings`: as `startServer` takes them. */
  static async start(settings) {
    const running = new Running();
    const argument = JSON.stringify({ planFile: here("../../plans/appreciation/plan.json"), ...settings });
    running.child = spawn(process.execPath, [here("service-child.mjs"), argument], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: running.child.stdout }), "line");
    const { url, keyFile } = JSON.parse(line);
    running.key = readFileSync(keyFile, "utf8").trim();
    running.events = `${url}/api/v1/programmes/bench/events`;
    running.at = new Date().toISOString();
    running.answered = 0;
    await running.join();
    running.work = await Work.open(running.child.pid, settings.databaseUrl);
    return running;
  }

  async join() {
    const joined = (member) => ({ id: `join-${member}`, at: this.at, type: "member.joined", member: `m${member}` });
    for (let from = 0; from < MEMBERS; from += 500)
      await postOnce(
        this.events,
        this.key,
        Array.from({ length: 500 }, (_, index) => joined(from + index)),
      );
    this.answered += MEMBERS;
  }

  /** One cell: orders in requests of `batch`; with `rate`, so many orders a second are due. */
  async cell({ connections, batch, seconds, rate }) {
    const stamp = `o${Math.round(performance.now())}`;
    const order = (n) =>
      `{"id":"${stamp}-${n}","at":"${this.at}","type":"order.settled","order":"${stamp}-${n}","buyer":"m${n % MEMBERS}","gross":"129.90"}`;
    const many = (n) => `[${Array.from({ length: batch }, (_, index) => order(n * batch + index)).join(",")}]`;
    const bodyOf = batch === 1 ? order : many;
    const before = await this.work.now();
    const figures = await load({ url: this.events, key: this.key, connections, seconds, events: batch, bodyOf, rate });
    this.answered += figures.events;
    return { ...figures, ...Work.between(before, await this.work.now(), figures.events) };
  }

  memory(line = "VmRSS") {
    return megabytes(this.child.pid, line);
  }

  async stop() {
    await this.work.close();
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}
