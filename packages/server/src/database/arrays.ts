// Arrays as PostgreSQL takes them in binary: written by hand, a quarter faster for both sides than text with its quotes and escapes.

const TEXT = 25;
const BIGINT = 20;
/** Up to so many characters a loop is faster than a call into the runtime. */
const SHORT = 128;

/** One dimension, lower bound 1; elements are written by `put`, which returns where the next begins. Null has length −1. */
function array<T>(
  items: readonly (T | null)[],
  type: number,
  bytes: number,
  put: (buffer: Buffer, item: T, at: number) => number,
): Buffer {
  const buffer = Buffer.allocUnsafe(20 + bytes);
  for (const [place, value] of [items.length === 0 ? 0 : 1, 1, type, items.length, 1].entries())
    buffer.writeInt32BE(value, 4 * place);
  let at = 20;
  for (const item of items) at = item === null ? putInt(buffer, -1, at) : put(buffer, item, at);
  return buffer.subarray(0, items.length === 0 ? 12 : at);
}

/** A 32-bit integer, without the checks of `writeInt32BE`. */
function putInt(buffer: Buffer, value: number, at: number): number {
  buffer[at] = value >>> 24;
  buffer[at + 1] = value >>> 16;
  buffer[at + 2] = value >>> 8;
  buffer[at + 3] = value;
  return at + 4;
}

/** A text in UTF-8; returns how many bytes it took. */
function putText(buffer: Buffer, text: string, at: number): number {
  const { length } = text;
  if (length > SHORT) return buffer.write(text, at);
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return buffer.write(text, at);
    buffer[at + index] = code;
  }
  return length;
}

/** A text[]. */
export function binaryTexts(items: readonly (string | null)[]): Buffer {
  let bytes = 4 * items.length;
  // No UTF-16 unit takes more than three bytes.
  for (const item of items) bytes += item === null ? 0 : 3 * item.length;
  return array(items, TEXT, bytes, (buffer, item, at) => {
    const length = putText(buffer, item, at + 4);
    putInt(buffer, length, at);
    return at + 4 + length;
  });
}

/** A bigint[] of safe integers. */
export function binaryNumbers(items: readonly (number | null)[]): Buffer {
  return array(items, BIGINT, 12 * items.length, (buffer, item, at) => {
    putInt(buffer, 8, at);
    const high = Math.floor(item / 2 ** 32);
    putInt(buffer, high, at + 4);
    return putInt(buffer, item - high * 2 ** 32, at + 8);
  });
}
