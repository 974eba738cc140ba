// Puts the accounts together: the library, the members, and the outbox through which a joining reaches the kernel.
import type { Database } from "../database/database.js";
import type { Outbox } from "../settlement/outbox.js";
import { Accounts } from "./accounts.js";
import { Members } from "./members.js";
import type { Sender } from "./senders/sender.js";
import { openSignIn } from "./sign-in.js";

export interface AccountOptions {
  readonly sender: Sender;
  readonly secret: Uint8Array;
  readonly secure?: boolean;
}

export const openAccounts = (database: Database, outbox: Outbox, options: AccountOptions): Accounts =>
  new Accounts(openSignIn({ database, ...options }), new Members(database, outbox), database);
