// Opens the mall of a server: its channels of payment, and what it needs of the programmes.
import { CASH } from "@perennial/kernel";
import type { Members } from "../accounts/members.js";
import { ProgrammeChannels } from "../payments/channels.js";
import { OPENERS } from "../payments/openers.js";
import { WalletCash } from "../payments/wallet.js";
import type { Vault } from "../payments/vault.js";
import type { MallParts } from "./parts.js";
import { nextDue } from "./due.js";
import { Mall } from "./mall.js";

export interface MallOptions {
  readonly members: Members;
  readonly vault: Vault;
  /** where channels of payment and buyers reach this server: `https://mall.example` */
  readonly origin: string;
  readonly secret: Uint8Array;
}

export function openMall(parts: MallParts, { members, vault, origin, secret }: MallOptions): Mall {
  const { programmes } = parts;
  const plays = (id: string): boolean => programmes.list().some((row) => row.id === id && row.mode !== "live");
  const wallet = new WalletCash(parts, () => mall.payments);
  const channels = new ProgrammeChannels(parts.database, vault, OPENERS, plays, (id) => wallet.of(id));
  const currencyOf = (id: string) => {
    const { programme } = programmes.need(id);
    return { currency: programme.plan.currency, scale: programme.scale(CASH) };
  };
  programmes.wakesAt(async (id) => nextDue(parts.database, id, parts.now()));
  const mall: Mall = new Mall(parts, { members, channels, payments: { origin, currencyOf }, secret });
  return mall;
}
