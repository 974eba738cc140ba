// SHA-256 of bytes, for the tree over the journal.
import { createHash } from "node:crypto";
import type { ByteDigest } from "@perennial/kernel";

export const sha256Bytes: ByteDigest = (bytes) => createHash("sha256").update(bytes).digest();
