// A line between a server and its database that can be cut, be silent, or be slow: plain TCP on loopback.
import type { Server, Socket } from "node:net";
import { connect, createServer } from "node:net";

export class Line {
  private readonly sockets = new Set<Socket>();
  private isSilent = false;
  private delayMs = 0;
  private readonly held: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** A line to a port of this machine. */
  static async to(target: number): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const line = new Line(server, typeof address === "object" && address !== null ? address.port : 0);
    server.on("connection", (near) => line.join(near, connect(target, "127.0.0.1")));
    return line;
  }

  /** Breaks every connection that is there; new ones are let through. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Nothing passes any more, and nobody is told; what comes is held back. */
  silence(): void {
    this.isSilent = true;
  }

  /** Everything passes so much later, each way. */
  slow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** As at the beginning; what was held back passes now. */
  mend(): void {
    this.isSilent = false;
    this.delayMs = 0;
    for (const pass of this.held.splice(0)) pass();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(near: Socket, far: Socket): void {
    this.pass(near, far);
    this.pass(far, near);
  }

  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    let last = Promise.resolve();
    from.on("data", (bytes) => {
      const { delayMs } = this;
      // In their order, whatever is held back meanwhile.
      last = last.then(async () => {
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        if (this.isSilent) await new Promise<void>((resolve) => this.held.push(resolve));
        to.write(bytes);
      });
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      this.sockets.delete(from);
      to.destroy();
    });
  }
}
