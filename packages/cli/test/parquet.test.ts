// perennial backtest on Parquet files, written here by a library: what is read of one is what is read of the same rows as CSV.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-parquet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Columns = Parameters<typeof parquetWriteBuffer>[0];

async function backtestOf(name: string, content: string | Buffer, ...more: readonly string[]) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return run(["backtest", "--plan", "circular", "--orders", file, "--out", join(folder, "out"), "--json", ...more]);
}
const parquet = (columns: Columns): Buffer => Buffer.from(parquetWriteBuffer(columns));
const outcome = (out: string): unknown => ({ ...(JSON.parse(out) as object), input: undefined });

const rows = [
  { customer: "A", date: "2026-01-01", amount: "2000.10", margin: "700.07", shop: "S", by: "", tags: "zone;gift" },
  { customer: "B", date: "2026-01-01", amount: "6000.00", margin: "2400.00", shop: "", by: "A", tags: "zone" },
  { customer: "B", date: "2026-01-02", amount: "0.30", margin: "0.30", shop: "S", by: "", tags: "" },
];
const flags = ["--margin", "margin", "--merchant", "shop", "--referrer", "by", "--tags", "tags"];
const csv = ["customer,date,amount,margin,shop,by,tags", ...rows.map((row) => Object.values(row).join(","))].join("\n");

const days = (): Date[] => rows.map(({ date }) => new Date(`${date}T00:00:00Z`));
const texts = (key: keyof (typeof rows)[number]): string[] => rows.map((row) => row[key]);
const rest = [
  { name: "shop", data: texts("shop").map((text) => text || null), nullable: true },
  { name: "by", data: texts("by").map((text) => text || null), nullable: true },
  { name: "tags", data: texts("tags") },
];

describe("the same rows", () => {
  test.each<[string, Columns]>([
    [
      "as texts",
      {
        columnData: (["customer", "date", "amount", "margin", "shop", "by", "tags"] as const).map((name) => ({
          name,
          data: texts(name),
        })),
      },
    ],
    [
      "with days, binary fractions and nothing where nothing is",
      {
        columnData: [
          { name: "customer", data: texts("customer") },
          { name: "date", data: days() },
          { name: "amount", data: texts("amount").map(Number), type: "DOUBLE" },
          { name: "margin", data: texts("margin").map(Number), type: "DOUBLE" },
          ...rest,
        ],
      },
    ],
    [
      "with decimals of a scale",
      {
        columnData: [
          { name: "customer", data: texts("customer") },
          { name: "date", data: texts("date") },
          { name: "amount", data: texts("amount").map(Number) },
          { name: "margin", data: texts("margin").map(Number) },
          ...rest,
        ],
        schema: [
          { name: "root", num_children: 7 },
          { name: "customer", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
          { name: "date", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
          {
            name: "amount",
            type: "INT64",
            converted_type: "DECIMAL",
            scale: 2,
            precision: 12,
            repetition_type: "REQUIRED",
          },
          {
            name: "margin",
            type: "INT64",
            converted_type: "DECIMAL",
            scale: 2,
            precision: 12,
            repetition_type: "REQUIRED",
          },
          { name: "shop", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
          { name: "by", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
          { name: "tags", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
        ],
      },
    ],
  ])("%s come to what they come to as CSV", async (_, columns) => {
    const asCsv = await backtestOf("orders.csv", csv, ...flags);
    const asParquet = await backtestOf("orders.bin", parquet(columns), ...flags);
    expect(asParquet.err).toBe("");
    expect(asCsv.err).toBe("");
    // The ids of orders are the numbers of their rows, and a CSV has its header in row 1.
    const [one, other] = [asCsv, asParquet].map(({ out }) => ({ ...(outcome(out) as object), hash: undefined }));
    expect(other).toEqual(one);
    expect(one).toMatchObject({ orders: 3, members: 2, gross: "8000.40", margin: "3100.37", refused: [] });
  });
});

describe("what is wrong", () => {
  test("bad rows are told by their number, from 1 on", async () => {
    const columnData = [
      { name: "customer", data: ["A", ""] },
      { name: "date", data: ["2026-01-01", "soon"] },
      { name: "amount", data: [1, 12.345], type: "DOUBLE" as const },
    ];
    const ran = await backtestOf("bad.parquet", parquet({ columnData }));
    expect(ran.code).toBe(2);
    for (const text of ["row 2, customer: is empty", 'row 2, date: is "soon"', 'row 2, amount: is "12.345"'])
      expect(ran.err).toContain(text);
  });

  test("a file that is cut off is told, not guessed at", async () => {
    const columnData = [{ name: "customer", data: ["A"] }];
    const ran = await backtestOf("cut.parquet", parquet({ columnData }).subarray(0, 20));
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toContain("unreadable_parquet");
  });

  test("a margin above the amount, and a customer who brought itself", async () => {
    const bad = "customer,date,amount,margin,by\nA,2026-01-01,10.00,10.01,A\n";
    const ran = await backtestOf("bad.csv", bad, "--margin", "margin", "--referrer", "by");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('row 2, margin: is "10.01"; right would be at most the amount, 10.00');
    expect(ran.err).toContain('row 2, by: is "A"; right would be somebody else than the customer, or nothing');
  });
});
