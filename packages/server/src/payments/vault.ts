// Keys of channels at rest: AES-256-GCM under a master key that does not lie in the database. What is sealed for one programme and channel opens
// for no other.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const MASTER_BYTES = 32;

export class Vault {
  /** `master`: 32 random bytes. Throws `bad_master_key`. */
  constructor(private readonly master: Uint8Array) {
    if (master.length !== MASTER_BYTES)
      throw new Error(`bad_master_key: ${master.length} bytes; ${MASTER_BYTES} bytes as base64url are needed`);
  }

  /** `place` is bound into the seal. */
  seal(place: string, secret: unknown): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.master, nonce);
    cipher.setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(JSON.stringify(secret), "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), text]);
  }

  /** Throws `sealed_elsewhere` when the master key, the place or a byte is another. */
  open(place: string, sealed: Uint8Array): unknown {
    const bytes = Buffer.from(sealed);
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.master, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(tag);
      const text = decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([text, decipher.final()]).toString("utf8")) as unknown;
    } catch (error) {
      throw new Error(`sealed_elsewhere: the keys of ${place} do not open; the master key is another one`, {
        cause: error,
      });
    }
  }
}
