// What a mechanism is: one room with its parameters, its behaviour on each event, what it owes, and its words for the holder.
import type { z } from "zod";
import type { KernelEvent } from "../events/vocabulary.js";
import type { Fault } from "../plan/fault.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Instance } from "../plan/instance.js";
import type { Common, Text } from "../plan/types.js";
import type { Fraction } from "../number/fraction.js";
import type { Order, RefundStep } from "../orders/order.js";
import type { TableDeclaration } from "../store/store.js";
import type { Day } from "../time/calendar.js";
import type { World } from "../world.js";
import type { Coming, HolderAct, InReview, NextShare, Place, RoundsSoFar } from "./shared/ahead.js";

/** A bound: what a plan can pay at most, proved from its parameters with no assumption about growth. */
export interface Bound {
  /** `mechanisms[0]` and the like */
  path: string;
  /** name of the bound, e.g. `exit-share` */
  name: string;
  /** the bound as an exact fraction; undefined: there is none */
  value: Fraction | undefined;
  unit: "share" | "times" | "cash" | "count";
  text: Text;
  /** how it follows from the parameters, e.g. `0.30 ÷ (3 × (1 − 0.20))` */
  formula: string;
}

/** What a mechanism still owes, and the money that stands behind it; cash minor units. */
export interface Claim {
  /** all that has been promised and not been paid yet, if every condition were met */
  promised: bigint;
  /** the pool that has to pay for it; undefined: nothing does */
  pool: number | undefined;
}

/** What the holder of a lot may know about its future. */
export interface LotOutlook {
  /** the price at which it exits, cash minor units per minor unit of the asset, n over d */
  exit?: { n: bigint; d: bigint };
  /** how much of it is freed a day, minor units */
  daily?: number;
  /** the day from which on it lapses or is paid */
  due?: Day;
}

/** Somebody at the head of a line. */
export interface LinePlace {
  readonly holder: number;
  /** row of the order that it stands for */
  readonly order: number;
  /** 1: the next to be paid */
  readonly place: number;
  /** cash still to be paid, minor units */
  readonly left: number;
}

/** What a mechanism does. Every method is optional; the world calls them in the order in which the plan lists the mechanisms. */
export interface Behaviour {
  onJoin?(holder: number): void;
  /** `order`: the order that activated the holder, if one did. */
  onActivate?(holder: number, order: Order | undefined): void;
  onMerchant?(merchant: number): void;
  onOrder?(order: Order): void;
  onRefund?(order: Order, step: RefundStep): void;
  /**
   * The closing of a day; holdings are as after all events of the day. Where it may have to write for everybody it stops after each of
   * them, with every figure right: there a part of the close may end.
   */
  onClose?(day: Day): void | Iterable<void>;
  /** After every event and every close: what a changed pool or holding brings about. */
  afterEvent?(): void;
  /** How much of an inflow that a refund takes back this mechanism lets go; asked after `onRefund`. Left out: all. */
  releasesInflow?(pool: number, amount: number): number;
  /** Another version of the plan is about to come into force: settle what was earned under this one. May look at every holder. */
  beforeChange?(): void;
  /** It has come into force: take up what there is already. May look at every holder. */
  afterChange?(): void;
  /** A holder is about to be activated (or no longer), or to change rank: settle what it has earned as it stands. */
  beforeStanding?(holder: number): void;
  /** A holder has joined, was activated (or no longer), or has changed rank. */
  afterStanding?(holder: number): void;
  /** Told of each grant of an asset, before it is booked. */
  onGranted?(holder: number, asset: number, amount: number): void;
  /** Something was done. False: not mine. Every mechanism is asked; when none knows the task the event is refused. */
  onTask?(member: number, task: string, value: number | undefined): boolean;
  /** Takes an event that belongs to mechanisms (a sale, a transfer, an offer…). False: not mine; the first that takes it has it. */
  take?(event: KernelEvent): boolean;
  /** Of an asset: the sum of what is due to all holders and not yet issued. May look at every holder. */
  unbooked?(asset: number): number;
  /** What is due to a holder at this moment and not yet booked; negative for what it will cost. */
  pending?(holder: number, asset: number): number;
  /** How much has left one of its lots (a row of the ledger's lots) and is not yet booked. */
  ripe?(lot: number): number;
  /** The asset that it gives a price, in cash units per unit of the asset; d 0 when there is none yet. */
  price?(): { asset: number; n: bigint; d: bigint } | undefined;
  /** The programme is closing and it is this mechanism's turn: pay what is owed as far as its pool holds it. */
  payClaims?(): void;
  /** What is still owed at this moment. May look at every lot: for reports, not for the hot path. */
  owes?(): Claim[];
  /** What is ahead of one of its lots (a row of the ledger's lots); undefined: not mine. */
  outlook?(lot: number): LotOutlook | undefined;
  /** What a holder may begin under it. */
  acts?(): HolderAct[];
  /** What closes up to and including a day bring to a holder. Asked in a rehearsal, like all that follow; looks at the holder's own alone. */
  coming?(holder: number, through: Day): Coming[];
  /** A holder's places in its line, the first to be paid first. */
  places?(holder: number): Place[];
  /** Who waits at the head of its line, the first first, at most `most` of them. */
  front?(most: number): LinePlace[];
  nextShare?(holder: number): NextShare | undefined;
  roundsSoFar?(holder: number): RoundsSoFar | undefined;
  inReview?(holder: number): InReview[];
  /** Statements that must hold after every event and do not; for tests and audit. */
  broken?(): string[];
}

/** Words of a rule for the holder: `{name:unit}` stands for a figure; units: cash, asset, count, rate, price, day, text. */
export type Words = Readonly<Record<string, Text>>;

export interface MechanismDefinition<P extends Common = Common> {
  readonly kind: string;
  readonly title: Text;
  /** its parameters; an unknown key is a fault */
  readonly schema: z.ZodType<P>;
  readonly tables?: readonly TableDeclaration[];
  readonly words: Words;
  /** What the schema can't see: names that must exist, values that must fit each other. `path` is where it stands. */
  faults?(params: P, plan: PlanDocument, path: string): Fault[];
  bounds?(params: P, plan: PlanDocument, path: string): Bound[];
  /** What it does, in sentences with its parameters, for whoever reads the plan. */
  told(params: P, plan: PlanDocument): Text[];
  begin(params: P, world: World, self: Instance): Behaviour;
}

/** A definition with its parameter type sealed, as the registry holds it. */
export interface AnyMechanism {
  readonly kind: string;
  readonly title: Text;
  readonly schema: z.ZodType;
  readonly tables: readonly TableDeclaration[];
  readonly words: Words;
  faults(params: unknown, plan: PlanDocument, path: string): Fault[];
  bounds(params: unknown, plan: PlanDocument, path: string): Bound[];
  told(params: unknown, plan: PlanDocument): Text[];
  begin(params: unknown, world: World, self: Instance): Behaviour;
}

/** Seals a definition: its parameters are parsed by its own schema wherever they come in. */
export function defineMechanism<P extends Common>(definition: MechanismDefinition<P>): AnyMechanism {
  const { kind, title, schema, words } = definition;
  return {
    kind,
    title,
    schema,
    words,
    tables: definition.tables ?? [],
    faults: (params, plan, path) => definition.faults?.(schema.parse(params), plan, path) ?? [],
    bounds: (params, plan, path) => definition.bounds?.(schema.parse(params), plan, path) ?? [],
    told: (params, plan) => definition.told(schema.parse(params), plan),
    begin: (params, world, self) => definition.begin(schema.parse(params), world, self),
  };
}
