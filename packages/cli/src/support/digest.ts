// The digest that Node has: handed to the kernel, which has none of its own.
import { createHash } from "node:crypto";
import type { Digest } from "@perennial/kernel";

export const sha256: Digest = (text) => createHash("sha256").update(text).digest("hex");
