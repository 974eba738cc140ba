// Arrays as PostgreSQL takes them in binary: written by hand, a quarter faster for both sides than text with its quotes and escapes.

const TEXT = 25;
const BIGINT = 20;

/** One dimension, lower bound 1; elements are written by `put`, which returns where the next begins. Null has length −1. */
function array<T>(
  items: readonly (T | null)[],
  type: number,
  bytes: number,
  put: (buffer: Buffer, item: T, at: number) => number,
): Buffer {
  const buffer = Buffer.allocUnsafe(20 + bytes);
  buffer.writeInt32BE(items.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(items.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = 20;
  for (const item of items) at = item === null ? buffer.writeInt32BE(-1, at) : put(buffer, item, at);
  return buffer.subarray(0, items.length === 0 ? 12 : at);
}

/** A text[]. */
export function binaryTexts(items: readonly (string | null)[]): Buffer {
  let bytes = 4 * items.length;
  // No UTF-16 unit takes more than three bytes.
  for (const item of items) bytes += 3 * (item?.length ?? 0);
  return array(items, TEXT, bytes, (buffer, item, at) => {
    const length = buffer.write(item, at + 4);
    buffer.writeInt32BE(length, at);
    return at + 4 + length;
  });
}

/** A bigint[] of safe integers. */
export function binaryNumbers(items: readonly (number | null)[]): Buffer {
  return array(items, BIGINT, 12 * items.length, (buffer, item, at) => {
    buffer.writeInt32BE(8, at);
    const high = Math.floor(item / 2 ** 32);
    buffer.writeInt32BE(high, at + 4);
    return buffer.writeUInt32BE(item - high * 2 ** 32, at + 8);
  });
}
