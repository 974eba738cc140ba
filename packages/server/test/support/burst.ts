// A burst of events over HTTP from several clients at once, until the server is gone. Keeps what was answered and what was not.
import type { Chance } from "../../src/demo/chance.js";
import type { Body } from "./plan.js";
import { noon } from "./plan.js";

export interface Answered {
  readonly body: Body;
  readonly seq: number;
}

export interface Ledger {
  /** accepted, by event id */
  readonly accepted: Map<string, Answered>;
  /** sent, and never answered */
  readonly open: Map<string, Body>;
}

interface Line {
  status: "accepted" | "repeated" | "refused";
  id: string;
  seq?: number;
}

export const MEMBERS = Array.from({ length: 40 }, (_, index) => `m${index}`);

export class Town {
  readonly ledger: Ledger = { accepted: new Map(), open: new Map() };
  private orders = 0;
  private sent = 0;
  private answers = 0;
  private onAnswers: { at: number; tell: () => void } | undefined;

  constructor(
    private readonly origin: string,
    private readonly key: string,
    private readonly chance: Chance,
  ) {}

  joiners(): Body[] {
    return MEMBERS.map((member, index) => ({
      id: `join:${member}`,
      at: noon(1),
      type: "member.joined",
      member,
      ...(index > 0 && { referrer: MEMBERS[Math.floor(index / 3)] }),
    }));
  }

  /** One event by chance: mostly orders, some sales and refunds. */
  event(day: number): Body {
    this.sent += 1;
    const frame = { id: `e${this.sent}`, at: noon(day) };
    const kind = this.chance.below(10);
    if (kind === 0 && this.orders > 0)
      return { ...frame, type: "order.refunded", order: `o${this.chance.between(1, this.orders)}` };
    if (kind === 1)
      return { ...frame, type: "asset.sold", holder: this.chance.pick(MEMBERS), asset: "points", quantity: "0.5" };
    this.orders += 1;
    const gross = `${this.chance.between(1, 300)}.${this.chance.between(10, 99)}`;
    return { ...frame, type: "order.settled", order: `o${this.orders}`, buyer: this.chance.pick(MEMBERS), gross };
  }

  /** Sends without end from `clients` connections; each stops when the server no longer answers. */
  async burst(clients: number, day: number): Promise<void> {
    const client = async (): Promise<void> => {
      for (;;) {
        const many = this.chance.happens(25);
        const events = Array.from({ length: many ? this.chance.between(2, 30) : 1 }, () => this.event(day));
        if (!(await this.post(events, many))) return;
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** Comes true when so many further events have been answered, or after a while. */
  async answered(events: number, patienceMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, patienceMs);
      const tell = (): void => {
        clearTimeout(late);
        resolve();
      };
      this.onAnswers = { at: this.answers + events, tell };
    });
    this.onAnswers = undefined;
  }

  /** Sends these events again, in lists; returns the answers. Fails when the server does not answer. */
  async again(events: readonly Body[]): Promise<Line[]> {
    const lines: Line[] = [];
    for (let from = 0; from < events.length; from += 500) {
      const answers = await this.send(events.slice(from, from + 500), true);
      if (!answers) throw new Error("no answer");
      lines.push(...answers);
    }
    return lines;
  }

  /** Sends, and writes down what became of each. False: no answer came. */
  async post(events: readonly Body[], asList: boolean): Promise<boolean> {
    for (const body of events) this.ledger.open.set(String(body["id"]), body);
    const lines = await this.send(events, asList);
    if (!lines) return false;
    for (const [index, { status, seq }] of lines.entries()) {
      const body = events[index] ?? {};
      const id = String(body["id"]);
      this.ledger.open.delete(id);
      if (status !== "refused" && seq !== undefined) this.ledger.accepted.set(id, { body, seq });
    }
    this.answers += lines.length;
    if (this.onAnswers && this.answers >= this.onAnswers.at) this.onAnswers.tell();
    return true;
  }

  private async send(events: readonly Body[], asList: boolean): Promise<Line[] | undefined> {
    try {
      const answer = await fetch(`${this.origin}/api/v1/programmes/shop/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json" },
        body: JSON.stringify(asList ? events : events[0]),
      });
      const json = (await answer.json()) as { results?: Line[]; code?: string } & Line;
      if (json.results) return json.results;
      if (answer.status === 201 || answer.status === 200) return [json];
      return answer.status === 422 ? [{ status: "refused", id: "" }] : undefined;
    } catch {
      // The server was killed under the request.
      return undefined;
    }
  }
}
