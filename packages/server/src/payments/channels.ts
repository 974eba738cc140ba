// The channels of each programme: their settings opened from the vault, one object a channel as long as the settings stay the same.
import type { Channel as ChannelName } from "@perennial/api";
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import type { Channel } from "./channel.js";
import type { Channels } from "./payments.js";
import { sandbox } from "./sandbox.js";
import type { Vault } from "./vault.js";

/** Makes a channel from its settings. Throws when they are not what it needs. */
export type Opener = (settings: unknown) => Channel;

const ASK_MS = 3_600_000;

interface Open {
  readonly sealed: string;
  readonly channel: Channel;
}

export class ProgrammeChannels implements Channels {
  private readonly open = new Map<string, Open>();
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly openers: Readonly<Partial<Record<ChannelName, Opener>>>,
    /** whether play money is money here */
    private readonly plays: (programme: string) => boolean,
    /** cash of the buyers' own wallets, where the plan lets it out */
    private readonly wallet: (programme: string) => Channel | undefined,
  ) {}

  async names(programme: string): Promise<ChannelName[]> {
    const rows = await this.database.query
      .selectFrom("channel_account")
      .select("channel")
      .where("programme_id", "=", programme)
      .orderBy("channel")
      .execute();
    return [
      ...(this.plays(programme) ? (["sandbox"] as const) : []),
      ...rows.map(({ channel }) => channel),
      ...(this.wallet(programme) ? (["wallet"] as const) : []),
    ];
  }

  async need(programme: string, channel: ChannelName): Promise<Channel> {
    if (channel === "sandbox" && this.plays(programme)) return sandbox;
    const wallet = channel === "wallet" ? this.wallet(programme) : undefined;
    if (wallet) return wallet;
    const row = await this.database.query
      .selectFrom("channel_account")
      .select("sealed")
      .where("programme_id", "=", programme)
      .where("channel", "=", channel)
      .executeTakeFirst();
    const opener = this.openers[channel];
    if (!row || !opener)
      throw new Fault(
        "channel_unavailable",
        "channel",
        `${channel} is not set up here`,
        "one of `channels` in GET …/shop",
      );
    const place = placeOf(programme, channel);
    const sealed = Buffer.from(row.sealed).toString("base64");
    const known = this.open.get(place);
    if (known?.sealed === sealed) return known.channel;
    const made = opener(this.vault.open(place, row.sealed));
    this.open.set(place, { sealed, channel: made });
    return made;
  }

  /** Keeps the settings of a channel, sealed, as of `now` in milliseconds. False: the channel can't work with them, nothing was kept. */
  async set(programme: string, channel: ChannelName, settings: unknown, now: number): Promise<boolean> {
    const opener = this.openers[channel];
    if (!opener || !works(opener, settings)) return false;
    const sealed = this.vault.seal(placeOf(programme, channel), settings);
    const updated_at = new Date(now);
    await this.database.query
      .insertInto("channel_account")
      .values({ programme_id: programme, channel, sealed, updated_at })
      .onConflict((conflict) => conflict.columns(["programme_id", "channel"]).doUpdateSet({ sealed, updated_at }))
      .execute();
    return true;
  }

  /** Whether an account of a day (a channel's, or the ledger's) may be asked for again: not more often than once an hour. */
  isDue(programme: string, account: ChannelName | "ledger", now: number): boolean {
    const place = placeOf(programme, account);
    const due = (this.asked.get(place) ?? Number.NEGATIVE_INFINITY) + ASK_MS <= now;
    if (due) this.asked.set(place, now);
    return due;
  }

  /** Every channel that is set up, of all programmes. */
  async all(): Promise<{ programme: string; channel: ChannelName }[]> {
    const rows = await this.database.query.selectFrom("channel_account").select(["programme_id", "channel"]).execute();
    return rows.map(({ programme_id: programme, channel }) => ({ programme, channel }));
  }
}

/** What a library says of wrong keys may quote them: it is not passed on. */
function works(opener: Opener, settings: unknown): boolean {
  try {
    opener(settings);
    return true;
  } catch {
    return false;
  }
}

const placeOf = (programme: string, name: string): string => `${programme}/${name}`;
