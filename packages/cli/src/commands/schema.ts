// perennial schema: the JSON Schema of the plan language, generated from the code.
import { planJsonSchema } from "@perennial/kernel";
import type { Command } from "commander";
import type { Io } from "../support/io.js";

export function schemaCommand(program: Command, io: Io): void {
  program
    .command("schema")
    .description("Print the JSON Schema of the plan language, so that editors complete and check plans.")
    .option("--json", "print as JSON (it always is)")
    .addHelpText("after", EXAMPLES)
    .action(() => io.out(schemaText()));
}

const EXAMPLES = `
Example:
  perennial schema > docs/plan.schema.json
  then "$schema": "../../docs/plan.schema.json" at the top of a plan

Exit code: 0.
`;

/** As it is published in docs/plan.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(planJsonSchema(), undefined, 2)}\n`;
}
