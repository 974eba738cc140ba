// The service in a process of its own, for load from outside: prints its address and key file, ends with its parent.
import { readFileSync } from "node:fs";
import { readPlan } from "@perennial/kernel";
import { startServer } from "@perennial/server";

const { planFile, ...settings } = JSON.parse(process.argv[2] ?? "{}");
process.stdin.on("end", () => process.exit(1)).resume();
const read = readPlan(JSON.parse(readFileSync(planFile, "utf8")));
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const running = await startServer({ logLevel: "silent", port: 0, ...settings });
await running.programmes.create("bench", read.plan, "sandbox");
process.stdout.write(`${JSON.stringify({ url: running.url, keyFile: running.operatorKeyFile })}\n`);
process.once("SIGTERM", () => void running.stop().then(() => process.exit(0)));
