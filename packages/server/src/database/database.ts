// The database as the service sees it: query builder, named statements for the hot path, and what kind it is. Two drivers make one.
import type { Kysely } from "kysely";
import type { ConstructorOptions } from "pg-boss";
import type { Tables } from "./tables.js";

/** A statement that is sent again and again; the name lets the server keep its plan. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Sends a statement and gives its rows. */
export type Run = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

export interface Database {
  readonly kind: "pglite" | "postgres";
  /** whether a commit that was answered survives a power cut */
  readonly durable: boolean;
  readonly query: Kysely<Tables>;
  /** A list as the parameter of a text[] or a bigint[]. */
  texts(items: readonly (string | null)[]): unknown;
  numbers(items: readonly (number | null)[]): unknown;
  /** Sends a statement outside any transaction and gives its rows. Tables are read by their keys. */
  run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * For what is derived from the journal: an answer comes before the disk has it. A crash of PostgreSQL may take back the last of it, never
   * something before what it keeps, so that it is derived again.
   */
  readonly behind: Pick<Database, "query" | "run">;
  /** As `run`, behind what was sent on the same line before, and without waiting for the answers to that. */
  runInLine<Row>(line: string, statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * A transaction that may take long, on a connection that is not missed elsewhere: committed when `work` is done, rolled back when it
   * fails, and ended by the database when nothing has been heard of it for some seconds. With one connection alone all others wait.
   */
  transact<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** how the queue of jobs reaches it */
  readonly queue: Pick<ConstructorOptions, "connectionString" | "max" | "db" | "backend">;
  close(): Promise<void>;
}

/** Where the data lies: a folder for PGlite, or the address of a PostgreSQL. */
export type DatabasePlace = { readonly folder: string } | { readonly url: string };
