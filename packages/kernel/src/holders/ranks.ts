// Ranks: the ladder, what each step requires, and the review that lifts holders until nothing changes.
import type { Ledger } from "../ledger/ledger.js";
import { PLATFORM } from "../ledger/accounts.js";
import type { Store, Table, TableDeclaration } from "../store/store.js";
import type { Holders } from "./holders.js";
import { ROLE } from "./holders.js";

/** What a rank requires, compiled: amounts in minor units, assets by number. All that are there must hold. */
export interface Requirement {
  direct?: number;
  team?: number;
  directRank?: [level: number, count: number][];
  teamRank?: [level: number, count: number][];
  volume?: number;
  spend?: number;
  tag?: string;
  /** level of a rank that must be held */
  rank?: number;
  holding?: [asset: number, amount: number][];
  approval?: boolean;
}

/** One thing that a rank requires, and how far a holder is: counts, or minor units. `name`: the tag, the rank or the asset that is meant. */
export interface Need {
  what: keyof Requirement;
  name: string;
  /** the asset of an amount held */
  asset?: number;
  have: number;
  need: number;
}

/** One step of the ladder, lowest first. */
export interface Step {
  rank: string;
  require: Requirement;
}

export const rankTable = { name: "rank", columns: { name: "text" } } as const satisfies TableDeclaration;
/** How many directly and at any depth below a holder hold exactly this rank. */
export const standingTable = {
  name: "standing",
  columns: { holder: "ref", rank: "ref", direct: "ref", team: "ref" },
} as const satisfies TableDeclaration;
export const approvalTable = {
  name: "approval",
  columns: { holder: "ref", rank: "ref" },
} as const satisfies TableDeclaration;

const MOST_RANKS = 256;

export class Ranks {
  private readonly names: Table<typeof rankTable.columns>;
  private readonly standings: Table<typeof standingTable.columns>;
  private readonly approvals: Table<typeof approvalTable.columns>;
  /** told when a holder is about to change rank, and when it has */
  moving: { before(holder: number): void; after(holder: number): void } = {
    before: () => undefined,
    after: () => undefined,
  };
  private readonly standingRows = new Map<number, number>();
  private readonly approved = new Set<number>();
  private readonly touched = new Set<number>();
  private steps: readonly Step[] = [];
  private demote = false;
  private levels: number[] = [];
  private usesTeam = false;
  private usesVolume = false;
  private usesRanksBelow = false;

  constructor(
    store: Store,
    private readonly holders: Holders,
    private readonly ledger: Ledger,
  ) {
    this.names = store.table(rankTable);
    this.standings = store.table(standingTable);
    this.approvals = store.table(approvalTable);
    const standing = this.standings.cells;
    const approval = this.approvals.cells;
    const key = (row: number): number => standing.holder.get(row) * MOST_RANKS + standing.rank.get(row);
    this.standings.follow({
      added: (row) => void this.standingRows.set(key(row), row),
      removed: (row) => void this.standingRows.delete(key(row)),
    });
    const approvalKey = (row: number): number => approval.holder.get(row) * MOST_RANKS + approval.rank.get(row);
    this.approvals.follow({
      added: (row) => void this.approved.add(approvalKey(row)),
      removed: (row) => void this.approved.delete(approvalKey(row)),
    });
  }

  /** Puts a plan's ladder in force. */
  climb(steps: readonly Step[], demote: boolean): void {
    this.steps = steps;
    this.demote = demote;
    for (const step of steps) this.rankId(step.rank);
    this.levels = Array.from({ length: this.names.length }, (_, id) =>
      steps.findIndex((step) => step.rank === this.names.cells.name.get(id)),
    );
    this.usesTeam = steps.some(({ require }) => require.team !== undefined);
    this.usesVolume = steps.some(({ require }) => require.volume !== undefined);
    this.usesRanksBelow = steps.some(
      ({ require }) => require.directRank !== undefined || require.teamRank !== undefined,
    );
  }

  /** Level of the rank that a holder has, 0 the lowest; −1 for none. */
  level(holder: number): number {
    const id = this.holders.table.cells.rank.get(holder);
    return id === -1 ? -1 : (this.levels[id] ?? -1);
  }

  levelOf(rank: string): number {
    return this.steps.findIndex((step) => step.rank === rank);
  }

