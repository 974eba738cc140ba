// The keys command against a server that answers as ours does: what it asks, what it prints, how it fails.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "@perennial/api";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-keys-"));
const asked: string[] = [];
const brief = {
  id: "0123456789abcdef",
  name: "till",
  scopes: ["programme:read"],
  createdAt: "2026-01-01T00:00:00Z",
  revokedAt: null,
};
let server: Server;
let url: string;
beforeAll(async () => {
  writeFileSync(join(folder, "operator.key"), "prn_*_secret\n");
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      const refused = request.url?.includes("strange");
      const answer = refused
        ? problemOf("not_found", "programme", "there is no such programme", "one that is there")
        : request.method === "GET"
          ? { keys: [brief] }
          : { ...brief, key: "prn_demo_new" };
      response.writeHead(refused ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
const keys = async (...args: string[]) => run(["keys", ...args, "--url", url, "--data", folder]);

test("lists, makes and revokes with the operator's key", async () => {
  expect(await keys("list", "--programme", "demo")).toMatchObject({
    code: 0,
    out: "0123456789abcdef  2026-01-01  till  programme:read\n",
  });
  expect(await keys("create", "--programme", "demo", "--name", "till", "--scopes", "programme:read")).toMatchObject({
    code: 0,
    out: "prn_demo_new\n",
  });
  expect(await keys("revoke", "--programme", "demo", brief.id)).toMatchObject({
    code: 0,
    out: `revoked ${brief.id}\n`,
  });
  expect(asked).toEqual([
    "GET /api/v1/programmes/demo/keys Bearer prn_*_secret ",
    'POST /api/v1/programmes/demo/keys Bearer prn_*_secret {"name":"till","scopes":["programme:read"]}',
    `DELETE /api/v1/programmes/demo/keys/${brief.id} Bearer prn_*_secret `,
  ]);
});

test("says what is wrong: a refusal, no server, no key", async () => {
  expect(await keys("list", "--programme", "strange")).toMatchObject({
    code: 2,
    err: "not_found: programme: there is no such programme; one that is there\n",
  });
  const nobody = await run(["keys", "list", "--programme", "demo", "--url", "http://127.0.0.1:1", "--data", folder]);
  expect(nobody).toMatchObject({ code: 2, err: expect.stringMatching(/^no_server: /) as string });
  const keyless = await run(["keys", "list", "--programme", "demo", "--url", url, "--data", join(folder, "none")]);
  expect(keyless).toMatchObject({ code: 2, err: expect.stringMatching(/^no_key: /) as string });
});
