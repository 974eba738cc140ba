// A plain request and its answer as they stand on the wire (RFC 9112). What is read here is only the strictest form of a request; all else
// is left to Node's own parser, so that two readers never differ about where a request ends.
import { STATUS_CODES } from "node:http";
import type { Answer, Head } from "./plain.js";
import { TELLING } from "./plain.js";

const END_OF_HEAD = "\r\n\r\n";
const REQUEST_LINE = /^([A-Z]+) ([!-~]+) HTTP\/1\.1$/;
const HEADER = /^([\w-]+): ([!-~](?:[ -~]*[!-~])?)$/;
const DIGITS = /^\d{1,9}$/;
/** Headers that change how a message is read, or what becomes of its connection. */
const NOT_PLAIN = /^(?:transfer-encoding|content-encoding|expect|upgrade|trailer|te|proxy-.*|http2-settings)$/;

export interface Wired extends Head {
  /** bytes of the body */
  readonly length: number;
}

const isTelling = (name: string): name is (typeof TELLING)[number] => TELLING.some((each) => each === name);

/** The head of a request without the empty line after it; undefined when it is not of the strictest form. */
export function readHead(text: string): Wired | undefined {
  const [first = "", ...lines] = text.split("\r\n");
  const [, method, url] = REQUEST_LINE.exec(first) ?? [];
  if (url === undefined) return undefined;
  const headers: Partial<Record<(typeof TELLING)[number], string>> = {};
  for (const line of lines) {
    const [, given = "", value = ""] = HEADER.exec(line) ?? [];
    const name = given.toLowerCase();
    if (name === "" || NOT_PLAIN.test(name)) return undefined;
    if (name === "connection" && value.toLowerCase() !== "keep-alive") return undefined;
    if (!isTelling(name)) continue;
    if (headers[name] !== undefined) return undefined;
    headers[name] = value;
  }
  const length = headers["content-length"] ?? "";
  return DIGITS.test(length) ? { method, url, headers, length: Number(length) } : undefined;
}

/** Where the head ends and the body begins; −1: not in these bytes. */
export const endOfHead = (bytes: Buffer): number => bytes.indexOf(END_OF_HEAD);
export const bodyAfter = (end: number): number => end + END_OF_HEAD.length;

/** Writes answers with these headers; the date is taken anew each second. */
export class Pen {
  private readonly head: string;
  private second = 0;
  private date = "";

  /** `now`: milliseconds since the epoch. */
  constructor(
    headers: Readonly<Record<string, string>>,
    idleSeconds: number,
    private readonly now: () => number,
  ) {
    const lines = Object.entries({ ...headers, connection: "keep-alive", "keep-alive": `timeout=${idleSeconds}` });
    this.head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  }

  write({ status, type, retryAfterSeconds, text }: Answer): string {
    const retry = retryAfterSeconds === undefined ? "" : `retry-after: ${retryAfterSeconds}\r\n`;
    const own = `content-type: ${type}\r\n${retry}content-length: ${Buffer.byteLength(text)}\r\n`;
    return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${own}${this.head}date: ${this.today()}${END_OF_HEAD}${text}`;
  }

  private today(): string {
    const now = this.now();
    if (now - this.second >= 1_000) {
      this.second = now - (now % 1_000);
      this.date = new Date(now).toUTCString();
    }
    return this.date;
  }
}
