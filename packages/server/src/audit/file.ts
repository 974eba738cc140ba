// A journal as a file of JSON lines: a head with the plan, one line an entry, the state at the end, and the end itself. A snapshot is the
// same without entries. Written and read as a stream, however long it is.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Changes, Part, RowImage } from "@perennial/kernel";
import { Programme } from "@perennial/kernel";
import type { Mode } from "../store/store.js";
import type { JournalSource, SourceRow } from "./source.js";
import { planOf } from "./source.js";

export const FORMAT = "perennial/1";
const ROWS_A_LINE = 500;
const ROWS_A_PAGE = 1_000;

/** A state to begin an audit at: what was kept after the entry numbered `seq`, whose hash is `head`. */
export interface Snapshot {
  readonly programme: string;
  readonly seq: number;
  readonly head: string;
  readonly state: readonly Part[];
}

interface HeadLine {
  readonly journal?: string;
  readonly snapshot?: string;
  readonly programme: string;
  readonly mode?: Mode;
  readonly plan?: unknown;
  readonly seq?: number;
  readonly head?: string;
}

/** The lines of a journal file. `onEntry`: told how many entries have been written. */
export async function* journalLines(source: JournalSource, onEntry: (done: number) => void): AsyncGenerator<string> {
  const { programme, mode, plan, end } = source;
  yield line({ journal: FORMAT, programme, mode, plan: plan.document });
  let done = 0;
  for await (const rows of source.rows(0)) {
    for (const row of rows) yield line(plainRow(row));
    onEntry((done += rows.length));
  }
  yield* stateLines(source.state);
  yield line({ end });
}

/** The lines of a snapshot. */
export function* snapshotLines({ programme, seq, head, state }: Snapshot): Generator<string> {
  yield line({ snapshot: FORMAT, programme, seq, head });
  yield* stateLines(state);
  yield line({ end: { seq, head } });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

const plainRow = ({ entry, event, day, before, hash }: SourceRow): unknown => ({
  entry,
  ...(event && { event: { body: event.body } }),
  day,
  before,
  hash,
});

function* stateLines(parts: readonly Part[]): Generator<string> {
  if (parts.length === 0) return;
  for (const table of Programme.restore(parts).store.all())
    for (let from = 0; from < table.length; from += ROWS_A_LINE) {
      const count = Math.min(ROWS_A_LINE, table.length - from);
      yield line({ table: table.name, rows: Array.from({ length: count }, (_, index) => table.image(from + index)) });
    }
}

/** A journal file as a source. Throws `unreadable_file` with the line. */
export async function fileSource(path: string): Promise<JournalSource> {
  const { head, state, end } = await ends(path);
  if (head.journal !== FORMAT) throw unreadable(path, 1, `it is no journal of ${FORMAT}`);
  return {
    programme: head.programme,
    mode: head.mode ?? "sandbox",
    plan: planOf(head.plan),
    end,
    state,
    rows: (after) => rowsOf(path, after),
  };
}

/** A snapshot from its file. Throws `unreadable_file` with the line. */
export async function readSnapshot(path: string): Promise<Snapshot> {
  const { head, state, end } = await ends(path);
  if (head.snapshot !== FORMAT) throw unreadable(path, 1, `it is no snapshot of ${FORMAT}`);
  return { programme: head.programme, seq: end.seq, head: end.head, state };
}

/** What stands before and after the entries. */
async function ends(path: string) {
  let head: HeadLine | undefined;
  let end: { seq: number; head: string } | undefined;
  const state: Changes[] = [];
  for await (const { number, text } of lines(path)) {
    if (text.startsWith('{"entry"')) continue;
    const json = parse(path, number, text);
    if (number === 1) head = json as Partial<HeadLine> as HeadLine;
    else if ("table" in json) state.push({ [String(json["table"])]: json["rows"] as RowImage[] });
    else if ("end" in json) end = json["end"] as { seq: number; head: string };
    else throw unreadable(path, number, "it is neither an entry nor a part of the state");
  }
  if (!head || !end) throw unreadable(path, 1, "its end is missing: the file was cut off");
  return { head, state, end };
}

async function* rowsOf(path: string, after: number): AsyncGenerator<readonly SourceRow[]> {
  let page: SourceRow[] = [];
  for await (const { number, text } of lines(path)) {
    if (!text.startsWith('{"entry"')) continue;
    const row = parse(path, number, text) as unknown as SourceRow;
    if (row.entry.seq > after || after === 0) page.push(row);
    if (page.length < ROWS_A_PAGE && row.entry.type !== "day.closing") continue;
    yield page;
    page = [];
  }
  yield page;
}

async function* lines(path: string): AsyncGenerator<{ number: number; text: string }> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text !== "") yield { number, text };
  }
}

function parse(path: string, number: number, text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json as Record<string, unknown>;
  } catch {
    // falls through to the one message for a line that is none of ours
  }
  throw unreadable(path, number, "it is no JSON object");
}

const unreadable = (path: string, number: number, wrong: string): Error =>
  new Error(`unreadable_file: ${path}:${number}: ${wrong}; right would be a file that perennial export or audit wrote`);
