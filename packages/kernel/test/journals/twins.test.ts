// Mechanisms do not see each other's rows: a plan that has everything twice, under other names, does everything twice, and the same.
import { expect, test } from "vitest";
import { renderEntry } from "../../src/index.js";
import type { PostingText } from "../../src/index.js";
import { broken } from "../mechanisms/sound.js";
import { planOf, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";
import type { Story } from "./journal.js";
import { days } from "./stories/days.js";
import { rewards } from "./stories/rewards.js";
import { shares } from "./stories/shares.js";

const twinOf = (name: string): string => `${name}-twin`;

/** Every text that is one of the names becomes that of its twin, however deep it stands. */
function renamed(value: unknown, names: ReadonlySet<string>): unknown {
  if (typeof value === "string") return names.has(value) ? twinOf(value) : value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, names)]));
}

/** The names that a story gives to assets, pools and mechanisms. */
function namesIn({ assets, pools, mechanisms }: Json) {
  const ids = (mechanisms as Json[]).map(({ id, kind }) => String(id ?? kind));
  const things = new Set([...Object.keys(assets ?? {}), ...Object.keys(pools ?? {})]);
  return { ids: new Set(ids), things };
}

function doubled(parts: Json): Json {
  const { things } = namesIn(parts);
  const both = (record: unknown): Json => ({
    ...(record as Json),
    ...Object.fromEntries(Object.entries(record ?? {}).map(([name, each]) => [twinOf(name), renamed(each, things)])),
  });
  const mechanisms = parts["mechanisms"] as Json[];
  const twins = mechanisms.map((each) => ({
    ...(renamed(each, things) as Json),
    id: twinOf(String(each["id"] ?? each["kind"])),
  }));
  const closing = parts["closing"] as string[] | undefined;
  return {
    ...parts,
    assets: both(parts["assets"]),
    pools: both(parts["pools"]),
    mechanisms: [...mechanisms, ...twins],
    ...(closing && { closing: [...closing, ...closing.map(twinOf)] }),
  };
}

/** Each line that names an asset or a pool, and after it the same for the twin. */
function twice(script: string, { things }: ReturnType<typeof namesIn>): string[] {
  const lines = script.split("\n").map((line) => line.trim());
  return lines.flatMap((line) => {
    const [verb = "", ...words] = line.split(" ");
    const twin = [verb, ...words.map((word) => (things.has(word) ? twinOf(word) : word))].join(" ");
    return twin === line ? [line] : [line, twin];
  });
}

/** What the mechanisms of a story posted while it was told, under the names of the originals; and what was refused. */
function played(parts: Json, lines: readonly string[]): Map<string, string[]> {
  const stage = new Stage(planOf(parts));
  const said = new Map<string, string[]>();
  for (const line of lines) {
    if (line === "") continue;
    if (/^\d{4}-\d{2}-\d{2}$/.test(line)) {
      stage.play(line);
      continue;
    }
    const { entries } = stage.programme.apply(stage.event(line));
    for (const posting of entries.flatMap((entry) => renderEntry(stage.programme, entry).postings)) {
      const { mechanism } = posting.why;
      const text = `${line}: ${textOf(posting)}`.replaceAll("-twin", "");
      said.set(mechanism, [...(said.get(mechanism) ?? []), text]);
    }
    expect(broken(stage.programme)).toEqual([]);
  }
  said.delete("");
  return said;
}

const textOf = ({ debit, credit, asset, amount, why }: PostingText): string =>
  `${debit} → ${credit} ${amount} ${asset} ${why.rule} ${JSON.stringify(why.figures)}`;

/** Stories of what meets in nothing but the margin of orders, which is wide enough for two. Others share the cash in the wallets. */
const APART = /^(?:grant|team|unlock|appreciation|rounds|queue|release)/;

const own: readonly Story[] = [
  {
    name: "chain",
    parts: {
      mechanisms: [{ kind: "chain", tag: "entry", leaderAfter: 2, rewards: { direct: "10", leader: "20", own: "30" } }],
    },
    script: `
      2026-01-01
      join L
      ${["A", "B", "C", "D", "E", "F"].map((name) => `join ${name} referrer=L`).join("\n")}
      ${["G", "H", "I"].map((name) => `join ${name} referrer=A`).join("\n")}
      ${["L", "A", "B", "C", "D", "G", "H", "I", "E"].map((name) => `order o${name} ${name} 499 tags=entry`).join("\n")}
      refund oC
      refund oI 100
      order oA2 A 499 tags=entry
      order oF F 499 tags=entry
      refund oI
      order oI2 I 499 tags=entry
      order oC2 C 499 tags=entry
    `,
  },
  {
    name: "distribution",
    parts: {
      assets: {
        hi: { scale: 2 },
        coin: { scale: 4, cap: "500" },
        air: { scale: 2, cap: "30000" },
        dew: { scale: 0, cap: "90" },
      },
      ranks: ["low", "high"].map((rank) => ({ rank, title: { zh: rank, en: rank }, require: { approval: true } })),
      mechanisms: [
        { kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" },
        {
          kind: "distribution",
          id: "held",
          asset: "coin",
          from: { schedule: { daily: "100", decay: "0.5" } },
          by: { holding: "hi" },
        },
        {
          kind: "distribution",
          id: "today",
          asset: "air",
          from: { schedule: { yearly: ["3650", "36.51"] } },
          by: { earnedToday: "hi" },
        },
        {
          kind: "distribution",
          id: "ranks",
          asset: "dew",
          from: { schedule: { daily: "7" } },
          by: { ranks: { low: "0.25", high: "0.75" } },
          every: "month",
        },
      ],
    },
    script: `
      2026-01-29
      join A
      join B
      join C
      rank A low
      rank B low
      rank C high
      order o1 A 100
      order o2 B 20
      close 2026-01-29
      order o3 C 7
      close 2026-01-31
      2026-02-01
      adjust C hi 3.33
      refund o1 40
      order o4 B 1
      close 2026-02-02
      2026-03-01
      order o5 A 50
      refund o2
      close 2026-03-02
      adjust A coin 0
      adjust C air 0
      adjust A air 0
    `,
  },
];

for (const { name, parts, script } of [...rewards, ...shares, ...days]
  .filter(({ name }) => APART.test(name))
  .concat(own))
  test(`[twins] ${name}`, () => {
    const names = namesIn(parts);
    const lines = script.split("\n").map((line) => line.trim());
    const alone = played(parts, lines);
    const both = played(doubled(parts), twice(script, names));
    for (const id of names.ids) {
      expect(both.get(id) ?? []).toEqual(alone.get(id) ?? []);
      expect(both.get(twinOf(id)) ?? []).toEqual(alone.get(id) ?? []);
    }
    expect(alone.size).toBeGreaterThan(0);
  });
