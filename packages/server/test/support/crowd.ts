// A crowd that buys, sells and takes back without end, through any of several servers: it sends again what was not answered, sends
// some twice at once and out of order, and keeps what it was told.
import { setTimeout as delay } from "node:timers/promises";
import type { Chance } from "../../src/demo/chance.js";
import { Town } from "./burst.js";
import type { Body } from "./plan.js";

interface Line {
  readonly status: "accepted" | "repeated" | "refused";
  readonly id: string;
  readonly seq?: number;
}

const PATIENCE_MS = 2_000;

export class Crowd {
  /** numbers of the entries of accepted events */
  readonly accepted = new Map<string, number>();
  readonly bodies = new Map<string, Body>();
  /** events that were given two different numbers */
  readonly doubled: string[] = [];
  /** times that a request was not answered, or turned away for the moment */
  unanswered = 0;
  refused = 0;
  day = 1;
  private readonly town: Town;
  private isOver = false;
  private clients: Promise<void>[] = [];

  constructor(
    private readonly origins: readonly string[],
    private readonly key: string,
    private readonly chance: Chance,
  ) {
    this.town = new Town("", key, chance);
  }

  /** Lets everybody join; comes true when all have. */
  async join(): Promise<void> {
    await this.insist(this.town.joiners());
  }

  begin(clients: number): void {
    this.isOver = false;
    this.clients = Array.from({ length: clients }, async () => this.client());
  }

  /** Lets everybody finish what they are at: everything sent is answered in the end. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  /** Waits for so many further accepted events. */
  async progress(events: number): Promise<void> {
    const goal = this.accepted.size + events;
    const latest = performance.now() + 60_000;
    while (this.accepted.size < goal) {
      if (performance.now() > latest) throw new Error(`no progress: ${this.accepted.size} of ${goal} events`);
      await delay(10);
    }
  }

  private async client(): Promise<void> {
    while (!this.isOver) {
      const many = this.chance.happens(25);
      const count = many ? this.chance.between(2, 20) : 1;
      await this.insist(Array.from({ length: count }, () => this.town.event(this.day)));
    }
  }

  /** Sends until it is answered; now and then twice at once, in another order. */
  private async insist(events: readonly Body[]): Promise<void> {
    for (const body of events) this.bodies.set(String(body["id"]), body);
    for (;;) {
      const tries = this.chance.happens(10) ? [events, events.toReversed()] : [events];
      const answers = await Promise.all(tries.map(async (each) => this.send(each)));
      const lines = answers.flatMap((answer) => answer ?? []);
      for (const line of lines) this.note(line);
      if (answers.some((answer) => answer !== undefined)) return;
      this.unanswered += 1;
      await delay(this.chance.between(20, 120));
    }
  }

  private note({ id, status, seq }: Line): void {
    if (status === "refused" || seq === undefined) {
      this.refused += 1;
      return;
    }
    const known = this.accepted.get(id);
    if (known !== undefined && known !== seq) this.doubled.push(id);
    this.accepted.set(id, seq);
  }

  /** What became of each event; undefined: nobody knows. */
  private async send(events: readonly Body[]): Promise<Line[] | undefined> {
    const answer = await this.post(events);
    if (answer?.ok) return ((await answer.json().catch(() => ({}))) as { results?: Line[] }).results;
    await answer?.body?.cancel();
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`turned away for good: ${answer.status}`);
    return undefined;
  }

  private async post(events: readonly Body[]): Promise<Response | undefined> {
    try {
      return await fetch(`${this.chance.pick(this.origins)}/api/v1/programmes/shop/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json" },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      return undefined;
    }
  }
}
