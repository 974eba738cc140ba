// A programme in memory with its journal and its days: enough of a service for the pages to be looked at.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { EntryDetail, HolderLine, ProgrammeState, SeriesDay } from "@perennial/api";
import type { Outcome } from "@perennial/kernel";
import {
  chainHash,
  claimsText,
  formatDay,
  GENESIS,
  poolsText,
  pricesText,
  Programme,
  readPlan,
  renderEntry,
  supplyText,
} from "@perennial/kernel";
import { minus, plus, sum } from "../../src/shared/format/decimal.js";

const digest = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const planFile = new URL("../../../../plans/appreciation/plan.json", import.meta.url);

export type Day = SeriesDay & { promised: string };
export type Row = Omit<EntryDetail, "event"> & { event: Record<string, unknown> | null };

export class Book {
  readonly programme: Programme;
  readonly document: Record<string, unknown>;
  readonly journal: Row[] = [];
  readonly days: Day[] = [];
  readonly ids = new Map<string, { body: string; seq: number }>();
  readonly joined = new Map<string, { kind: "member" | "merchant" | "agent"; joined: string }>();
  gross = "0.00";
  margin = "0.00";
  paid = "0.00";
  orders = 0;
  private today = { orders: 0, gross: "0.00", margin: "0.00", paid: "0.00" };

  constructor() {
    const result = readPlan(JSON.parse(readFileSync(planFile, "utf8")));
    if (!result.ok) throw new Error(`the plan has faults: ${JSON.stringify(result.faults)}`);
    this.document = result.plan.document;
    this.programme = Programme.start(result.plan);
  }

  /** Applies an event and writes it down; a refusal leaves only the days that it closed. */
  apply(event: Record<string, unknown>): Outcome {
    const outcome = this.programme.apply(event);
    for (const entry of outcome.entries) {
      const own = outcome.ok && entry === outcome.entries.at(-1);
      this.book(renderEntry(this.programme, entry), own ? event : null);
    }
    if (outcome.ok) this.remember(event);
    return outcome;
  }

  private remember(event: Record<string, unknown>): void {
    const text = (key: string): string => (typeof event[key] === "string" ? event[key] : "");
    this.ids.set(text("id"), { body: JSON.stringify(event), seq: this.journal.length });
    const joined = formatDay(this.programme.today);
    if (event["type"] === "member.joined") this.joined.set(text("member"), { kind: "member", joined });
    if (event["type"] === "merchant.joined") this.joined.set(text("merchant"), { kind: "merchant", joined });
  }

  private book(entry: Row["entry"], event: Record<string, unknown> | null): void {
    const before = this.journal.at(-1)?.hash ?? GENESIS;
    const hash = chainHash(before, entry, digest);
    const { seq, type, id, at } = entry;
    this.journal.push({
      seq,
      type,
      id,
      at,
      bookedAt: at.length > 10 ? at : `${at}T23:59:59Z`,
      hash,
      before,
      event,
      entry,
    });
    this.count(entry);
    if (type === "day.closed") this.close(at.slice(0, 10));
  }

  private count({ type, postings }: Row["entry"]): void {
    const total = (test: (posting: (typeof postings)[number]) => boolean): string =>
      sum(
        postings
          .filter(({ asset }) => asset === "cash")
          .filter(test)
          .map(({ amount }) => amount),
      );
    if (type === "order.settled") {
      const paid = total(({ debit }) => debit === "external");
      const cost = total(({ why }) => why.rule === "order.cost");
      this.today.orders += 1;
      this.today.gross = plus(this.today.gross, paid);
      this.today.margin = plus(this.today.margin, minus(paid, cost));
      this.orders += 1;
      this.gross = plus(this.gross, paid);
      this.margin = plus(this.margin, minus(paid, cost));
    }
    const given = total(
      ({ credit, why }) => why.mechanism !== "" && credit.startsWith("wallet:") && credit !== "wallet:platform",
    );
    this.paid = plus(this.paid, given);
    this.today.paid = plus(this.today.paid, given);
  }

  private close(day: string): void {
    const { programme } = this;
    this.days.push({
      day,
      ...this.today,
      members: [...this.joined.values()].filter(({ kind }) => kind === "member").length,
      pools: poolsText(programme),
      supply: supplyText(programme),
      prices: pricesText(programme),
      promised: sum(claimsText(programme).map(({ promised }) => promised)),
    });
    this.today = { orders: 0, gross: "0.00", margin: "0.00", paid: "0.00" };
  }

  /** The day that is open; null before the first event. */
  get day(): string | null {
    return this.programme.opened ? formatDay(this.programme.today) : null;
  }

  state(): ProgrammeState {
    const { programme } = this;
    const claims = claimsText(programme);
    const promised = sum(claims.map((claim) => claim.promised));
    const held = sum([...new Map(claims.map((claim) => [claim.pool, claim.held])).values()]);
    return {
      today: this.day,
      seq: this.journal.length,
      members: [...this.joined.values()].filter(({ kind }) => kind === "member").length,
      orders: this.orders,
      gross: this.gross,
      margin: this.margin,
      revenue: minus(this.margin, this.paid),
      paid: this.paid,
      pools: poolsText(programme),
      supply: supplyText(programme),
      prices: pricesText(programme),
      claims,
      coverage: Number(promised) === 0 ? null : String(Math.floor((Number(held) / Number(promised)) * 10_000) / 10_000),
      receivables: "0.00",
      lag: { checkpoint: 128, projection: 0, days: 0, closing: 0 },
      closeMillis: 3.2,
    };
  }

  /** The lines of a holder, newest first. */
  lines(name: string): HolderLine[] {
    const sides = { wallet: "wallet", lot: "lot", hold: "hold", receivable: "receivable" } as const;
    const found = this.journal.flatMap(({ seq, at, type, id, entry }) =>
      entry.postings.flatMap(({ debit, credit, asset, amount, why }, line) =>
        Object.values(sides).flatMap((account) => {
          const own = `${account}:${name}`;
          if ((debit === own) === (credit === own)) return [];
          return [{ seq, line, at, type, id, asset, amount: credit === own ? amount : `-${amount}`, account, why }];
        }),
      ),
    );
    return found.toReversed();
  }
}
