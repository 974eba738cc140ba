// Runs the command line in this process, with its streams caught.
import { Readable } from "node:stream";
import { main } from "../../src/main.js";

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs `perennial` with these arguments; `input` is what standard input holds. */
export async function run(args: readonly string[], input = ""): Promise<Ran> {
  const ran: Ran = { code: -1, out: "", err: "" };
  ran.code = await main(args, {
    out: (text) => void (ran.out += text),
    err: (text) => void (ran.err += text),
    input: Readable.from(input === "" ? [] : [Buffer.from(input)]),
    watched: false,
    locale: "en_US.UTF-8",
  });
  return ran;
}