  nameOf(holder: number): string | undefined {
    const id = this.holders.table.cells.rank.get(holder);
    return id === -1 ? undefined : this.names.cells.name.get(id);
  }

  get ladder(): readonly Step[] {
    return this.steps;
  }

  approve(holder: number, rank: string): void {
    const id = this.rankId(rank);
    if (!this.approved.has(holder * MOST_RANKS + id)) this.approvals.append({ holder, rank: id });
    this.touch(holder);
  }

  /** Marks a holder for the next review. */
  touch(holder: number): void {
    if (this.steps.length && holder !== PLATFORM) this.touched.add(holder);
  }

  /** Another version of the plan: what its ladder looks at is counted from the tree as it stands, and everybody is reviewed. */
  ladderChanged(): void {
    if (this.usesTeam || this.usesVolume) this.recount();
    for (let holder = 1; holder < this.holders.count; holder++) this.touch(holder);
  }

  /** Counts an activation (or, with −1, its end) in the line above. */
  countActivation(holder: number, by: number): void {
    const { direct, team } = this.holders.table.cells;
    this.touch(holder);
    const parent = this.holders.referrer(holder);
    if (parent === -1) return;
    direct.set(parent, direct.get(parent) + by);
    this.touch(parent);
    if (!this.usesTeam) return;
    for (const above of this.holders.above(holder)) {
      team.set(above, team.get(above) + by);
      this.touch(above);
    }
  }

  /** Counts cash gross for the buyer and in the line above; negative for a refund. */
  countSpend(buyer: number, cash: number): void {
    const { spend, volume } = this.holders.table.cells;
    spend.set(buyer, spend.get(buyer) + cash);
    this.touch(buyer);
    if (!this.usesVolume) return;
    for (const above of this.holders.above(buyer)) {
      volume.set(above, volume.get(above) + cash);
      this.touch(above);
    }
  }

  /** Lifts everybody who was touched as far as their requirements hold, until nothing changes. */
  review(): void {
    for (const holder of this.touched) {
      this.touched.delete(holder);
      const level = this.level(holder);
      let next = level;
      while (next + 1 < this.steps.length && this.holds(holder, next + 1, next)) next += 1;
      if (next !== level) this.move(holder, next);
    }
  }

  /** The month's end of a plan that demotes: everybody falls to the highest rank whose requirements, and all below, still hold. */
  reviewDown(): void {
    if (!this.demote) return;
    for (let changed = true; changed;) {
      changed = false;
      for (let holder = 1; holder < this.holders.count; holder++) {
        const level = this.level(holder);
        let reached = -1;
        while (reached < level && this.holds(holder, reached + 1, reached)) reached += 1;
        if (reached === level) continue;
        this.move(holder, reached);
        changed = true;
      }
    }
  }

  /** From now on whoever's balance of an asset that a rank requires changes is reviewed. */
  watchHoldings(): void {
    const assets = this.steps.flatMap(({ require }) => (require.holding ?? []).map(([asset]) => asset));
    for (const asset of new Set(assets)) this.ledger.watch(asset, (holder) => this.touch(holder));
  }

  forget(): void {
    this.touched.clear();
  }

  /** Whether a requirement of level `level` holds for someone who stands at `from`. */
  private holds(holder: number, level: number, from: number): boolean {
    const require = this.steps[level]?.require;
    if (!require) return false;
    const { direct, team, spend, volume } = this.holders.table.cells;
    if (require.direct !== undefined && direct.get(holder) < require.direct) return false;
    if (require.team !== undefined && team.get(holder) < require.team) return false;
    if (require.volume !== undefined && volume.get(holder) < require.volume) return false;
    if (require.spend !== undefined && spend.get(holder) < require.spend) return false;
    if (require.tag !== undefined && !this.holders.hasTag(holder, require.tag)) return false;
    if (require.rank !== undefined && from < require.rank) return false;
    if (require.approval && !this.isApproved(holder, level)) return false;
    if (require.holding?.some(([asset, amount]) => this.ledger.total(holder, asset) < amount)) return false;
    if (require.directRank?.some(([least, count]) => this.countBelow(holder, least, "direct") < count)) return false;
    if (require.teamRank?.some(([least, count]) => this.countBelow(holder, least, "team") < count)) return false;
    return true;
  }

