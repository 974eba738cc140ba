// What an audit can find wrong, and where.

const CHECKS = [
  /** an entry is missing, out of its place, or there is one too many */ "order",
  /** an entry does not stand behind the hash of the one before */ "chain",
  /** an entry's content is not what its hash covers */ "hash",
  /** a posting moves nothing, or not from one account to another */ "posting",
  /** the event, applied again, makes another entry */ "replay",
  /** the postings of an account do not come to the balance of the state */ "balance",
  /** the replay ends in another state than the one that is kept */ "state",
] as const;
export type Check = (typeof CHECKS)[number];

/** One thing that is wrong: at which entry, what is there and what would be right. */
export interface Finding {
  readonly check: Check;
  /** number of the entry; that of the last one for what is wrong with the state */
  readonly seq: number;
  /** id of the entry; a table and its row, or an account, for what is wrong with the state */
  readonly place: string;
  readonly wrong: string;
  readonly right: string;
}
