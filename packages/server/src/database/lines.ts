// Lines: statements that must keep their order go over one connection, each behind the one before without waiting for its answer.
// A connection is a line's only as long as something is under way on it, and not for ever, so that many lines can share a few.
import type pg from "pg";
import type { Statement } from "./database.js";

/** After so many statements a line gives its connection back, for others that may wait for one. */
const MOST_IN_A_ROW = 64;

interface Line {
  readonly client: Promise<pg.PoolClient>;
  readonly drained: Promise<void>;
  readonly drain: () => void;
  sent: number;
  underway: number;
  broken: boolean;
}

export class Lines {
  private readonly lines = new Map<string, Line>();

  /** `pool`: of clients with `pipeline: true`. */
  constructor(private readonly pool: pg.Pool) {}

  /** Sends a statement behind those of the same line. One that fails does not stop those behind it. */
  async run<Row>(name: string, { name: known, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    const line = await this.enter(name);
    try {
      const client = await line.client;
      const { rows } = await client.query<pg.QueryResultRow>({ name: known, text, values: [...values] });
      return rows as Row[];
    } catch (error) {
      line.broken = true;
      throw error;
    } finally {
      line.underway -= 1;
      if (line.underway === 0) this.end(name, line);
    }
  }

  private async enter(name: string): Promise<Line> {
    for (;;) {
      const line = this.lines.get(name) ?? this.begin(name);
      if (line.sent < MOST_IN_A_ROW) {
        // At once: a line on which nothing is under way ends.
        line.sent += 1;
        line.underway += 1;
        return line;
      }
      await line.drained;
    }
  }

  private begin(name: string): Line {
    let drain = (): void => undefined;
    const drained = new Promise<void>((resolve) => (drain = resolve));
    const line: Line = { client: this.pool.connect(), drained, drain, sent: 0, underway: 0, broken: false };
    this.lines.set(name, line);
    return line;
  }

  /** A connection on which a statement failed is not used again. */
  private end(name: string, line: Line): void {
    this.lines.delete(name);
    line.client.then(
      (client) => client.release(line.broken),
      () => undefined,
    );
    line.drain();
  }
}
