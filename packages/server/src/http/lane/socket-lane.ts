// The short way on the bare socket: as long as every request of a connection is plain and whole when it arrives, it is read, submitted and
// answered here. With the first that is not, the connection goes to Node's HTTP server for good, with every byte that was not answered.
import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Served } from "../../programmes/served.js";
import type { Service } from "../service.js";
import type { Answer, Events, LaneOptions } from "./plain.js";
import { admitted, answered, eventsOf } from "./plain.js";
import type { Wired } from "./wire.js";
import { bodyAfter, endOfHead, Pen, readHead } from "./wire.js";

type HandOver = (socket: Socket) => void;

interface Asked {
  readonly served: Served;
  readonly events: Events;
}

export class SocketLane {
  private readonly open = new Set<Connection>();
  private readonly pen: Pen;
  readonly idleMs: number;

  /** `handOver`: gives a connection to the HTTP server, which reads it from the next byte on. */
  constructor(
    readonly service: Service,
    readonly options: LaneOptions,
    { keepAliveTimeout }: Pick<Server, "keepAliveTimeout">,
    readonly handOver: HandOver,
  ) {
    this.idleMs = keepAliveTimeout;
    this.pen = new Pen(options.headers, Math.floor(keepAliveTimeout / 1_000), service.now);
  }

  /** What the server calls for each connection. */
  readonly accept = (socket: Socket): void => {
    const connection = new Connection(socket, this, () => this.open.delete(connection));
    this.open.add(connection);
  };

  /** Nothing more is taken; what is under way is answered. */
  close(): void {
    for (const connection of this.open) connection.finish();
  }

  write(answer: Answer): string {
    return this.pen.write(answer);
  }
}

class Connection {
  private busy = false;
  private finishing = false;
  private headText = "";
  private head: Wired | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly lane: SocketLane,
    private readonly left: () => void,
  ) {
    socket.setTimeout(lane.idleMs);
    socket.on("data", this.read).on("end", this.ended).on("close", this.forget);
    socket.on("timeout", this.silent).on("error", this.broken);
  }

  /** Ends it once nothing is under way. */
  finish(): void {
    this.finishing = true;
    if (!this.busy) this.socket.destroySoon();
  }

  private readonly read = (bytes: Buffer): void => {
    if (this.busy) return this.wait(bytes);
    // The other side is told so by the end of the connection.
    if (this.finishing) return undefined;
    const asked = this.plain(bytes);
    if (!asked) return this.leave(bytes);
    this.busy = true;
    void answered(this.lane.service, asked.served, asked.events).then((answer) => this.answer(answer));
    return undefined;
  };

  private answer(answer: Answer): void {
    this.busy = false;
    if (this.socket.destroyed) return;
    this.socket.write(this.lane.write(answer));
    if (this.finishing) this.socket.destroySoon();
    else if (this.socket.isPaused()) this.socket.resume();
  }

  /** More came before the answer: it is read after it. */
  private wait(bytes: Buffer): void {
    this.socket.pause();
    this.socket.unshift(bytes);
  }

  /** What is asked, when these bytes are one plain request and nothing more. */
  private plain(bytes: Buffer): Asked | undefined {
    const end = endOfHead(bytes);
    if (end === -1) return undefined;
    const head = this.headOf(bytes.toString("latin1", 0, end));
    if (!head || bytes.length !== bodyAfter(end) + head.length) return undefined;
    const { service, options } = this.lane;
    const served = admitted(service, options, head);
    const events = served && eventsOf(bytes.toString("utf8", bodyAfter(end)), options.mostEvents);
    return events && { served, events };
  }

  /** Requests of a connection mostly have one head. */
  private headOf(text: string): Wired | undefined {
    if (text !== this.headText) {
      this.head = readHead(text);
      this.headText = text;
    }
    return this.head;
  }

  private leave(bytes: Buffer): void {
    this.forget();
    this.socket.setTimeout(0);
    this.socket.unshift(bytes);
    this.lane.handOver(this.socket);
  }

  private readonly forget = (): void => {
    const { socket } = this;
    socket.off("data", this.read).off("end", this.ended).off("close", this.forget);
    socket.off("timeout", this.silent).off("error", this.broken);
    this.left();
  };

  /** A half-open connection is of no use to anybody; what is under way is answered before. */
  private readonly ended = (): void => this.finish();

  private readonly silent = (): void => {
    if (!this.busy) this.socket.destroy();
  };

  private readonly broken = (): void => void this.socket.destroy();
}
