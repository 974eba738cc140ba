// The Merkle tree over a programme's journal: grown behind the writer in tiles of 256, read for roots and proofs.
import type { ByteDigest, InclusionProof, Node, Root, Span } from "@perennial/kernel";
import { consistencySpans, hexOf, inclusionSpans, innerHash, leafHash, nodesOf, spanHash } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import { Unavailable } from "../programmes/results.js";
import type { Store } from "../store/store.js";
import { sha256Bytes } from "./byte-digest.js";

/** Levels of the tree in a tile: 2^8 hashes. */
const TILE_LEVELS = 8;
const TILE = 2 ** TILE_LEVELS;
/** Tiles that are made in one go: whoever ends the server waits for them. */
const MOST_TILES = 64;
const MOST_DAYS = 50;
const POSITION = "tree";

export interface DayRoot extends Root {
  readonly day: string;
}

const digest: ByteDigest = sha256Bytes;
const EMPTY = new Uint8Array(0);

/** The root of a perfect subtree from the hashes at its foot, a power of two of them. */
function fold(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, pair) =>
      innerHash(level[2 * pair] ?? EMPTY, level[2 * pair + 1] ?? EMPTY, digest),
    );
  return level[0] ?? EMPTY;
}

/** One reading of a programme's tree; hashes that were read once are kept for as long as it lives. */
class Reading {
  private readonly groups = new Map<string, Promise<Uint8Array[]>>();

  constructor(
    private readonly database: Database,
    private readonly programme: string,
  ) {}

  async span(span: Span): Promise<Uint8Array> {
    const hashes = new Map<Node, Uint8Array>();
    const nodes = nodesOf(span);
    for (const node of nodes) hashes.set(node, await this.node(node));
    const inOrder = hashes.values();
    return spanHash(span, () => inOrder.next().value ?? EMPTY, digest);
  }

  /** A whole tile, from the 256 hashes below it. */
  async tile(level: number, tile: number): Promise<Uint8Array> {
    const hashes = await this.group(level - 1, tile);
    if (hashes.length < TILE) throw new Unavailable(`tile ${tile} of level ${level} is still to be made`);
    return fold(hashes);
  }

  /** A perfect subtree, from the hashes of the tile that it lies in. */
  private async node({ level, index }: Node): Promise<Uint8Array> {
    const tiles = Math.floor(level / TILE_LEVELS);
    const width = 2 ** (level % TILE_LEVELS);
    const first = index * width;
    const group = Math.floor(first / TILE);
    const hashes = await this.group(tiles, group);
    const from = first - group * TILE;
    if (hashes.length < from + width)
      throw new Unavailable(`tile ${group} of level ${tiles} of the tree is still to be made`);
    return fold(hashes.slice(from, from + width));
  }

  private async group(level: number, group: number): Promise<Uint8Array[]> {
    const key = `${level}:${group}`;
    const known = this.groups.get(key) ?? this.read(level, group);
    this.groups.set(key, known);
    return known;
  }

  private async read(level: number, group: number): Promise<Uint8Array[]> {
    const [from, to] = [group * TILE, (group + 1) * TILE];
    const statement = level === 0 ? LEAVES : TILES;
    const values = level === 0 ? [this.programme, from, to] : [this.programme, from, to, level];
    const rows = await this.database.run<{ hash: Uint8Array }>(statement, values);
    return level === 0 ? rows.map(({ hash }) => leafHash(hash, digest)) : rows.map(({ hash }) => hash);
  }
}

/** Roots and proofs of a programme, and their growth. */
export class Tree {
  constructor(
    private readonly database: Database,
    private readonly store: Pick<Store, "journal">,
  ) {}

  /** Makes the next tiles up to the entry `committed`, and the roots of days that have closed. True: there is more to do. */
  async grow(programme: string, committed: number): Promise<boolean> {
    const done = await this.position(programme);
    const tiles = Math.min(MOST_TILES, Math.floor((committed - done) / TILE));
    for (let tile = done / TILE; tile < done / TILE + tiles; tile++) await this.addTile(programme, tile);
    if (done + tiles * TILE + TILE <= committed) return true;
    const days = await this.database.run<{ day: string; seq: number }>(OPEN_DAYS, [programme, committed, MOST_DAYS]);
    for (const { day, seq } of days) {
      const root = await new Reading(this.database, programme).span({ from: 0, to: seq });
      await this.database.run(ADD_ROOT, [programme, day, seq, hexOf(root)]);
    }
    return days.length === MOST_DAYS;
  }

  /** Forgets tiles and roots; `grow` makes them again. */
  async drop(programme: string): Promise<void> {
    for (const table of ["journal_tile", "day_root"] as const)
      await this.database.query.deleteFrom(table).where("programme_id", "=", programme).execute();
    await this.database.query
      .deleteFrom("projection")
      .where("programme_id", "=", programme)
      .where("name", "=", POSITION)
      .execute();
  }

