// What a verification says of a proof that does not hold: the first thing that is wrong, in words, for each way to be wrong.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chainHash, GENESIS } from "../../src/ledger/chain.js";
import { bytesOf, hexOf } from "../../src/proof/hex.js";
import { consistencySpans, inclusionSpans, leafHash, nodesOf, spanHash } from "../../src/proof/merkle.js";
import type { Node, Span } from "../../src/proof/merkle.js";
import type { InclusionProof } from "../../src/proof/verify.js";
import { wrongWithConsistency, wrongWithInclusion } from "../../src/proof/verify.js";

const bytes = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(data).digest());
const digests = { bytes, text: (text: string): string => createHash("sha256").update(text).digest("hex") };

const entryOf = (seq: number) => ({ seq, type: "adjusted", id: `e${seq}`, at: "2026-01-01", postings: [], notes: [] });
const hashes = Array.from({ length: 8 }, (_, index) => chainHash(GENESIS, entryOf(index + 1), digests.text));
const leaves = hashes.map((hash) => leafHash(bytesOf(hash) ?? new Uint8Array(0), bytes));

function nodeOf({ level, index }: Node): Uint8Array {
  const leaf = leaves[index];
  if (level === 0) return leaf ?? new Uint8Array(0);
  const [from, to] = [index * 2 ** level, (index + 1) * 2 ** level];
  const half = (from + to) / 2;
  const data = new Uint8Array([1, ...rootBytes({ from, to: half }), ...rootBytes({ from: half, to })]);
  return bytes(data);
}
const rootBytes = (span: Span): Uint8Array => spanHash(span, nodeOf, bytes);
const rootOf = (size: number) => ({ size, root: hexOf(rootBytes({ from: 0, to: size })) });
const texts = (spans: readonly Span[]): string[] => spans.map((span) => hexOf(rootBytes(span)));

/** A proof that holds, of an entry that stands behind nothing. */
const proofOf = (seq: number, size: number): InclusionProof => ({
  programme: "shop",
  entry: entryOf(seq),
  before: GENESIS,
  hash: hashes[seq - 1] ?? "",
  ...rootOf(size),
  path: texts(inclusionSpans(seq - 1, size)),
});

describe("hexadecimal digits", () => {
  test("go to bytes and back, all of them", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(hexOf(all).slice(0, 6)).toBe("000102");
    expect(hexOf(all).slice(-6)).toBe("fdfeff");
    expect(bytesOf(hexOf(all))).toEqual(all);
    expect(bytesOf("")).toEqual(new Uint8Array(0));
  });

  test.each(["0", "abc", "0g", "AB", " ab", "ab ", "xxab", "abxx"])("%s is no sequence of bytes", (text) => {
    expect(bytesOf(text)).toBeUndefined();
  });
});

test("a span falls into the largest perfect subtrees that it holds", () => {
  expect(nodesOf({ from: 0, to: 8 })).toEqual([{ level: 3, index: 0 }]);
  expect(nodesOf({ from: 0, to: 7 })).toEqual([
    { level: 2, index: 0 },
    { level: 1, index: 2 },
    { level: 0, index: 6 },
  ]);
  expect(nodesOf({ from: 4, to: 8 })).toEqual([{ level: 2, index: 1 }]);
  expect(nodesOf({ from: 2, to: 8 })).toEqual([
    { level: 1, index: 1 },
    { level: 2, index: 1 },
  ]);
  expect(nodesOf({ from: 6, to: 6 })).toEqual([]);
});

