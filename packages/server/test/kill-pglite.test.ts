// Killed 25 times on PGlite.
import { describe } from "vitest";
import { pgliteBench } from "./support/databases.js";
import { killSuite } from "./support/kill-suite.js";

describe("a server on PGlite", () => killSuite(() => Promise.resolve(pgliteBench()), 11));
