// Verification without a tree: that an entry is under a root, and that one root continues another (RFC 9162 §2.1.3.2 and §2.1.4.2).
// Needs nothing but the proof and a digest, so that a member can do it offline.
import type { Digest } from "../ledger/chain.js";
import { chainHash } from "../ledger/chain.js";
import type { EntryRecord } from "../ledger/render.js";
import { bytesOf, hexOf } from "./hex.js";
import type { ByteDigest } from "./merkle.js";
import { HASH_BYTES, innerHash, leafHash } from "./merkle.js";

/** Both forms of SHA-256 that a verification needs: of text to hexadecimal digits, of bytes to bytes. */
export interface Digests {
  readonly text: Digest;
  readonly bytes: ByteDigest;
}

/** That an entry is in the journal of a programme, under a root. Hashes are 64 hexadecimal digits. */
export interface InclusionProof {
  readonly programme: string;
  /** the entry as its hash covers it */
  readonly entry: EntryRecord;
  /** hash of the entry before */
  readonly before: string;
  /** hash of the entry: the leaf */
  readonly hash: string;
  /** entries under the root; the entry's leaf is the one numbered seq − 1 */
  readonly size: number;
  readonly root: string;
  /** from the leaf up */
  readonly path: readonly string[];
  /** the closed day whose root it is; absent: the root of that moment */
  readonly day?: string;
}

/** What is wrong with a proof; undefined: it holds. `root`: one that was published, in place of the proof's own. */
export function wrongWithInclusion(proof: InclusionProof, digests: Digests, root = proof.root): string | undefined {
  const { entry, before, hash, size, path } = proof;
  if (chainHash(before, entry, digests.text) !== hash)
    return "the hash is not that of the entry and the hash before it";
  const index = entry.seq - 1;
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return `entry ${entry.seq} is not among ${size}`;
  const steps = hashesOf([hash, ...path]);
  const [leaf, ...rest] = steps ?? [];
  if (!leaf) return "a hash is not 64 hexadecimal digits";
  const found = climb(index, size, leafHash(leaf, digests.bytes), rest, digests.bytes);
  if (!found) return `a path of ${path.length} hashes does not fit entry ${entry.seq} of ${size}`;
  return hexOf(found) === root ? undefined : `the path leads to the root ${hexOf(found)}, not to ${root}`;
}

/** The root that a path leads to; undefined when the path has the wrong length. */
function climb(index: number, size: number, leaf: Uint8Array, path: readonly Uint8Array[], digest: ByteDigest) {
  let [own, last, hash] = [index, size - 1, leaf];
  for (const other of path) {
    if (last === 0) return undefined;
    if (own % 2 === 1 || own === last) {
      hash = innerHash(other, hash, digest);
      [own, last] = past(own, last);
    } else hash = innerHash(hash, other, digest);
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** Up to where the node is a right one again. `own` is not 0: only the last node of all is at its level the only one. */
function past(own: number, last: number): [number, number] {
  let [mine, end] = [own, last];
  while (mine % 2 === 0) [mine, end] = [mine / 2, Math.floor(end / 2)];
  return [mine, end];
}

export interface Root {
  readonly size: number;
  readonly root: string;
}

/** What is wrong with a proof that the tree under `second` begins with that under `first`; undefined: it holds. */
export function wrongWithConsistency(
  first: Root,
  second: Root,
  path: readonly string[],
  digest: ByteDigest,
): string | undefined {
  if (first.size < 1 || first.size > second.size)
    return `${first.size} entries are not the beginning of ${second.size}`;
  if (first.size === second.size)
    return first.root === second.root && path.length === 0 ? undefined : "two roots of one size differ";
  const isPower = Number.isInteger(Math.log2(first.size));
  const steps = hashesOf([...(isPower ? [first.root] : []), ...path]);
  const [begin, ...rest] = steps ?? [];
  if (!begin) return "the path is empty, or a hash is not 64 hexadecimal digits";
  const ends = grow(first.size, second.size, begin, rest, digest);
  if (!ends) return `a path of ${path.length} hashes does not fit ${first.size} of ${second.size}`;
  if (hexOf(ends.old) !== first.root)
    return `the path leads to the earlier root ${hexOf(ends.old)}, not to ${first.root}`;
  return hexOf(ends.now) === second.root
    ? undefined
    : `the path leads to the later root ${hexOf(ends.now)}, not to ${second.root}`;
}

function grow(first: number, second: number, begin: Uint8Array, path: readonly Uint8Array[], digest: ByteDigest) {
  let [own, last] = [first - 1, second - 1];
  while (own % 2 === 1) [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  let [old, now] = [begin, begin];
  for (const other of path) {
    if (last === 0) return undefined;
    if (own % 2 === 1 || own === last) {
      old = innerHash(other, old, digest);
      now = innerHash(other, now, digest);
      [own, last] = past(own, last);
    } else now = innerHash(now, other, digest);
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 ? { old, now } : undefined;
}

function hashesOf(texts: readonly string[]): Uint8Array[] | undefined {
  const hashes = texts.map(bytesOf);
  return hashes.every((hash) => hash?.length === HASH_BYTES) ? (hashes as Uint8Array[]) : undefined;
}
