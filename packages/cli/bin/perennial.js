#!/usr/bin/env node
// The door of the command line: everything else is compiled from src/.
import "../dist/main.js";
