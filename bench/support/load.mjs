// Load over HTTP from this machine to this machine, on bare sockets so that the load itself costs little: each connection sends its next
// request when the last is answered, or at a steady rate.
import { once } from "node:events";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

const LENGTH = "content-length: ";

/** One connection: writes a request, and tells when its answer is whole. */
class Connection {
  constructor(socket, head) {
    this.socket = socket.setNoDelay(true);
    this.head = head;
    this.text = "";
    this.isOpen = true;
    socket.on("data", (part) => this.read(part));
    socket.on("error", (error) => this.failed?.(error));
    socket.on("close", () => this.closed());
  }

  static async open(url, key) {
    const { hostname, port, host, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n`;
    return new Connection(socket, head);
  }

  /** Sends a body of ASCII; comes true with status and text. */
  post(body) {
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
      this.socket.write(`${this.head}content-length: ${body.length}\r\n\r\n${body}`, "latin1");
    });
  }

  read(part) {
    this.text += part.latin1Slice();
    const { text } = this;
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) return;
    const head = text.slice(0, end).toLowerCase();
    const at = head.indexOf(LENGTH);
    const length = at === -1 ? -1 : Number.parseInt(head.slice(at + LENGTH.length), 10);
    const whole = length === -1 ? text.endsWith("0\r\n\r\n") : text.length >= end + 4 + length;
    if (!whole) return;
    this.text = "";
    this.failed = undefined;
    const retry = /retry-after: (\d+)/.exec(head)?.[1];
    this.answered({ status: Number(head.slice(9, 12)), text: text.slice(end + 4), retryAfter: Number(retry ?? 0) });
  }

  closed() {
    this.isOpen = false;
    this.failed?.(new Error("the connection was closed"));
  }

  close() {
    this.failed = undefined;
    this.socket.destroy();
  }
}

const open = (count, url, key) => Promise.all(Array.from({ length: count }, () => Connection.open(url, key)));

/** Posts one event or a list of them, and throws when it is not taken. */
export async function postOnce(url, key, events) {
  const connection = await Connection.open(url, key);
  await postUntilTaken(connection, JSON.stringify(events));
  connection.close();
}

/** Posts again as long as the service is full or not ready, after the time that it names; returns how often that was. */
async function postUntilTaken(connection, body) {
  for (let tries = 0; ; tries++) {
    const answer = await connection.post(body);
    if (!isFull(answer)) {
      taken(answer);
      return tries;
    }
    await delay(answer.retryAfter * 1000);
  }
}

function taken({ status, text }) {
  if (status >= 300 || text.includes('"status":"refused"')) throw new Error(`${status}: ${text.slice(0, 300)}`);
}

/** Whether the request was not taken and shall be sent again. */
const isFull = ({ status, retryAfter }) => (status === 429 || status === 503) && retryAfter > 0;

/**
 * Sends for `seconds`; `bodyOf(n)` makes the n-th body, which carries `events` events. With `rate`, so many events a second are due, and
 * a latency counts from the moment at which its request was. Returns events per second, the latencies of a request in milliseconds, how
 * often a request was turned away, and the microseconds of processor that an event cost the load itself.
 */
export async function load({ url, key, connections, seconds, events, bodyOf, rate }) {
  const lines = await open(connections, url, key);
  const latencies = [];
  const busy = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  const every = rate === undefined ? 0 : (1000 * events) / rate;
  let sent = 0;
  let turnedAway = 0;
  const worker = async (line) => {
    for (;;) {
      const number = sent++;
      const due = began + number * every;
      const at = every > 0 ? due : performance.now();
      if (at >= until) return;
      if (every > 0) await moment(due);
      // At a low rate a connection may have been idle for longer than the service keeps it.
      if (!lines[line].isOpen) lines[line] = await Connection.open(url, key);
      turnedAway += await postUntilTaken(lines[line], bodyOf(number));
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all([...lines.keys()].map(worker));
  const reached = (latencies.length * events) / ((performance.now() - began) / 1000);
  const { user, system } = process.cpuUsage(busy);
  for (const connection of lines) connection.close();
  latencies.sort((a, b) => a - b);
  const quantile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const count = latencies.length * events;
  return {
    rate: reached,
    events: count,
    p50: quantile(0.5),
    p99: quantile(0.99),
    turnedAway,
    load: (user + system) / count,
  };
}

/** Waits until a moment of the clock; timers are a millisecond coarse, so what is due within one goes at once. */
async function moment(at) {
  const wait = at - performance.now();
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
}
