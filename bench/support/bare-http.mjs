// The barest HTTP server: takes a body, parses it, and gives a short answer. Prints its address; ends with its parent.
import { createServer } from "node:http";

process.stdin.on("end", () => process.exit(1)).resume();
const server = createServer((incoming, outgoing) => {
  let body = "";
  incoming.setEncoding("utf8").on("data", (part) => (body += part));
  incoming.once("end", () => {
    const text = JSON.stringify({ status: "accepted", id: JSON.parse(body).id, seq: 1 });
    outgoing
      .writeHead(201, { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) })
      .end(text);
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`));
