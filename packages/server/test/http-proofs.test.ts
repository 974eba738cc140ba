// Roots and proofs over HTTP: what a member is given holds offline against the published root, and not once anything in it is another.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConsistencyProof } from "@perennial/api";
import type { InclusionProof } from "@perennial/kernel";
import { wrongWithConsistency, wrongWithInclusion } from "@perennial/kernel";
import { sha256Bytes } from "../src/audit/byte-digest.js";
import { sha256 } from "../src/programmes/body-hash.js";
import type { Bench } from "./support/databases.js";
import { pgliteBench } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { openDesk } from "./support/http.js";
import { someEvents } from "./support/plan.js";
import { submission } from "./support/serving.js";

const SHOP = "/api/v1/programmes/shop";
const digests = { text: sha256, bytes: sha256Bytes };
let bench: Bench;
let desk: Desk;
let key: string;

beforeAll(async () => {
  bench = pgliteBench();
  desk = await openDesk(bench);
  key = await desk.key(["journal:read"], "shop");
  await desk.programmes.need("shop").sequencer.submit(someEvents(5).map(submission));
  // Roots are made behind the writer: asking for a proof of the last entry waits for all of them.
  await get("/entries/1/proof");
});
afterAll(async () => {
  await desk.stop();
  await bench.stop();
});

const get = async <T>(path: string): Promise<T> => {
  const answer = await desk.send("GET", `${SHOP}${path}`, { key });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};
interface Roots {
  roots: { day: string; size: number; root: string }[];
}

test("a proof holds offline under the root of its day, and fails for another entry, path or root", async () => {
  const first = await get<InclusionProof>("/entries/3/proof");
  const { roots } = await get<Roots>("/roots");
  expect(roots.map(({ day }) => day)).toEqual(["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"]);
  const published = roots.find(({ day }) => day === first.day)?.root ?? "";
  expect(wrongWithInclusion(first, digests, published)).toBeUndefined();
  const other = await get<InclusionProof>("/entries/4/proof");
  for (const wrong of [
    { ...first, entry: other.entry },
    { ...first, entry: other.entry, before: other.before, hash: other.hash },
    { ...first, path: other.path },
    { ...first, path: first.path.slice(1) },
  ])
    expect(wrongWithInclusion(wrong, digests, published)).toBeTypeOf("string");
  expect(wrongWithInclusion(first, digests, roots.at(-1)?.root)).toBeTypeOf("string");
});

test("an entry is proved under any later day, and each day's root continues the one before", async () => {
  const { roots } = await get<Roots>("/roots");
  for (const [index, { day, size, root }] of roots.entries()) {
    const proof = await get<InclusionProof>(`/entries/2/proof?day=${day}`);
    expect(wrongWithInclusion(proof, digests, root)).toBeUndefined();
    const before = roots[index - 1];
    if (!before) continue;
    const { path } = await get<ConsistencyProof>(`/roots/consistency?first=${before.day}&second=${day}`);
    expect(wrongWithConsistency(before, { size, root }, path, sha256Bytes)).toBeUndefined();
    const forged = { size, root: before.root };
    expect(wrongWithConsistency(before, forged, path, sha256Bytes)).toBeTypeOf("string");
  }
});

test.each([
  ["/entries/9999/proof", 404],
  ["/entries/3/proof?day=2030-01-01", 404],
  ["/roots/consistency?first=2026-01-03&second=2026-01-01", 400],
  ["/roots/consistency?first=2026-01-01&second=2030-01-01", 404],
])("%s is answered with %i", async (path, status) => {
  expect((await desk.send("GET", `${SHOP}${path}`, { key })).status).toBe(status);
});
