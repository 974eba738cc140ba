// A plan in the making: kinds add what they need to it.
import { text } from "../audit/exact.js";
import type { Random } from "../random.js";

export type Json = Record<string, unknown>;

/** Who and what there is to name in an event; names that were refused may be among them, which is as well. */
export interface Cast {
  members: string[];
  merchants: string[];
  orders: string[];
  assets: string[];
  pools: string[];
  ranks: string[];
  /** ids of events that asked for cash */
  asked: string[];
  /** names of offers */
  offers: string[];
  events: number;
}

/** What a kind of mechanism adds to plans and to streams. */
export interface Generator {
  readonly kind: string;
  /** Adds one mechanism of the kind with whatever it needs. */
  readonly build: (random: Random, draft: Draft) => void;
  /** An event of its own, without `id`, `at`. */
  readonly event?: (random: Random, cast: Cast, mechanism: Json) => Json;
  /** A story that some streams begin with, where events drawn apart would hardly ever meet. */
  readonly opening?: (random: Random, mechanism: Json) => Json[];
  /** What of a mechanism another version of the plan may state otherwise. */
  readonly vary?: (random: Random, mechanism: Json) => Json;
}

export class Draft {
  readonly assets: Record<string, Json>;
  readonly pools: Record<string, Json>;
  readonly mechanisms: Json[] = [];
  ranks: Json[];

  /** `plan`: one that is to be added to. */
  constructor(
    private readonly random: Random,
    plan: Json = {},
  ) {
    this.assets = { ...(plan["assets"] as Record<string, Json>) };
    this.pools = { ...(plan["pools"] as Record<string, Json>) };
    this.ranks = [...((plan["ranks"] as Json[] | undefined) ?? [])];
  }

  asset(name: string, more: Json = {}): string {
    this.assets[name] ??= { scale: this.random.pick([0, 2, 4]), ...more };
    return name;
  }

  /** The scale of an asset that is there. */
  scale(name: string): number {
    return name === "cash" ? 2 : Number(this.assets[name]?.["scale"] ?? 2);
  }

  /** A pool with some inflow. */
  pool(name: string, most = 30): string {
    const of = this.random.pick(["gross", "gross", "margin", "revenue"]);
    this.pools[name] ??= { inflow: [{ rate: this.random.rate(of === "gross" ? most : 90, 1), of }] };
    return name;
  }

  add(mechanism: Json): void {
    const id = `${text(mechanism["kind"])}${this.mechanisms.length}`;
    this.mechanisms.push({ id, ...mechanism });
  }
}