describe("what is wrong with a proof of inclusion is said", () => {
  const proof = proofOf(3, 7);
  const saidOf = (change: Partial<InclusionProof>): string | undefined =>
    wrongWithInclusion({ ...proof, ...change }, digests);

  test("nothing, of one that holds", () => {
    expect(proof.path).toHaveLength(3);
    expect(saidOf({})).toBeUndefined();
    expect(wrongWithInclusion(proofOf(1, 1), digests)).toBeUndefined();
  });

  test("the hash", () => {
    const wrong = "the hash is not that of the entry and the hash before it";
    expect(saidOf({ hash: hashes[3] ?? "" })).toBe(wrong);
    expect(saidOf({ before: "1".repeat(64) })).toBe(wrong);
    expect(saidOf({ entry: { ...proof.entry, at: "2026-01-02" } })).toBe(wrong);
  });

  test.each([0, -1, 8, 2.5])("entry %s of seven", (seq) => {
    const entry = entryOf(seq);
    expect(saidOf({ entry, hash: chainHash(GENESIS, entry, digests.text) })).toBe(`entry ${seq} is not among 7`);
  });

  test("what is no hash", () => {
    const [first = "", ...rest] = proof.path;
    const wrong = "a hash is not 64 hexadecimal digits";
    for (const other of [first.toUpperCase().replace(/^./, "A"), first.slice(2), `${first}00`, ""])
      expect(saidOf({ path: [other, ...rest] })).toBe(wrong);
  });

  test("the length of the path", () => {
    const fits = (length: number) => `a path of ${length} hashes does not fit entry 3 of 7`;
    expect(saidOf({ path: proof.path.slice(0, 2) })).toBe(fits(2));
    expect(saidOf({ path: [] })).toBe(fits(0));
    expect(saidOf({ path: [...proof.path, proof.root] })).toBe(fits(4));
  });

  test("the root, the proof's own or the one that was published", () => {
    const other = "0".repeat(64);
    const wrong = `the path leads to the root ${proof.root}, not to ${other}`;
    expect(saidOf({ root: other })).toBe(wrong);
    expect(wrongWithInclusion(proof, digests, other)).toBe(wrong);
    expect(wrongWithInclusion({ ...proof, root: other }, digests, proof.root)).toBeUndefined();
  });
});

describe("what is wrong with a proof of consistency is said", () => {
  const pathOf = (first: number, second: number): string[] => texts(consistencySpans(first, second));
  const said = (first: number, second: number, path = pathOf(first, second)): string | undefined =>
    wrongWithConsistency(rootOf(first), rootOf(second), path, bytes);
  const other = "0".repeat(64);

  test("the sizes", () => {
    expect(said(5, 4, [])).toBe("5 entries are not the beginning of 4");
    expect(wrongWithConsistency({ size: 0, root: "" }, rootOf(3), [], bytes)).toBe(
      "0 entries are not the beginning of 3",
    );
    expect(said(1, 2)).toBeUndefined();
  });

  test("two roots of one size: they are the same, and nothing leads from one to the other", () => {
    const wrong = "two roots of one size differ";
    expect(said(5, 5)).toBeUndefined();
    expect(said(5, 5, [other])).toBe(wrong);
    expect(wrongWithConsistency(rootOf(5), { size: 5, root: other }, [], bytes)).toBe(wrong);
  });

  test("the path, its hashes and its length", () => {
    const none = "the path is empty, or a hash is not 64 hexadecimal digits";
    expect(said(3, 7, [])).toBe(none);
    expect(said(3, 7, ["ab", ...pathOf(3, 7).slice(1)])).toBe(none);
    expect(said(3, 7)).toBeUndefined();
    const path = pathOf(3, 7);
    expect(said(3, 7, path.slice(0, -1))).toBe(`a path of ${path.length - 1} hashes does not fit 3 of 7`);
    expect(said(3, 7, [...path, other])).toBe(`a path of ${path.length + 1} hashes does not fit 3 of 7`);
    expect(said(4, 7, [])).toBe("a path of 0 hashes does not fit 4 of 7");
    expect(said(4, 7)).toBeUndefined();
  });

  test("the earlier root, and the later one", () => {
    const [one, two] = [rootOf(3), rootOf(7)];
    expect(wrongWithConsistency({ ...one, root: other }, two, pathOf(3, 7), bytes)).toBe(
      `the path leads to the earlier root ${one.root}, not to ${other}`,
    );
    expect(wrongWithConsistency(one, { ...two, root: other }, pathOf(3, 7), bytes)).toBe(
      `the path leads to the later root ${two.root}, not to ${other}`,
    );
  });
});
