// Who may act for a seller: staff of the merchant, an operator, or a key with the scope; and what these routes share.
import { CASH } from "@perennial/kernel";
import type { Context } from "hono";
import type { Who } from "../../access.js";
import { callerIs } from "../../access.js";
import { Fault } from "../../fault.js";
import type { Env, Service } from "../../service.js";

/** Those who sell. */
export const SELLERS = ["staff", "operator", "key:mall:write"] as const satisfies readonly Who[];

/**
 * Throws `forbidden` unless the caller may act for this seller. `null` is the house itself, for whom operators act alone. `also`: others
 * who may, for instance read.
 */
export function actFor(c: Context<Env>, merchant: string | null, also: readonly Who[] = []): void {
  const is = callerIs(c);
  if ([...also, "operator" as const, "key:mall:write" as const].some((who) => is.has(who))) return;
  const works = c.get("standing")?.merchants.some((shop) => shop.merchant === merchant) ?? false;
  if (!works)
    throw new Fault("forbidden", "merchant", "you don't work there", "staff of this merchant, or an operator");
}

/** Whether the caller owns the shop. */
export const ownsOf = (c: Context<Env>, merchant: string): boolean =>
  c.get("standing")?.merchants.some((shop) => shop.merchant === merchant && shop.owner) ?? false;

/** Throws `forbidden` unless the caller owns the shop, or acts for the house. */
export function mustOwn(c: Context<Env>, merchant: string): void {
  const is = callerIs(c);
  if (!ownsOf(c, merchant) && !is.has("operator") && !is.has("key:mall:write"))
    throw new Fault("forbidden", "merchant", "only its owner may do this", "the owner of the shop, or an operator");
}

/** Decimals of the programme's cash. Throws `not_found`, Unavailable. */
export function cashScaleOf({ programmes }: Service, programme: string): number {
  return programmes.need(programme).programme.scale(CASH);
}

/** Who did it, for the record: a name in the ledger, a person, or a key. */
export function whoOf(c: Context<Env>): string {
  const { member } = c.get("standing") ?? {};
  return member ?? c.get("person") ?? `key ${c.get("principal")?.bucket.slice(0, 16) ?? ""}`;
}

/** The bytes of a request whose body is a file. */
export async function fileOf(c: Context<Env>): Promise<Uint8Array> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length === 0)
    throw new Fault("unsupported_file", "body", "the body is empty", "the file itself as the body");
  return bytes;
}
