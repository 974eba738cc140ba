// Who is asking: an API key, or the demo session of our own web application. Keys are random, so a plain hash keeps them safe.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { KeyList, Scope } from "@perennial/api";
import * as schemas from "@perennial/api/schemas";
import { sql } from "kysely";
import type { Database } from "../database/database.js";

/** All that a key can be for. */
export const SCOPES = schemas.scope.options;
/** What a demo session may do on demo programmes; the mall it sees like any visitor. */
const DEMO_SCOPES: readonly Scope[] = ["events:write", "holders:read", "programme:read", "journal:read", "runs:read"];

export interface Principal {
  readonly kind: "key" | "demo";
  /** what its rate is counted by */
  readonly bucket: string;
  /** `*`: all programmes */
  readonly programme: string;
  readonly scopes: ReadonlySet<string>;
}

type KeyBrief = KeyList["keys"][number];

const KEY = /^prn_([a-z0-9-]{1,63}|\*)_[\w-]{43}$/;
/** A revoked key may still be accepted for so long. */
const KEPT_MS = 10_000;
/** Of one in use it is asked again before that is over: its requests would all wait for the same answer. */
const ASK_AGAIN_MS = KEPT_MS / 2;
const MOST_KEPT = 10_000;

/** By so many digits of its hash a key is named. */
const ID_DIGITS = 16;

const briefOf = (row: {
  key_hash: Uint8Array;
  name: string;
  scopes: string[];
  created_at: Date;
  revoked_at: Date | null;
}): KeyBrief => ({
  id: Buffer.from(row.key_hash).toString("hex").slice(0, ID_DIGITS),
  name: row.name,
  scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
  createdAt: row.created_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** The name under which a key is listed. */
export const keyId = (key: string): string => hashOf(key).toString("hex").slice(0, ID_DIGITS);

const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

export class Keys {
  private readonly kept = new Map<string, { at: number; principal: Principal | undefined }>();
  /** the same by the key itself, for keys that are good: hashing it would be most of the work */
  private readonly recent = new Map<string, { at: number; principal: Principal }>();
  /** answers of the database that are under way, by the key's hash */
  private readonly asked = new Map<string, Promise<Principal | undefined>>();

  constructor(private readonly database: Database) {}

  /** Makes a key and stores its hash; the key is returned this once. `programme` `*`: for all of them. */
  async create(programme: string, name: string, scopes: readonly Scope[]): Promise<string> {
    const key = `prn_${programme}_${randomBytes(32).toString("base64url")}`;
    await this.database.query
      .insertInto("api_key")
      .values({ programme_id: programme, key_hash: hashOf(key), name, scopes: [...scopes] })
      .execute();
    return key;
  }

  /** Gives a key every scope that there is now. */
  async widen(key: string): Promise<void> {
    await this.database.query
      .updateTable("api_key")
      .set({ scopes: [...SCOPES] })
      .where("key_hash", "=", hashOf(key))
      .execute();
    this.forget();
  }

  /** The keys of a programme, the newest first. */
  async list(programme: string): Promise<KeyBrief[]> {
    const rows = await this.database.query
      .selectFrom("api_key")
      .selectAll()
      .where("programme_id", "=", programme)
      .orderBy("created_at", "desc")
      .execute();
    return rows.map(briefOf);
  }

  /** Revokes a key by the first 16 digits of its hash. False: there is none. */
  async revokeById(programme: string, id: string): Promise<boolean> {
    const result = await this.database.query
      .updateTable("api_key")
      .set({ revoked_at: new Date() })
      .where("programme_id", "=", programme)
      .where(sql<string>`left(encode(key_hash, 'hex'), ${sql.lit(ID_DIGITS)})`, "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    this.forget();
    return result.numUpdatedRows > 0n;
  }

  async revoke(key: string): Promise<void> {
    const [, programme] = KEY.exec(key) ?? [];
    await this.database.query
      .updateTable("api_key")
      .set({ revoked_at: new Date() })
      .where("programme_id", "=", programme ?? "")
      .where("key_hash", "=", hashOf(key))
      .execute();
    this.forget();
  }

  /** Whose key this is, when that was asked a moment ago; without waiting for the database, which is asked anew before the moment is over. */
  recall(key: string): Principal | undefined {
    const known = this.recent.get(key);
    const age = known ? performance.now() - known.at : KEPT_MS;
    if (!known || age >= KEPT_MS) return undefined;
    // Should that fail, the next request asks again; what is kept ends with its time.
    if (age >= ASK_AGAIN_MS) this.ask(key, known.principal.bucket).catch(() => undefined);
    return known.principal;
  }

  /** Whose key this is; undefined when it is none of ours or was revoked. */
  async find(key: string): Promise<Principal | undefined> {
    if (!KEY.test(key)) return undefined;
    const bucket = hashOf(key).toString("hex");
    const known = this.kept.get(bucket);
    if (known && performance.now() - known.at < KEPT_MS) return known.principal;
    return this.ask(key, bucket);
  }

  /** Whoever asks while an answer is under way waits for the same. */
  private ask(key: string, bucket: string): Promise<Principal | undefined> {
    const underway = this.asked.get(bucket);
    if (underway) return underway;
    const asked = this.read(key, bucket)
      .then((principal) => {
        // Unless all was forgotten meanwhile: it may have been read before a key was revoked.
        if (this.asked.get(bucket) === asked) this.keep(key, bucket, principal);
        return principal;
      })
      .finally(() => {
        if (this.asked.get(bucket) === asked) this.asked.delete(bucket);
      });
    this.asked.set(bucket, asked);
    return asked;
  }

  private async read(key: string, bucket: string): Promise<Principal | undefined> {
    const [, programme = ""] = KEY.exec(key) ?? [];
    const row = await this.database.query
      .selectFrom("api_key")
      .select("scopes")
      .where("programme_id", "=", programme)
      .where("key_hash", "=", Buffer.from(bucket, "hex"))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    return row && { kind: "key", bucket, programme, scopes: new Set(row.scopes) };
  }

  private keep(key: string, bucket: string, principal: Principal | undefined): void {
    if (this.kept.size >= MOST_KEPT) {
      this.kept.clear();
      this.recent.clear();
    }
    const at = performance.now();
    this.kept.set(bucket, { at, principal });
    if (principal) this.recent.set(key, { at, principal });
    else this.recent.delete(key);
  }

  private forget(): void {
    this.kept.clear();
    this.recent.clear();
    this.asked.clear();
  }
}

const SESSION_MS = 30 * 24 * 3_600_000;

/** Demo sessions: a cookie with an end and a signature; nothing is stored. */
export class DemoSessions {
  /** `secret`: at least 32 random bytes, kept over restarts so that an open page goes on working. */
  constructor(private readonly secret: Uint8Array) {}

  create(now: number): { value: string; maxAgeSeconds: number } {
    const text = `${now + SESSION_MS}.${randomBytes(9).toString("base64url")}`;
    return { value: `${text}.${this.sign(text)}`, maxAgeSeconds: SESSION_MS / 1_000 };
  }

  find(value: string, now: number): Principal | undefined {
    const [end = "", nonce = "", signature = ""] = value.split(".");
    const right = Buffer.from(this.sign(`${end}.${nonce}`));
    const given = Buffer.from(signature);
    if (right.length !== given.length || !timingSafeEqual(right, given) || !(Number(end) > now)) return undefined;
    return { kind: "demo", bucket: `demo ${nonce}`, programme: "", scopes: new Set(DEMO_SCOPES) };
  }

  private sign(text: string): string {
    return createHmac("sha256", this.secret).update(text).digest("base64url");
  }
}
