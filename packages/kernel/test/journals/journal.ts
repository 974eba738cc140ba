// A story as its readers see it: every event of a script with the entries it made, every posting explained in both languages, refusals in full,
// and at the end what stands in the wallets, lots and pools, what is owed, and how the plan is bounded.
import { createHash } from "node:crypto";
import { expect } from "vitest";
import {
  canonical,
  claimsText,
  formatDay,
  GENESIS,
  lotsText,
  mechanismKinds,
  pricesText,
  promisedText,
  ranksText,
  readRecord,
  readText,
  recordEntry,
  renderEntry,
  chainHash,
  Scribe,
} from "../../src/index.js";
import type { Entry, EntryText, Form, Fraction, Line, WhyText } from "../../src/index.js";
import { broken } from "../mechanisms/sound.js";
import { planOf, positions, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";

export interface Story {
  name: string;
  parts: Json;
  script: string;
  documents?: Record<string, Json>;
}

export interface Telling {
  text: string;
  /** rules that were explained: kind of mechanism ("" for the house) and rule */
  told: Set<string>;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const json = (value: unknown): string => JSON.stringify(value);

/** Tells a story. */
export function tell({ parts, script, documents = {} }: Story): Telling {
  const stage = new Stage(planOf(parts), documents);
  const { programme } = stage;
  const lines: string[] = [];
  const told = new Set<string>();
  let hash = GENESIS;

  const scribe = new Scribe(programme);
  const forms: Form[] = [];
  /** The entry after a trip through the journal: what its readers see stands in lines and forms there. */
  const readBack = (entry: Entry): EntryText => {
    const { canonical: written, postings, notes } = scribe.write(entry, []);
    expect(written).toBe(canonical(recordEntry(programme, entry)));
    for (const { number, form } of scribe.takeForms()) forms[number] = form;
    const { seq, type, id, at } = entry;
    const lines = { postings: JSON.parse(postings) as Line[], notes: JSON.parse(notes) as Line[] };
    expect(readRecord({ seq, type, id, at, ...lines }, forms, [])).toEqual(recordEntry(programme, entry));
    return readText({ seq, type, id, at, ...lines }, forms, []);
  };
  const reason = (why: WhyText): string => {
    const kind = programme.plan.mechanisms.find((each) => (each.id ?? each.kind) === why.mechanism)?.kind ?? "";
    const known = mechanismKinds().find((each) => each.kind === kind)?.words[why.rule];
    told.add(`${known ? kind : ""} ${why.rule}`.trim());
    return [
      `${why.mechanism}/${why.rule} v${why.version} ${json(why.figures)}`,
      `    ${why.text.zh}`,
      `    ${why.text.en}`,
    ].join("\n");
  };
  const show = (entry: Entry): void => {
    const { seq, type, id, at, postings, notes } = readBack(entry);
    expect({ seq, type, id, at, postings, notes }).toEqual(renderEntry(programme, entry));
    hash = chainHash(hash, recordEntry(programme, entry), sha256);
    if (!postings.length && !notes.length && type === "day.closed") return;
    lines.push(`#${seq} ${type} ${id} ${at}`);
    for (const { debit, credit, asset, amount, why } of postings)
      lines.push(`  ${amount} ${asset}: ${debit} → ${credit}`, `    ${reason(why)}`);
    for (const why of notes) lines.push(`  note`, `    ${reason(why)}`);
  };

  for (const line of script.split("\n").map((text) => text.trim())) {
    if (line === "") continue;
    lines.push("", `> ${line}`);
    if (/^\d{4}-\d{2}-\d{2}$/.test(line)) {
      stage.play(line);
      continue;
    }
    const outcome = programme.apply(stage.event(line));
    outcome.entries.forEach(show);
    if (line.startsWith("close ")) stage.play(formatDay(programme.today));
    if (!outcome.ok) {
      const { code, place, wrong, right } = outcome.refusal;
      lines.push(`! ${code} at "${place}": ${wrong}; ${right}`);
    }
    const wrong = broken(programme);
    if (wrong.length) throw new Error(`${line}: ${wrong.join("; ")}`);
  }

  lines.push("", "= in the end", json(positions(programme)), `ranks ${json(ranksText(programme))}`);
  lines.push(`prices ${json(pricesText(programme))}`);
  for (let holder = 0; holder < programme.holders.count; holder++)
    for (const lot of lotsText(programme, holder)) lines.push(`lot of ${programme.holders.name(holder)} ${json(lot)}`);
  for (const claim of claimsText(programme)) lines.push(`owed ${json(claim)}`);
  lines.push(`promised ${promisedText(programme)}`, ...boundsOf(programme.plan), `chain ${hash}`, "");
  return { text: lines.join("\n").trimStart(), told };
}

const share = (value: Fraction | undefined): string => (value ? `${value.n}/${value.d}` : "none");

/** Every bound of a plan, as text. */
export function boundsOf(plan: Stage["programme"]["plan"]): string[] {
  return plan.mechanisms.flatMap((params, index) => {
    const kind = mechanismKinds().find((each) => each.kind === params.kind);
    const bounds = kind?.bounds(params, plan, `mechanisms[${index}]`) ?? [];
    return bounds.map(
      ({ path, name, value, unit, text, formula }) =>
        `bound ${path} ${name} ${share(value)} ${unit}: ${formula}\n    ${text.zh}\n    ${text.en}`,
    );
  });
}
