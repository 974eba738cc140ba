// Where a command reads and writes: the process's own streams, or those of a test.
import type { Readable } from "node:stream";

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** standard input, for files named `-` */
  readonly input: Readable;
  /** whether somebody is looking at standard error: progress is shown to people only */
  readonly watched: boolean;
  /** standard output as somebody's screen; left out when it goes to a file or a pipe: then nothing is coloured or broken into lines */
  readonly screen?: { readonly columns: number };
  /** the environment's language, e.g. `zh_CN.UTF-8` */
  readonly locale: string;
}

/** The streams of this process. */
export function processIo(): Io {
  const { env } = process;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: process.stdin,
    watched: process.stderr.isTTY,
    ...(process.stdout.isTTY && { screen: { columns: process.stdout.columns } }),
    locale: env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "",
  };
}
