// The story of the house rules: joining, orders, refunds, prices, adjustments, a new version of the plan, and every way to be refused.
import { planOf } from "../../support/script.js";
import type { Story } from "../journal.js";
import { named } from "./named.js";

const parts = {
  assets: {
    voucher: { scale: 2, spend: { settle: "merchant" }, expires: 3 },
    shopping: { scale: 2, spend: { settle: { pool: "fund" }, earns: true, tags: ["food"] } },
    coin: { scale: 0, cap: "12", referencePrice: "2" },
    hi: { scale: 1 },
  },
  pools: {
    fund: {
      inflow: [
        { rate: "0.05", of: "gross" },
        { rate: "0.1", of: "margin", tags: ["food"] },
      ],
    },
    rest: { inflow: [{ rate: "0.5", of: "revenue", exceptTags: ["food"] }] },
  },
  ranks: [
    { rank: "junior", title: named("junior"), require: { spend: "100", approval: true } },
    { rank: "senior", title: named("senior"), require: { direct: 1, holding: { hi: "3" } } },
  ],
  marginBand: { min: "0.05", max: "0.30" },
  budgets: [{ over: ["gift", "thanks"], rate: "0.20", of: "margin" }],
  mechanisms: [
    { kind: "grant", id: "gift", on: "order", to: "buyer", asset: "coin", rate: "0.05", of: "margin" },
    { kind: "grant", id: "thanks", on: "order", to: "referrer", asset: "coin", rate: "0.10", of: "margin" },
    {
      kind: "grant",
      id: "rest",
      on: "order",
      to: "buyer",
      asset: "hi",
      rate: "0.1",
      of: "gross",
      limits: { perHolderPerDay: "12", perHolder: "20", perDay: "14", total: "25" },
    },
    { kind: "grant", id: "welcome", on: "join", to: "self", asset: "voucher", amount: "5" },
  ],
};

const later = { ...parts, version: 2, assets: { ...parts.assets, gem: { scale: 1, cap: "5" } } };

export const house: readonly Story[] = [
  {
    name: "house",
    parts,
    documents: { v1: planOf(parts), v2: planOf(later) },
    script: `
      2026-01-01
      join A
      join A
      join B referrer=nobody
      join B referrer=A
      join platform
      activate B
      activate nobody
      shop M margin=0.31
      shop M margin=0.20 referrer=A region=441302
      shop M margin=0.10
      concede A 0.10
      concede M 0.04
      concede M 0.10
      agent G 441302
      agent H 441302
      agent platform 440000
      agent B 440000 sponsor=A
      price coin 0
      price coin 1.0000000000001
      price nothing 1
      price coin 3
      fund nothing 1
      fund fund 0
      fund fund 20
      rank A nothing
      rank nobody junior
      rank A junior
      task A jump
      order o1 A 100 merchant=M tender=voucher:2.5,shopping:1
      adjust A shopping 8
      adjust A coin 13
      adjust A nothing 1
      adjust A hi -1
      adjust A voucher -1
      adjust A cash 9.99
      order o1 A 100 merchant=M tender=voucher:2.5,shopping:1 tags=food
      order o1 A 100
      order o2 B 200 merchant=M cost=150
      order o3 B 10 merchant=M cost=11
      order o4 B 10 merchant=nobody
      order o5 nobody 10
      order o6 B 10 tender=voucher:10.01
      order o6 B 10 tender=coin:1
      order o6 B 10 tender=voucher:5.01
      order o6 B 1000 tender=shopping:999 tags=food
      order o7 B 60 region=440000
      2026-01-02
      order o8 B 100 merchant=M
      refund o1 50
      refund o1 1000
      refund o9
      refund o1
      2026-01-05
      order o10 A 0
      adjust M cash -100000
      transfer A B hi 1
      withdraw A 1
      order o13 M 10
      refund o2
      adjust M cash 5
      adjust M cash 500
      {"id":"v2","at":"2026-01-05T13:00:00+08:00","type":"plan.changed","plan":{"plan":"other","version":2}}
      plan v1
      plan v2
      close 2026-01-05
      join C
      {"id":"x1","at":"2026-01-04T23:59:59+08:00","type":"member.joined","member":"D"}
      {"id":"x2","at":"2199-01-04T23:59:59+08:00","type":"member.joined","member":"D"}
      {"id":"x3","at":"2026-01-04","type":"member.joined","member":"D"}
      {"id":"x4","at":"2026-01-07T00:00:00Z","type":"member.left","member":"D"}
      {"id":"x5","at":"2026-01-07T00:00:00Z","type":"member.joined","member":""}
      {"id":"x6","at":"2026-01-07T00:00:00Z","type":"member.joined"}
      {"id":"x7","at":"2026-01-07T00:00:00Z","type":"member.joined","member":"D","age":7}
      {"id":"x8","at":"2026-01-07T00:00:00Z","type":"programme.closing","why":"enough"}
      {"id":8,"at":"2026-01-07T00:00:00Z","type":"programme.closing"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":9}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"order.settled","order":"o11","buyer":"A","gross":10}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"order.settled","order":"o11","buyer":"A","gross":"10","region":"4413"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"order.settled","order":"o11","buyer":"A","gross":"10","tags":"food"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"order.settled","order":"o11","buyer":"A","gross":"10","tender":["1"]}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"merchant.changed","merchant":"M","margin":"10%"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"task.done","member":"A","task":"walk","value":"9"}
      {"id":"x9","type":"day.closed","day":"2026-02-30"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"plan.changed","plan":"v2"}
      {"id":"x9","at":"2026-01-07T00:00:00Z","type":"adjusted","holder":"A","asset":"hi","quantity":"1","reason":""}
      {"type":"day.closed","day":"2026-01-06","id":"x10"}
      closing
      closing
      join E referrer=A
      order o12 E 100 merchant=M
    `,
  },
  {
    name: "short",
    parts: {
      assets: { voucher: { scale: 2, spend: { settle: { pool: "fund" } } } },
      pools: { fund: { inflow: [{ rate: "0.50", of: "gross" }] } },
    },
    script: `
      2026-01-01
      join A
      shop M margin=0.50
      adjust A voucher 50
      order o1 A 100 merchant=M
      order o2 A 50 merchant=M tender=voucher:50
      withdraw M 1
      refund o1 60
      adjust M cash -70
      refund o2
      refund o1
      fund fund 100
      order o3 A 10 merchant=M
    `,
  },
];