  async rootOf(programme: string, size: number): Promise<Root> {
    const root = await new Reading(this.database, programme).span({ from: 0, to: size });
    return { size, root: hexOf(root) };
  }

  /** Roots of closed days, oldest first. */
  async days(programme: string, from = "0001-01-01", to = "9999-12-31"): Promise<DayRoot[]> {
    return this.database.run<DayRoot>(DAYS, [programme, from, to]);
  }

  /** The published root that is the first to cover an entry; undefined while its day is open. */
  async dayOf(programme: string, seq: number): Promise<DayRoot | undefined> {
    const [day] = await this.database.run<DayRoot>(DAY_OF, [programme, seq]);
    return day;
  }

  /** That an entry is under a root; undefined when the journal has no such entry or fewer than `size`. */
  async inclusion(programme: string, seq: number, { size, day }: { size: number; day?: string }) {
    if (seq < 1 || seq > size) return undefined;
    const [row] = await this.store.journal(programme, seq - 1, 1);
    if (row?.entry.seq !== seq) return undefined;
    const reading = new Reading(this.database, programme);
    const path: string[] = [];
    for (const span of inclusionSpans(seq - 1, size)) path.push(hexOf(await reading.span(span)));
    const root = hexOf(await reading.span({ from: 0, to: size }));
    const { entry, before, hash } = row;
    const proof: InclusionProof = {
      programme,
      entry,
      before,
      hash,
      size,
      root,
      path,
      ...(day !== undefined && { day }),
    };
    return proof;
  }

  /** That the tree of `second` entries begins with that of `first`. */
  async consistency(programme: string, first: number, second: number) {
    const reading = new Reading(this.database, programme);
    const path: string[] = [];
    for (const span of consistencySpans(first, second)) path.push(hexOf(await reading.span(span)));
    const rootOf = async (size: number) => ({ size, root: hexOf(await reading.span({ from: 0, to: size })) });
    return { first: await rootOf(first), second: await rootOf(second), path };
  }

  /** Entries that are in tiles. */
  private async position(programme: string): Promise<number> {
    const [row] = await this.database.run<{ seq: number }>(PLACE, [programme, POSITION]);
    return row?.seq ?? 0;
  }

  /** One tile of 256 entries, and those above it that it completes. */
  private async addTile(programme: string, tile: number): Promise<void> {
    const reading = new Reading(this.database, programme);
    let number = tile;
    for (let level = 1; ; level++) {
      const hash = await reading.tile(level, number);
      await this.database.behind.run(ADD_TILE, [programme, level, number, hexOf(hash)]);
      if ((number + 1) % TILE !== 0) break;
      number = (number + 1) / TILE - 1;
    }
    await this.database.behind.run(MOVE, [programme, POSITION, (tile + 1) * TILE]);
  }
}

const LEAVES = {
  name: "tree_leaves",
  text: `select hash from journal where programme_id = $1 and seq > $2 and seq <= $3 order by seq`,
};
const TILES = {
  name: "tree_tiles",
  text: `select hash from journal_tile where programme_id = $1 and tile >= $2 and tile < $3 and level = $4 order by tile`,
};
const ADD_TILE = {
  name: "tree_add",
  text: `insert into journal_tile (programme_id, level, tile, hash) values ($1, $2, $3, decode($4, 'hex'))
on conflict (programme_id, level, tile) do nothing`,
};
const PLACE = { name: "tree_place", text: `select seq from projection where programme_id = $1 and name = $2` };
const MOVE = {
  name: "tree_move",
  text: `insert into projection (programme_id, name, seq) values ($1, $2, $3)
on conflict (programme_id, name) do update set seq = excluded.seq`,
};
/** A day ends with the one entry of this type that has no event. */
const OPEN_DAYS = {
  name: "tree_open_days",
  text: `select day::text as day, seq from journal where programme_id = $1 and event_id is null and type = 'day.closed' and seq <= $2
and day > coalesce((select max(day) from day_root where programme_id = $1), '-infinity'::date) order by day limit $3`,
};
const ADD_ROOT = {
  name: "tree_add_root",
  text: `insert into day_root (programme_id, day, size, root) values ($1, $2::date, $3, decode($4, 'hex'))
on conflict (programme_id, day) do nothing`,
};
const ROOT = `select day::text as day, size, encode(root, 'hex') as root from day_root where programme_id = $1`;
const DAYS = { name: "tree_days", text: `${ROOT} and day between $2::date and $3::date order by day` };
const DAY_OF = { name: "tree_day_of", text: `${ROOT} and size >= $2 order by day limit 1` };
