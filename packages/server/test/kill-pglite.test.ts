// Killed six times on PGlite; 25 times with KILL_ROUNDS=25 npx vitest run --project server packages/server/test/kill-pglite.test.ts
import { describe } from "vitest";
import { pgliteBench } from "./support/databases.js";
import { killSuite } from "./support/kill-suite.js";

describe("a server on PGlite", () => killSuite(() => Promise.resolve(pgliteBench()), 11));
