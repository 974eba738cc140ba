// Killed 25 times on PostgreSQL.
import { describe } from "vitest";
import { postgresBench } from "./support/databases.js";
import { killSuite } from "./support/kill-suite.js";

describe("a server on PostgreSQL", () => killSuite(postgresBench, 12));
