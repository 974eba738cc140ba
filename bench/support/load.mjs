// Load over HTTP from this machine to this machine: so many connections, each sending its next request when the last is answered.
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

/** Posts one body; resolves with status and text. */
function post(agent, url, key, body) {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response
        .setEncoding("utf8")
        .on("data", (part) => (text += part))
        .on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.on("error", reject).end(body);
  });
}

/** Posts one event or a list of them, and throws when it is not taken. */
export async function postOnce(url, key, events) {
  const agent = new Agent();
  const { status, text } = await post(agent, url, key, JSON.stringify(events));
  agent.destroy();
  if (status >= 300) throw new Error(`${status}: ${text.slice(0, 300)}`);
}

/**
 * Sends for `seconds`; `bodyOf(n)` makes the n-th body, which carries `events` events.
 * Returns events per second and the latencies of a request in milliseconds.
 */
export async function load({ url, key, connections, seconds, events, bodyOf }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  let sent = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) {
      const at = performance.now();
      const { status, text } = await post(agent, url, key, bodyOf(sent++));
      if (status >= 300) throw new Error(`${status}: ${text.slice(0, 300)}`);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const rate = (latencies.length * events) / ((performance.now() - began) / 1000);
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const quantile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { rate, p50: quantile(0.5), p99: quantile(0.99) };
}
