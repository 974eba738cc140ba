// The tree of RFC 6962: the vectors of its reference implementation, every proof of small trees, and proofs that were tampered with.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EntryRecord } from "../../src/ledger/render.js";
import { chainHash } from "../../src/ledger/chain.js";
import { bytesOf, hexOf } from "../../src/proof/hex.js";
import type { Node } from "../../src/proof/merkle.js";
import { consistencySpans, inclusionSpans, innerHash, leafHash, spanHash } from "../../src/proof/merkle.js";
import type { InclusionProof } from "../../src/proof/verify.js";
import { wrongWithConsistency, wrongWithInclusion } from "../../src/proof/verify.js";

const bytes = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(data).digest());
const digests = { bytes, text: (text: string): string => createHash("sha256").update(text).digest("hex") };

/** The definition itself, word by word: MTH of the RFC. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return bytes(new Uint8Array(0));
  if (leaves.length === 1) return leafHash(only, bytes);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return innerHash(treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)), bytes);
}

const nodeOf =
  (leaves: readonly Uint8Array[]) =>
  ({ level, index }: Node): Uint8Array =>
    treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

/** A journal of so many entries, chained. */
function journal(size: number): { entry: EntryRecord; before: string; hash: string }[] {
  const rows: { entry: EntryRecord; before: string; hash: string }[] = [];
  let before = "0".repeat(64);
  for (let seq = 1; seq <= size; seq++) {
    const entry = { seq, type: "adjusted", id: `e${seq}`, at: "2026-01-01", postings: [], notes: [] };
    const hash = chainHash(before, entry, digests.text);
    rows.push({ entry, before, hash });
    before = hash;
  }
  return rows;
}

const leavesOf = (rows: readonly { hash: string }[]): Uint8Array[] =>
  rows.map(({ hash }) => bytesOf(hash) ?? bytes(new Uint8Array(0)));

function prove(rows: ReturnType<typeof journal>, seq: number, size: number): InclusionProof {
  const leaves = leavesOf(rows);
  const row = rows[seq - 1];
  if (!row) throw new Error("no such entry");
  const hashOf = nodeOf(leaves);
  const path = inclusionSpans(seq - 1, size).map((span) => hexOf(spanHash(span, hashOf, bytes)));
  return { programme: "shop", ...row, size, root: hexOf(treeHash(leaves.slice(0, size))), path };
}

describe("the tree", () => {
  test("has the roots of the published vectors (certificate-transparency, merkletree tests)", () => {
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const roots = [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    const leaves = inputs.map((input) => bytesOf(input) ?? bytes(new Uint8Array(0)));
    for (const [index, root] of roots.entries()) {
      expect(hexOf(treeHash(leaves.slice(0, index + 1)))).toBe(root);
      expect(hexOf(spanHash({ from: 0, to: index + 1 }, nodeOf(leaves), bytes))).toBe(root);
    }
    expect(hexOf(spanHash({ from: 0, to: 0 }, nodeOf(leaves), bytes))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });
});

describe("a proof of inclusion", () => {
  const rows = journal(40);

  test("holds for every entry of every tree up to 40", () => {
    for (let size = 1; size <= rows.length; size++)
      for (let seq = 1; seq <= size; seq++) {
        const wrong = wrongWithInclusion(prove(rows, seq, size), digests);
        if (wrong !== undefined) throw new Error(`${seq} of ${size}: ${wrong}`);
      }
  });

  const flip = (hex: string, at: number): string => {
    const place = at % hex.length;
    return hex.slice(0, place) + (hex[place] === "0" ? "1" : "0") + hex.slice(place + 1);
  };

  test("does not hold once anything in it is changed", () => {
    const tampered = fc.record({
      size: fc.integer({ min: 2, max: 40 }),
      part: fc.constantFrom("entry", "before", "hash", "size", "seq", "path", "shorter", "longer", "swapped", "root"),
      at: fc.nat(10_000),
    });
    fc.assert(
      fc.property(tampered, ({ size, part, at }) => {
        const proof = prove(rows, 1 + (at % size), size);
        const path = [...proof.path];
        const place = at % path.length;
        const changes: Record<string, Partial<InclusionProof>> = {
          entry: { entry: { ...proof.entry, at: "2026-01-02" } },
          before: { before: flip(proof.before, at) },
          hash: { hash: flip(proof.hash, at) },
          size: { size: size + 1 + (at % size) },
          seq: { entry: { ...proof.entry, seq: (proof.entry.seq % size) + 1 } },
          path: { path: path.with(place, flip(path[place] ?? "", at)) },
          shorter: { path: path.slice(1) },
          longer: { path: [...path, proof.root] },
          swapped: { path: path.length > 1 ? path.toReversed() : [] },
          root: { root: flip(proof.root, at) },
        };
        const wrong = wrongWithInclusion({ ...proof, ...changes[part] }, digests);
        // A larger size may have the same path; the published root then tells.
        if (part === "size" && wrong === undefined) return;
        expect(wrong).toBeTypeOf("string");
      }),
      { seed: 41, numRuns: 400 },
    );
  });

  test("an inner node does not pass for a leaf, and what is no hash is refused", () => {
    const proof = prove(rows, 1, 2);
    expect(wrongWithInclusion({ ...proof, path: ["xy"] }, digests)).toBe("a hash is not 64 hexadecimal digits");
    expect(wrongWithInclusion({ ...proof, path: [proof.hash] }, digests)).toContain("the path leads to the root");
    expect(wrongWithInclusion(proof, digests, "0".repeat(64))).toContain(`not to ${"0".repeat(64)}`);
    expect(wrongWithInclusion({ ...proof, size: 0 }, digests)).toBe("entry 1 is not among 0");
  });
});

describe("a proof of consistency", () => {
  const leaves = leavesOf(journal(40));
  const rootOf = (size: number) => ({ size, root: hexOf(treeHash(leaves.slice(0, size))) });
  const pathOf = (first: number, size: number): string[] =>
    consistencySpans(first, size).map((span) => hexOf(spanHash(span, nodeOf(leaves), bytes)));

  test("holds between any two sizes up to 40, and not with another root", () => {
    for (let size = 1; size <= 40; size++)
      for (let first = 1; first <= size; first++) {
        const [one, two, path] = [rootOf(first), rootOf(size), pathOf(first, size)];
        expect([first, size, wrongWithConsistency(one, two, path, bytes)]).toEqual([first, size, undefined]);
        const other = { size: first, root: "ab".repeat(32) };
        expect(wrongWithConsistency(other, two, path, bytes)).toBeTypeOf("string");
        expect(wrongWithConsistency(one, { size, root: "ab".repeat(32) }, path, bytes)).toBeTypeOf("string");
        if (path.length > 0) {
          expect(wrongWithConsistency(one, two, path.slice(1), bytes)).toBeTypeOf("string");
          expect(wrongWithConsistency(one, two, [...path, two.root], bytes)).toBeTypeOf("string");
        }
      }
  });

  test("nothing is no beginning, nor is what is longer", () => {
    expect(wrongWithConsistency({ size: 0, root: "" }, rootOf(3), [], bytes)).toContain("not the beginning");
    expect(wrongWithConsistency(rootOf(4), rootOf(3), [], bytes)).toContain("not the beginning");
  });
});
