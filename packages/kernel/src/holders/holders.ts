// Holders: whoever can own a balance, by name, and the referral tree they stand in.
import { refuse } from "../refusal.js";
import { PLATFORM } from "../ledger/accounts.js";
import { IndexOf } from "../store/index-of.js";
import type { Store, Table, TableDeclaration } from "../store/store.js";

export const ROLE = { platform: 0, member: 1, merchant: 2, agent: 4 } as const;

/** How a holder came to be activated; 0: it is not. */
export const ACTIVATED = { byName: 1, byOrder: 2 } as const;

export const holderTable = {
  name: "holder",
  columns: {
    name: "text",
    roles: "ref",
    referrer: "ref",
    activated: "ref",
    /** id of the rank held, −1 for none */ rank: "ref",
    /** activated direct referrals, and activated members below at any depth */ direct: "ref",
    team: "ref",
    /** cash gross of own settled orders, and of those of members below */ spend: "int",
    volume: "int",
  },
} as const satisfies TableDeclaration;

export const merchantTable = {
  name: "merchant",
  columns: { holder: "ref", margin: "text", region: "text" },
} as const satisfies TableDeclaration;
export const agentTable = {
  name: "agent",
  columns: { holder: "ref", region: "text", sponsor: "ref" },
} as const satisfies TableDeclaration;
export const tagTable = {
  name: "holder_tag",
  columns: { holder: "ref", tag: "text", orders: "ref" },
} as const satisfies TableDeclaration;

export class Holders {
  readonly table: Table<typeof holderTable.columns>;
  readonly merchants: Table<typeof merchantTable.columns>;
  readonly agents: Table<typeof agentTable.columns>;
  readonly tags: Table<typeof tagTable.columns>;
  private readonly byName: IndexOf<string>;
  private readonly merchantRows: IndexOf<number>;
  private readonly agentRows: IndexOf<string>;
  private readonly tagRows = new Map<string, number>();

  constructor(store: Store) {
    this.table = store.table(holderTable);
    this.merchants = store.table(merchantTable);
    this.agents = store.table(agentTable);
    this.tags = store.table(tagTable);
    const { name } = this.table.cells;
    const { holder } = this.merchants.cells;
    const { region } = this.agents.cells;
    const tag = this.tags.cells;
    this.byName = IndexOf.over(this.table, (row) => name.get(row));
    this.merchantRows = IndexOf.over(this.merchants, (row) => holder.get(row));
    this.agentRows = IndexOf.over(this.agents, (row) => region.get(row));
    this.tags.follow({
      added: (row) => void this.tagRows.set(`${tag.holder.get(row)} ${tag.tag.get(row)}`, row),
      removed: (row) => void this.tagRows.delete(`${tag.holder.get(row)} ${tag.tag.get(row)}`),
    });
  }

  get count(): number {
    return this.table.length;
  }

  find(name: string): number | undefined {
    return this.byName.get(name);
  }

  name(holder: number): string {
    return this.table.cells.name.get(holder);
  }

  /** A holder by name, the platform not meant. Refuses with `unknown_holder`. */
  need(name: string, place: string): number {
    const holder = this.byName.get(name);
    if (holder === undefined || holder === PLATFORM)
      refuse(
        "unknown_holder",
        place,
        `nobody here is called "${name}"`,
        "the name of a holder who has joined before this event",
      );
    return holder;
  }

  /** A holder who has joined as a member. Refuses with `unknown_holder`. */
  needMember(name: string, place: string): number {
    const holder = this.need(name, place);
    if (!this.is(holder, ROLE.member))
      refuse("unknown_holder", place, `"${name}" is no member`, "the name of a member");
    return holder;
  }

  /** A holder who has joined as a merchant. Refuses with `unknown_holder`. */
  needMerchant(name: string, place: string): number {
    const holder = this.need(name, place);
    if (!this.is(holder, ROLE.merchant))
      refuse("unknown_holder", place, `"${name}" is no merchant`, "the name of a merchant");
    return holder;
  }

  /** Adds a holder. Refuses with `already_exists`. */
  add(name: string, roles: number, referrer: number, place: string): number {
    if (this.byName.has(name))
      refuse("already_exists", place, `"${name}" has already joined`, "a name that is not taken");
    return this.table.append({
      name,
      roles,
      referrer,
      activated: 0,
      rank: -1,
      direct: 0,
      team: 0,
      spend: 0,
      volume: 0,
    });
  }

  is(holder: number, role: number): boolean {
    return (this.table.cells.roles.get(holder) & role) !== 0;
  }

  isActivated(holder: number): boolean {
    return this.table.cells.activated.get(holder) !== 0;
  }

  referrer(holder: number): number {
    return this.table.cells.referrer.get(holder);
  }

  /** The holder so many generations up (1: the referrer), or −1. */
  ancestor(holder: number, generation: number): number {
    let at = holder;
    for (let step = 0; step < generation && at !== -1; step++) at = this.referrer(at);
    return at;
  }

  /** Everybody above, nearest first. */
  *above(holder: number): Generator<number> {
    for (let at = this.referrer(holder); at !== -1; at = this.referrer(at)) yield at;
  }

  merchantRow(holder: number): number | undefined {
    return this.merchantRows.get(holder);
  }

  /** Counts an order with a tag for its buyer, or takes it off again (`by` −1); returns how many there are now. */
  countTag(holder: number, tag: string, by: number): number {
    const row = this.tagRows.get(`${holder} ${tag}`) ?? this.tags.append({ holder, tag, orders: 0 });
    const orders = this.tags.cells.orders.get(row) + by;
    this.tags.cells.orders.set(row, orders);
    return orders;
  }

  hasTag(holder: number, tag: string): boolean {
    const row = this.tagRows.get(`${holder} ${tag}`);
    return row !== undefined && this.tags.cells.orders.get(row) > 0;
  }

  /** The row of the agent of exactly this region. */
  agentOf(region: string): number | undefined {
    return this.agentRows.get(region);
  }
}
