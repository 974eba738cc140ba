// The auditor's transfer, convert, withdraw and task: what a holder does with a balance.
import type { Books } from "../books.js";
import type { Mechanism } from "../types.js";
import { amountOf, idOf, No, PLATFORM } from "../books.js";
import { difference, floorOf, least, product, ratio, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";

const ONE = { n: 1n, d: 1n };
const optional = (by: Mechanism, key: string, otherwise: string): string =>
  (by[key] as string | undefined) ?? otherwise;

export const transfer: Kind = {
  take: (books, by, event) => {
    const asset = text(by["asset"]);
    if (event["type"] !== "asset.transferred" || event["asset"] !== asset) return false;
    const [from, to] = [books.holder(event["from"]).name, books.holder(event["to"]).name];
    const quantity = amountOf(books, event["quantity"], asset);
    const fee = floorOf(quantity, ratio(optional(by, "fee", "0")));
    if (books.free(from, asset) < quantity) throw new No("insufficient_balance");
    books.take(from, asset, fee);
    if (books.cap(asset) === undefined) books.put(PLATFORM, asset, fee);
    const parts = books.take(from, asset, quantity - fee);
    books.put(to, asset, quantity - fee);
    if (books.ages(asset)) books.putParts(to, asset, parts);
    return true;
  },
};

export const convert: Kind = {
  take: (books, by, event) => {
    if (event["type"] !== "asset.converted" || event["from"] !== by["from"] || event["to"] !== by["to"]) return false;
    const { name } = books.holder(event["holder"]);
    const [from, to] = [text(by["from"]), text(by["to"])];
    const quantity = amountOf(books, event["quantity"], from);
    const net = product(ratio(optional(by, "rate", "1")), difference(ONE, ratio(optional(by, "fee", "0"))));
    books.take(name, from, quantity);
    books.credit(name, to, floorOf(quantity, product(net, ten(books.scale(to) - books.scale(from)))));
    return true;
  },
};

export const withdraw: Kind = {
  take: (books, by, event) => {
    if (event["type"] === "cash.withdrawn") ask(books, by, event);
    else if (event["type"] === "withdrawal.approved" || event["type"] === "withdrawal.refused")
      decide(books, by, event);
    else return false;
    return true;
  },
};

function notesOf(books: Books, by: Mechanism): Map<string, bigint> {
  const known = books.state.notes.get(idOf(by));
  const notes = known ?? new Map<string, bigint>();
  if (!known) books.state.notes.set(idOf(by), notes);
  return notes;
}

function ask(books: Books, by: Mechanism, event: Record<string, unknown>): void {
  const { name } = books.holder(event["holder"]);
  const amount = amountOf(books, event["amount"], "cash");
  const cash = (key: string): bigint | undefined =>
    by[key] === undefined ? undefined : books.planUnits(text(by[key]), "cash");
  const [min, most, review] = [cash("min"), cash("maxPerDay"), cash("review")];
  const key = `out|${idOf(by)}|${name}|${books.state.day}`;
  if (min !== undefined && amount < min) throw new No("below_minimum");
  if (most !== undefined && books.count(key) + amount > most) throw new No("limit_reached");
  books.take(name, "cash", amount);
  books.addCount(key, amount);
  if (review !== undefined && amount > review) {
    books.wallet(name, "cash").held += amount;
    notesOf(books, by).set(`${text(event["id"])}|${name}`, amount);
  } else books.put(PLATFORM, "cash", floorOf(amount, ratio(optional(by, "fee", "0"))));
}

function decide(books: Books, by: Mechanism, event: Record<string, unknown>): void {
  const notes = notesOf(books, by);
  const key = [...notes.keys()].find((each) => each.split("|")[0] === event["withdrawal"]);
  if (key === undefined) throw new No("unknown_withdrawal");
  const amount = notes.get(key) ?? 0n;
  if (amount === 0n) throw new No("wrong_state");
  const name = key.slice(key.indexOf("|") + 1);
  notes.set(key, 0n);
  books.wallet(name, "cash").held -= amount;
  if (event["type"] === "withdrawal.refused") books.put(name, "cash", amount);
  else books.put(PLATFORM, "cash", floorOf(amount, ratio(optional(by, "fee", "0"))));
}

interface Tier {
  atLeast?: string;
  value?: string;
  amount?: string;
  rate?: string;
}

function tierFor(books: Books, by: Mechanism, held: bigint, value: number): Tier {
  const asset = text(by["asset"]);
  const tier = (by["tiers"] as Tier[])
    .filter((each) =>
      each.value === undefined ? held >= books.planUnits(each.atLeast ?? "0", asset) : value >= Number(each.value),
    )
    .toSorted((a, b) => Number(b.value ?? b.atLeast) - Number(a.value ?? a.atLeast))[0];
  if (!tier) throw new No("no_tier");
  return tier;
}

export const task: Kind = {
  take: (books, by, event) => {
    if (event["type"] !== "task.done" || event["task"] !== by["task"]) return false;
    const { name } = books.holder(event["member"]);
    const [asset, to] = [text(by["asset"]), text(by["to"])];
    const group = by["group"] as { name: string; perDay: number } | undefined;
    const times = group?.perDay ?? (by["perDay"] as number | undefined) ?? 1;
    const key = `task|${group ? `group ${group.name}` : idOf(by)}|${name}|${books.state.day}`;
    if (books.count(key) >= BigInt(times)) throw new No("limit_reached");
    const free = books.free(name, asset);
    const sum = `task sum|${key}`;
    const isFirst = !group || books.count(key) === 0n;
    if (isFirst) {
      const value = event["value"] === undefined ? 0 : Number(event["value"]);
      const tier = tierFor(books, by, books.total(name, asset), value);
      const whole =
        tier.amount === undefined ? floorOf(free, ratio(tier.rate ?? "0")) : books.planUnits(tier.amount, asset);
      books.state.counters.set(sum, whole);
    }
    // The first task of a group fixes what the day comes to; each is an equal part of it.
    const freed = least(group ? books.count(sum) / BigInt(times) : books.count(sum), free);
    const step = ten(books.scale(to) - books.scale(asset));
    const paid = floorOf(freed, step);
    if (to === "cash" && books.pool(text(by["pool"])) < paid) throw new No("pool_short");
    books.addCount(key, 1n);
    if (paid === 0n) return true;
    books.take(name, asset, (paid * step.d) / step.n);
    books.credit(name, to, paid, undefined, to === "cash" ? text(by["pool"]) : undefined);
    return true;
  },
};
