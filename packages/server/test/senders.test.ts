// Mail and SMS as people get them: a real SMTP server and a gateway on this machine; what is not configured, what does not answer, what must not be told.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SMTPServer } from "smtp-server";
import { senderOf } from "../src/accounts/senders/environment.js";
import { consoleSender } from "../src/accounts/senders/sender.js";
import { pgliteBench } from "./support/databases.js";
import { openDesk } from "./support/http.js";

const SECRET = Buffer.alloc(32, 3).toString("base64");
const NOW = Date.parse("2026-03-02T04:00:00Z");
const mails: string[] = [];
const posts: { headers: IncomingHttpHeaders; body: string }[] = [];
let status = 204;

const smtp = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  logger: false,
  onAuth: ({ username, password }, _session, done) =>
    password === "hush" ? done(null, { user: username }) : done(new Error("no")),
  onData: (stream, _session, done) => {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      mails.push(Buffer.concat(parts).toString("utf8"));
      done();
    });
  },
});
const gateway = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    posts.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
    response.writeHead(status).end();
  });
});
const portOf = (at: AddressInfo | string | null): number => (typeof at === "object" && at !== null ? at.port : 0);
const shown: string[] = [];
const options = {
  shown: consoleSender((line) => void shown.push(line)),
  origin: "https://mall.example",
  now: () => NOW,
};
let environment: Record<string, string>;

beforeAll(async () => {
  const mail = smtp.listen(0, "127.0.0.1");
  gateway.listen(0, "127.0.0.1");
  await Promise.all([once(mail, "listening"), once(gateway, "listening")]);
  environment = {
    PERENNIAL_SMTP_URL: `smtp://mall:hush@127.0.0.1:${portOf(mail.address())}`,
    PERENNIAL_MAIL_FROM: "长青商城 <no-reply@mall.example>",
    PERENNIAL_SMS_URL: `http://127.0.0.1:${portOf(gateway.address())}/sms`,
    PERENNIAL_SMS_SECRET: `whsec_${SECRET}`,
  };
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  gateway.closeAllConnections();
  gateway.close();
});

/** The words of a mail, whatever they were packed in. */
function wordsOf(mail: string): string {
  const [head = "", ...body] = mail.split("\r\n\r\n");
  const packed = body.join("\r\n\r\n");
  return /base64/i.test(head) ? Buffer.from(packed, "base64").toString("utf8") : packed;
}

test("a mail says what to do in both languages, and a header can't be smuggled in", async () => {
  const sender = senderOf(environment, options);
  await sender.passwordToken("ann@example.com", "token-1");
  expect(mails.at(-1)).toMatch(/^To: ann@example\.com$/m);
  for (const words of ["token-1", "设置新密码", "set a new password", "https://mall.example"])
    expect(wordsOf(mails.at(-1) ?? "")).toContain(words);
  await sender.emailToken("eve@example.com\r\nBcc: all@example.com", "token-2").catch(() => undefined);
  expect(mails.join("\n")).not.toMatch(/^Bcc:/m);
});

test("a code goes to the gateway, signed so that the gateway can tell", async () => {
  await senderOf(environment, options).code("+8613900000000", "123456");
  const { headers, body } = posts.at(-1) ?? { headers: {}, body: "" };
  expect(JSON.parse(body)).toEqual({
    type: "sms.code",
    timestamp: "2026-03-02T04:00:00.000Z",
    data: { phone: "+8613900000000", code: "123456", minutes: 5 },
  });
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const right = createHmac("sha256", Buffer.from(SECRET, "base64")).update(signed).digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${right}`);
});

test("a letter can be ended by one click, and the same one is known again; a message is signed like a code", async () => {
  const sender = senderOf(environment, options);
  const oneClick = "https://mall.example/api/v1/programmes/mall/unsubscribe?token=abc.def";
  await sender.letter("ann@example.com", { id: "0123", subject: "长青：对账单", lines: ["期末 ¥1.00"], oneClick });
  const mail = (mails.at(-1) ?? "").replaceAll(/\r\n[ \t]+/g, " ");
  expect(mail).toContain(`List-Unsubscribe: <${oneClick}>`);
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(mail).toContain("Message-ID: <0123@mall.example>");
  expect(wordsOf(mails.at(-1) ?? "")).toContain("期末 ¥1.00");
  await sender.message("+8613900000000", { id: "0123", text: "对账单已出" });
  const { headers, body } = posts.at(-1) ?? { headers: {}, body: "" };
  expect(JSON.parse(body)).toMatchObject({
    type: "sms.message",
    data: { phone: "+8613900000000", text: "对账单已出" },
  });
  expect(headers["webhook-id"]).toBe("msg_0123");
});

test("what is not configured is shown; what is configured wrongly is named and not told", async () => {
  await senderOf({}, options).code("+8613900000001", "654321");
  expect(shown).toEqual(["sign-in code for +8613900000001: 654321"]);
  const wrong: [Record<string, string>, string][] = [
    [{ PERENNIAL_SMTP_URL: "hush" }, "PERENNIAL_SMTP_URL is no address"],
    [{ PERENNIAL_SMTP_URL: "file:///hush" }, "PERENNIAL_SMTP_URL is no address"],
    [{ PERENNIAL_MAIL_FROM: "hush" }, "PERENNIAL_MAIL_FROM is no sender"],
    [{ PERENNIAL_MAIL_FROM: "a@b\r\nBcc: hush@b" }, "PERENNIAL_MAIL_FROM is no sender"],
    [{ PERENNIAL_SMS_SECRET: "aHVzaA" }, "PERENNIAL_SMS_SECRET is too short"],
  ];
  for (const [change, words] of wrong) {
    const open = (): unknown => senderOf({ ...environment, ...change }, options);
    expect(open).toThrow(`bad_sender: ${words}`);
    expect(open).not.toThrow("hush");
  }
});

test("over HTTP: a gateway that fails is a 503 to come back after, without a word of the code or of a password", async () => {
  const bench = pgliteBench();
  const bad = {
    ...environment,
    PERENNIAL_SMTP_URL: (environment["PERENNIAL_SMTP_URL"] ?? "").replace("hush", "wrong"),
  };
  const desk = await openDesk(bench, { sender: senderOf(bad, options) });
  const ask = async (path: string, body: object): Promise<[number, string]> => {
    const response = await desk.send("POST", `/api/v1/account/${path}`, { body });
    return [response.status, await response.text()];
  };
  expect((await ask("code", { phone: "+8613900000002" }))[0]).toBe(204);
  status = 500;
  const [failed, words] = await ask("code", { phone: "+8613900000003" });
  const code = (JSON.parse(posts.at(-1)?.body ?? "{}") as { data: { code: string } }).data.code;
  expect([failed, words.includes(code), words.includes("unavailable")]).toEqual([503, false, true]);
  const [, mailed] = await ask("sign-up", { email: "ann@example.com", password: "correct horse", name: "Ann" });
  expect(mailed).not.toMatch(/wrong@|correct horse|mall:/);
  await desk.stop();
  await bench.stop();
});
