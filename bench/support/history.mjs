// A history of purchases: a file named by PERENNIAL_CDNOW, else one of the same size and shape from a fixed seed.
import { existsSync, readFileSync } from "node:fs";

const CUSTOMERS = 23_570;
const ORDERS = 69_659;
const DAYS = 546;
const JOINING_DAYS = 84;
const FIRST_DAY = Date.UTC(1997, 0, 1);
const DAY_MS = 86_400_000;

/** Numbers below 1, always the same ones (mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function generated() {
  const next = chance(1997);
  const rows = [];
  for (let order = 0; order < ORDERS; order++) {
    const isFirst = order < CUSTOMERS;
    const customer = isFirst ? order : Math.floor(next() ** 3 * CUSTOMERS);
    const joined = (customer * JOINING_DAYS) / CUSTOMERS;
    const day = Math.floor(isFirst ? joined : joined + next() ** 2 * (DAYS - joined));
    rows.push({ customer: `c${customer}`, day, cents: Math.floor(599 + 6_000 * next() ** 2) });
  }
  return rows;
}

function fromFile(file) {
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const [customer, date, , amount] = line.split(",");
    return {
      customer,
      day: (Date.parse(`${date}T00:00:00Z`) - FIRST_DAY) / DAY_MS,
      cents: Number(amount.replace(".", "")),
    };
  });
}

/** Orders by day, with where they come from. */
export function history() {
  const file = process.env["PERENNIAL_CDNOW"] ?? "";
  const own = !existsSync(file);
  const rows = own ? generated() : fromFile(file);
  return { from: own ? "generated, seed 1997" : "CDNOW", rows: rows.toSorted((a, b) => a.day - b.day) };
}

/** The events that the orders bring, as a replay file has them. */
export function eventsOf(rows) {
  const joined = new Set();
  const events = [];
  for (const [index, { customer, day, cents }] of rows.entries()) {
    const at = `${new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)}T12:00:00Z`;
    if (!joined.has(customer)) events.push({ type: "member.joined", member: customer, at });
    joined.add(customer);
    const gross = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    events.push({ type: "order.settled", order: `o${index}`, buyer: customer, gross, at });
  }
  return events;
}
