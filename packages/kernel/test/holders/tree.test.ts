// The referral tree: generations above a buyer and above a merchant, and who may stand in them.
import { test } from "vitest";
import { play } from "../support/script.js";

const grant = (id: string, to: string, more: object = {}) => ({
  kind: "grant",
  id,
  on: "order",
  to,
  asset: id,
  amount: "1",
  ...more,
});

test("[tree] direct, indirect and third; above the merchant likewise; nobody instead of who is missing", () => {
  play(
    {
      assets: Object.fromEntries(["one", "two", "three", "mone", "mtwo", "self"].map((name) => [name, { scale: 0 }])),
      mechanisms: [
        grant("one", "referrer"),
        grant("two", "referrer", { generation: 2 }),
        grant("three", "referrer", { generation: 3 }),
        grant("mone", "merchantReferrer"),
        grant("mtwo", "merchantReferrer", { generation: 2 }),
        grant("self", "self"),
      ],
    },
    `
    join A
    join B referrer=A
    shop S referrer=B
    join C referrer=S
    shop M referrer=C
    order o1 C 10 merchant=M
    S.one = 1
    B.two = 1
    A.three = 1
    C.mone = 1
    S.mtwo = 1
    C.self = 1
    order o2 B 10
    A.one = 1
    A.two = -
    order o3 A 10
    A.one = 1
    C.mone = 1
    `,
  );
});

test("[tree] conditions on the recipient: activated, a rank or higher, member or merchant", () => {
  play(
    {
      assets: Object.fromEntries(["act", "mid", "mem", "mer"].map((name) => [name, { scale: 0 }])),
      activation: { tag: "starter" },
      ranks: ["low", "mid", "high"].map((rank, index) => ({
        rank,
        title: { zh: rank, en: rank },
        require: { spend: String(10 ** (index + 1)) },
      })),
      mechanisms: [
        grant("act", "referrer", { if: { activated: true } }),
        grant("mid", "referrer", { if: { rank: "mid" } }),
        grant("mem", "referrer", { if: { kind: "member" } }),
        grant("mer", "referrer", { if: { kind: "merchant" } }),
      ],
    },
    `
    join A
    join B referrer=A
    order o1 B 1
    A.act = -
    A.mid = -
    A.mem = 1
    A.mer = -
    activate A
    order o2 A 10
    order o3 B 1
    A.act = 1
    A.mid = -
    order o4 A 990
    A.rank = high
    order o5 B 1
    A.mid = 1
    shop S referrer=A
    join C referrer=S
    order o6 C 1
    S.mer = 1
    S.mem = -
    S.act = -
    `,
  );
});
