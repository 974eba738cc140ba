#!/usr/bin/env node
// The door of the command line: everything else is compiled from src/.
import { main } from "../dist/main.js";

process.exitCode = await main(process.argv.slice(2));
