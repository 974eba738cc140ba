// The server process that tests kill: runs the compiled server with the settings in its argument, and ends with its parent.
import { readPlan } from "@perennial/kernel";
import { startServer } from "@perennial/server";

const { plan, demo, ...settings } = JSON.parse(process.argv[2] ?? "{}");
process.stdin.on("end", () => process.exit(1)).resume();

const read = readPlan(plan);
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const onProgress = ({ done }) => process.stdout.write(`progress ${done}\n`);
const running = await startServer({ ...settings, ...(demo && { demoPlan: read.plan, onProgress }) });
if (!demo) await running.programmes.create("shop", read.plan, "sandbox");
process.stdout.write("serving\n");
process.once("SIGTERM", () => void running.stop().then(() => process.exit(0)));
