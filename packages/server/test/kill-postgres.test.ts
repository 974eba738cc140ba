// Killed six times on PostgreSQL; 25 times with KILL_ROUNDS=25 npx vitest run --project server packages/server/test/kill-postgres.test.ts
import { describe } from "vitest";
import { postgresBench } from "./support/databases.js";
import { killSuite } from "./support/kill-suite.js";

describe("a server on PostgreSQL", () => killSuite(postgresBench, 12));
