// A Merkle tree over the hashes of entries, as RFC 6962 §2.1 has it (RFC 9162 the same): SHA-256, a leaf is hashed behind the byte 0, an
// inner node behind the byte 1, so that neither can pass for the other. Proofs are made from perfect subtrees, which never change.

/** SHA-256 of bytes, 32 bytes. */
export type ByteDigest = (bytes: Uint8Array) => Uint8Array;

/** A perfect subtree: the leaves from `index × 2^level` on, 2^level of them. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** The leaves from `from` up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const LEAF = 0;
const INNER = 1;
export const HASH_BYTES = 32;

/** The leaf of an entry: the 32 bytes of its hash behind the byte 0. */
export function leafHash(entryHash: Uint8Array, digest: ByteDigest): Uint8Array {
  const bytes = new Uint8Array(1 + entryHash.length);
  bytes[0] = LEAF;
  bytes.set(entryHash, 1);
  return digest(bytes);
}

export function innerHash(left: Uint8Array, right: Uint8Array, digest: ByteDigest): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = INNER;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return digest(bytes);
}

/** The largest power of two below `size`, which is at least 2. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The perfect subtrees that a span of a tree falls into, the largest first. `from` is a multiple of the largest. */
export function nodesOf({ from, to }: Span): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (2 ** (level + 1) <= to - at && at % 2 ** (level + 1) === 0) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash of a span from those of its perfect subtrees. */
export function spanHash(span: Span, hashOf: (node: Node) => Uint8Array, digest: ByteDigest): Uint8Array {
  const hashes = nodesOf(span).map(hashOf);
  const last = hashes.pop();
  if (!last) return digest(new Uint8Array(0));
  return hashes.reduceRight((right, left) => innerHash(left, right, digest), last);
}

/** What a proof that leaf `index` is in a tree of `size` leaves consists of, from the leaf up (RFC 6962 §2.1.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const middle = from + split(to - from);
    if (index < middle) {
      spans.push({ from: middle, to });
      to = middle;
    } else {
      spans.push({ from, to: middle });
      from = middle;
    }
  }
  return spans.toReversed();
}

/** What a proof that a tree of `size` leaves begins with one of `first` leaves consists of (RFC 6962 §2.1.2). */
export function consistencySpans(first: number, size: number): Span[] {
  const spans: Span[] = [];
  let [from, to, isWhole] = [0, size, true];
  while (first !== to) {
    const middle = from + split(to - from);
    if (first <= middle) {
      spans.push({ from: middle, to });
      to = middle;
    } else {
      spans.push({ from, to: middle });
      from = middle;
      isWhole = false;
    }
  }
  if (!isWhole) spans.push({ from, to });
  return spans.toReversed();
}
