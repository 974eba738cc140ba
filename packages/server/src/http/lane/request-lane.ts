// The short way behind Node's own reading of HTTP: a plain POST of events under a key that is known goes straight to the sequencer.
// Anything out of the ordinary takes the long way through the application, before or after its body was read; both answer alike.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Service } from "../service.js";
import type { Answer, LaneOptions } from "./plain.js";
import { admitted, answered, eventsOf } from "./plain.js";

export type LongWay = (incoming: IncomingMessage & { rawBody?: Buffer }, outgoing: ServerResponse) => void;

/** What `http.Server` calls for each request. */
export function requestLane(service: Service, options: LaneOptions, longWay: LongWay): LongWay {
  return (incoming, outgoing) => {
    const served = admitted(service, options, incoming);
    if (!served) return longWay(incoming, outgoing);
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => void parts.push(part));
    incoming.once("end", () => {
      const body = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      const events = eventsOf(body.toString("utf8"), options.mostEvents);
      if (!events) return longWay(Object.assign(incoming, { rawBody: body }), outgoing);
      void answered(service, served, events).then((answer) => send(outgoing, options, answer));
      return undefined;
    });
    return undefined;
  };
}

function send(outgoing: ServerResponse, { headers }: LaneOptions, answer: Answer): void {
  const { status, type, retryAfterSeconds, text } = answer;
  outgoing
    .writeHead(status, {
      ...headers,
      "content-type": type,
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      "content-length": String(Buffer.byteLength(text)),
    })
    .end(text);
}
