// What somebody is in a programme: its name in the ledger, its roles, the merchants where it works; and what each may do.
import type { Role, Scope } from "@perennial/api";
import type { Database } from "../database/database.js";

export interface Standing {
  readonly programme: string;
  /** name in the ledger; undefined: not joined */
  readonly member: string | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly merchants: readonly { merchant: string; title: string; owner: boolean }[];
}

/** Reads of the ledger that come with a role. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  operator: ["programme:read", "holders:read", "journal:read", "events:write", "runs:read", "runs:write"],
  reviewer: ["programme:read", "holders:read", "runs:read"],
  support: ["programme:read", "holders:read"],
  auditor: ["programme:read", "holders:read", "journal:read", "runs:read"],
};

/** Whoever is signed in may read what a programme is. */
const EVERYBODY: readonly Scope[] = ["programme:read"];

export function grants(standing: Standing, scope: string): boolean {
  return [...EVERYBODY, ...[...standing.roles].flatMap((role) => SCOPES_OF[role])].some((each) => each === scope);
}

/** Whether this holder's wallet is its own: as a member, or as staff of the merchant. */
export const isOwn = ({ member, merchants }: Standing, holder: string): boolean =>
  member === holder || merchants.some(({ merchant }) => merchant === holder);

export async function standingOf({ query }: Database, person: string, programme: string): Promise<Standing> {
  const [member, roles, merchants] = await Promise.all([
    query
      .selectFrom("member")
      .select("member")
      .where("programme_id", "=", programme)
      .where("person_id", "=", person)
      .where("state", "=", "joined")
      .executeTakeFirst(),
    query
      .selectFrom("programme_role")
      .select("role")
      .where("programme_id", "=", programme)
      .where("person_id", "=", person)
      .execute(),
    query
      .selectFrom("merchant_staff as s")
      .innerJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "s.programme_id").onRef("m.merchant", "=", "s.merchant"),
      )
      .select(["s.merchant", "m.title", "s.owner"])
      .where("s.programme_id", "=", programme)
      .where("s.person_id", "=", person)
      .orderBy("s.merchant")
      .execute(),
  ]);
  return { programme, member: member?.member, roles: new Set(roles.map(({ role }) => role)), merchants };
}