  /** What the rank after a holder's own requires, in the order of the plan's language; undefined at the top of the ladder. */
  next(holder: number): { rank: string; needs: Need[] } | undefined {
    const from = this.level(holder);
    const step = this.steps[from + 1];
    if (!step) return undefined;
    const { require } = step;
    const { direct, team, spend, volume } = this.holders.table.cells;
    const needs: Need[] = [];
    const count = (what: keyof Requirement, have: number, need: number | undefined, name = ""): void => {
      if (need !== undefined) needs.push({ what, name, have, need });
    };
    const yes = (isSo: boolean): number => (isSo ? 1 : 0);
    count("direct", direct.get(holder), require.direct);
    count("team", team.get(holder), require.team);
    for (const which of ["direct", "team"] as const)
      for (const [least, need] of require[`${which}Rank`] ?? [])
        count(`${which}Rank`, this.countBelow(holder, least, which), need, this.steps[least]?.rank);
    count("volume", volume.get(holder), require.volume);
    count("spend", spend.get(holder), require.spend);
    if (require.tag !== undefined) count("tag", yes(this.holders.hasTag(holder, require.tag)), 1, require.tag);
    if (require.rank !== undefined) count("rank", yes(from >= require.rank), 1, this.steps[require.rank]?.rank);
    for (const [asset, need] of require.holding ?? [])
      needs.push({ what: "holding", name: "", asset, have: this.ledger.stored(holder, asset), need });
    if (require.approval) count("approval", yes(this.isApproved(holder, from + 1)), 1);
    return { rank: step.rank, needs };
  }

  /** Approved for this rank or a higher one. */
  private isApproved(holder: number, level: number): boolean {
    return this.steps.slice(level).some((step) => this.approved.has(holder * MOST_RANKS + this.rankId(step.rank)));
  }

  private countBelow(holder: number, least: number, which: "direct" | "team"): number {
    let count = 0;
    for (let level = least; level < this.steps.length; level++) {
      const row = this.standingRows.get(holder * MOST_RANKS + this.rankId(this.steps[level]?.rank ?? ""));
      if (row !== undefined) count += this.standings.cells[which].get(row);
    }
    return count;
  }

  private move(holder: number, level: number): void {
    const { rank } = this.holders.table.cells;
    const before = rank.get(holder);
    const name = this.steps[level]?.rank;
    const after = name === undefined ? -1 : this.rankId(name);
    this.moving.before(holder);
    rank.set(holder, after);
    this.moving.after(holder);
    let near = true;
    for (const above of this.holders.above(holder)) {
      for (const [id, by] of [
        [before, -1],
        [after, 1],
      ] as const)
        if (id !== -1) this.countStanding(above, id, by, near);
      near = false;
      if (this.usesRanksBelow) this.touch(above);
    }
  }

  private countStanding(holder: number, rank: number, by: number, near: boolean): void {
    const { direct, team } = this.standings.cells;
    const row =
      this.standingRows.get(holder * MOST_RANKS + rank) ?? this.standings.append({ holder, rank, direct: 0, team: 0 });
    if (near) direct.set(row, direct.get(row) + by);
    team.set(row, team.get(row) + by);
  }

  private rankId(name: string): number {
    for (let id = 0; id < this.names.length; id++) if (this.names.cells.name.get(id) === name) return id;
    return this.names.append({ name });
  }

  /** Those of the team and volume counts that the ladder uses: referrers come before those they referred, so one pass from the end is enough. */
  private recount(): void {
    const { team, volume, spend, activated, referrer } = this.holders.table.cells;
    const teams = Array.from({ length: this.holders.count }, () => 0);
    const volumes = Array.from({ length: this.holders.count }, () => 0);
    for (let holder = this.holders.count - 1; holder > 0; holder--) {
      if (this.usesTeam) team.set(holder, teams[holder] ?? 0);
      if (this.usesVolume) volume.set(holder, volumes[holder] ?? 0);
      const parent = referrer.get(holder);
      if (parent === -1) continue;
      const counts = this.holders.is(holder, ROLE.member) && activated.get(holder) !== 0 ? 1 : 0;
      teams[parent] = (teams[parent] ?? 0) + (teams[holder] ?? 0) + counts;
      volumes[parent] = (volumes[parent] ?? 0) + (volumes[holder] ?? 0) + spend.get(holder);
    }
  }
}
