// Making orders: one transaction takes the goods out of stock, sets the tender aside and opens one payment. A key makes it count once.
import type { Programme } from "@perennial/kernel";
import { itemName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import type { Payments } from "../../payments/payments.js";
import type { Tx } from "../../settlement/outbox.js";
import type { MallParts } from "../parts.js";
import { PAY_MINUTES } from "../settings.js";
import type { AddressText } from "../tables.js";
import type { Draft } from "./basket.js";
import { cashOf, payOf } from "./basket.js";
import { rehearsed } from "./quote.js";
import { reservedBy } from "./reserved.js";
import { withShipping } from "./shipping.js";
import { fromStores } from "./sources.js";
import type { Pieces } from "./stock.js";
import { lockStock, takeStock } from "./stock.js";

export interface Buying {
  readonly programme: string;
  readonly member: string;
  /** made by the caller */
  readonly key: string;
  readonly drafts: readonly Draft[];
  readonly tender: Readonly<Record<string, string>>;
  readonly address: AddressText | null;
  readonly store: string | null;
  readonly note: string;
  /** told of the orders in the transaction that makes them */
  readonly also?: (tx: Tx, purchases: readonly string[]) => Promise<void>;
}

/**
 * The name of the payment. Throws what the tender throws, `quote_refused` with the kernel's own reason, `out_of_stock`, `malformed_request`
 * when goods have nowhere to go.
 */
export async function checkout(
  { database, now }: Pick<MallParts, "database" | "now">,
  payments: Payments,
  memory: Programme,
  buying: Buying,
): Promise<string> {
  const known = await before(database.query, buying);
  if (known !== undefined) return known;
  return database.query.transaction().execute(async (tx) => {
    // One checkout of a member at a time: what one sets aside the next one sees.
    await tx
      .selectFrom("member")
      .select("member")
      .where("programme_id", "=", buying.programme)
      .where("member", "=", buying.member)
      .forUpdate()
      .execute();
    const again = await before(tx, buying);
    if (again !== undefined) return again;
    const reserved = await reservedBy(tx, buying.programme, buying.member);
    const drafts = await placed(tx, buying);
    const quoted = rehearsed(memory, buying.member, drafts, buying.tender, reserved, now());
    const refusal = quoted.rehearsed.find((each) => each.refusal !== null)?.refusal;
    if (refusal) throw new Fault("quote_refused", "lines", `${refusal.code}: ${refusal.wrong}`, refusal.right);
    needsPlace(quoted.drafts, buying);
    return write(tx, payments, { ...buying, drafts: quoted.drafts }, now());
  });
}

/** The goods are held until the transaction ends: where they come from, and what sending them costs, then stands. */
async function placed(tx: Tx, { programme, drafts, address, store }: Buying): Promise<Draft[]> {
  await lockStock(
    tx,
    programme,
    drafts.flatMap(({ lines }) => lines.flatMap(({ variant }) => variant ?? [])),
  );
  const sourced = await fromStores(tx, programme, drafts, { address, store });
  const sent = await withShipping(tx, programme, sourced, store !== null);
  return sent.map((draft) => ({ ...draft, region: regionOf(draft, address) }));
}

/** The house's own goods count for the region that they go to, or are handed out in; a merchant's for its own. */
const regionOf = ({ merchant, region }: Draft, address: AddressText | null): string | null =>
  merchant === null ? (region ?? address?.region ?? null) : null;

function needsPlace(drafts: readonly Draft[], { address, store }: Buying): void {
  if (address === null && store === null && drafts.some(({ kind }) => kind === "goods"))
    throw new Fault(
      "malformed_request",
      "address",
      "goods have nowhere to go",
      "an address, or a store to pick them up",
    );
}

async function before(db: Pick<Tx, "selectFrom">, { programme, member, key }: Buying): Promise<string | undefined> {
  const row = await db
    .selectFrom("payment")
    .select("payment")
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .where("checkout_key", "=", key)
    .executeTakeFirst();
  return row?.payment;
}

async function write(tx: Tx, payments: Payments, buying: Buying, now: number): Promise<string> {
  const { programme, member, drafts } = buying;
  const payment = itemName();
  const amount = drafts.reduce((sum, draft) => sum + payOf(draft), 0);
  const expires = new Date(now + PAY_MINUTES * 60_000);
  for (const draft of drafts) await takeStock(tx, programme, piecesOf(draft), buying.store ?? draft.from);
  await tx
    .insertInto("payment")
    .values({
      programme_id: programme,
      payment,
      member,
      checkout_key: buying.key,
      amount,
      expires_at: expires,
      created_at: new Date(now),
    })
    .execute();
  const purchases: string[] = [];
  for (const draft of drafts) purchases.push(await writeOrder(tx, buying, draft, payment, expires, now));
  const bought = drafts.flatMap(({ lines }) => lines.flatMap(({ variant }) => variant ?? []));
  if (bought.length > 0)
    await tx
      .deleteFrom("cart_line")
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .where("variant", "in", bought)
      .execute();
  await buying.also?.(tx, purchases);
  if (amount === 0) await payments.free(tx, programme, payment);
  return payment;
}

const piecesOf = ({ lines }: Draft): Pieces[] =>
  lines.flatMap(({ variant, quantity, title }) => (variant === null ? [] : [{ variant, quantity, title: title.zh }]));

async function writeOrder(
  tx: Tx,
  { programme, member, address, store, note }: Buying,
  draft: Draft,
  payment: string,
  due: Date,
  now: number,
): Promise<string> {
  const purchase = itemName().toUpperCase();
  const at = new Date(now);
  const goods = draft.kind === "goods";
  await tx
    .insertInto("purchase")
    .values({
      programme_id: programme,
      purchase,
      member,
      merchant: draft.merchant,
      payment,
      kind: draft.kind,
      gross: draft.gross,
      cash: cashOf(draft),
      shipping: draft.shipping,
      cost: draft.cost,
      tender: JSON.stringify(draft.tender),
      tags: [...draft.tags],
      region: draft.region,
      address: goods && store === null ? JSON.stringify(address) : null,
      store,
      ships_from: draft.from,
      note,
      times: JSON.stringify({ unpaid: at.toISOString() }),
      due,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto("purchase_line")
    .values(
      draft.lines.map((line, index) => ({
        programme_id: programme,
        purchase,
        line: index,
        variant: line.variant,
        product: line.product,
        title: JSON.stringify(line.title),
        variant_title: JSON.stringify(line.variantTitle),
        photo: line.photo,
        price: line.price,
        quantity: line.quantity,
      })),
    )
    .execute();
  return purchase;
}
