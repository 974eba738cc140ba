// Stories of rewards that an order or a joining brings at once.
import type { Story } from "../journal.js";
import { named } from "./named.js";

export const rewards: readonly Story[] = [
  {
    name: "grant",
    parts: {
      assets: {
        hi: { scale: 2 },
        coin: { scale: 3, referencePrice: "2" },
        none: { scale: 0 },
        rare: { scale: 0, cap: "7" },
      },
      activation: { tag: "starter" },
      ranks: [{ rank: "junior", title: named("junior"), require: { approval: true } }],
      mechanisms: [
        { kind: "grant", id: "join", on: "join", to: "referrer", asset: "rare", amount: "3" },
        { kind: "grant", id: "active", on: "activate", to: "self", asset: "hi", amount: "1.5" },
        {
          kind: "grant",
          id: "brought",
          on: "merchant",
          to: "referrer",
          asset: "hi",
          amount: "2",
          if: { kind: "member" },
        },
        { kind: "grant", id: "opened", on: "merchant", to: "self", asset: "hi", amount: "4" },
        {
          kind: "grant",
          id: "buyer",
          on: "order",
          to: "buyer",
          asset: "hi",
          rate: "0.5",
          of: "margin",
          vest: { daily: "0.4" },
        },
        { kind: "grant", id: "store", on: "order", to: "merchant", asset: "hi", rate: "0.02", of: "gross" },
        {
          kind: "grant",
          id: "second",
          on: "order",
          to: "referrer",
          generation: 2,
          asset: "hi",
          rate: "0.2",
          of: "earned",
        },
        {
          kind: "grant",
          id: "store-line",
          on: "order",
          to: "merchantReferrer",
          asset: "hi",
          rate: "0.01",
          of: "gross",
        },
        {
          kind: "grant",
          id: "cash",
          on: "order",
          to: "referrer",
          asset: "cash",
          rate: "0.1",
          of: "margin",
          if: { activated: true, rank: "junior" },
        },
        {
          kind: "grant",
          id: "market",
          on: "order",
          to: "buyer",
          asset: "coin",
          rate: "0.1",
          of: "margin",
          at: "market",
        },
        {
          kind: "grant",
          id: "unpriced",
          on: "order",
          to: "buyer",
          asset: "none",
          rate: "0.1",
          of: "margin",
          at: "market",
        },
        {
          kind: "grant",
          id: "district",
          on: "order",
          to: "agent",
          level: "district",
          asset: "hi",
          rate: "0.01",
          of: "gross",
        },
        { kind: "grant", id: "city", on: "order", to: "agent", level: "city", asset: "hi", rate: "0.02", of: "gross" },
        {
          kind: "grant",
          id: "province",
          on: "order",
          to: "agent",
          level: "province",
          asset: "hi",
          rate: "0.03",
          of: "gross",
        },
        {
          kind: "grant",
          id: "any",
          on: "order",
          to: "agentSponsor",
          level: "any",
          asset: "hi",
          rate: "0.04",
          of: "gross",
        },
        { kind: "grant", id: "jump", on: "task:jump", to: "self", asset: "hi", amount: "0.25" },
        {
          kind: "grant",
          id: "tagged",
          on: "order",
          to: "buyer",
          asset: "hi",
          amount: "9",
          tags: ["nine"],
          exceptTags: ["ten"],
        },
        { kind: "grant", id: "off", enabled: false, on: "order", to: "buyer", asset: "hi", amount: "99" },
      ],
    },
    script: `
      2026-01-01
      join A
      join B referrer=A
      join C referrer=B
      join D referrer=A
      shop M margin=0.20 referrer=B region=441302
      shop N referrer=M
      agent P 440000
      agent Q 441300 sponsor=C
      agent R 441302 sponsor=A
      rank B junior
      activate B
      activate B
      task A jump
      task A swim
      order o1 C 100 merchant=M tags=starter
      order o2 C 50 merchant=M region=441900 tags=nine
      order o3 C 50 merchant=M region=441300 tags=nine,ten
      order o4 A 30 tags=nine
      close 2026-01-02
      refund o1 30
      2026-01-04
      order o5 D 33.33
      close 2026-01-05
      refund o1
      refund o2
      refund o4 15
    `,
  },
  {
    name: "team",
    parts: {
      assets: { hi: { scale: 2 }, coin: { scale: 0, cap: "1000", referencePrice: "0.5" } },
      ranks: ["c", "b", "a"].map((rank) => ({ rank, title: named(rank), require: { approval: true } })),
      mechanisms: [
        { kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "margin" },
        {
          kind: "team",
          on: "order",
          asset: "cash",
          of: "margin",
          mode: "differential",
          rates: { c: "0.10", b: "0.20", a: "0.30" },
          peer: { rate: "0.1", generations: 1 },
        },
        {
          kind: "team",
          id: "flat",
          on: "order",
          asset: "cash",
          of: "margin",
          mode: "flat",
          rates: { c: "0.01", a: "0.02" },
        },
        {
          kind: "team",
          id: "line",
          on: "order",
          asset: "coin",
          of: "margin",
          mode: "differential",
          rates: { c: "0.10", a: "0.30" },
          line: "merchant",
          at: "market",
        },
        { kind: "team", id: "earned", on: "order", asset: "hi", of: "earned", mode: "flat", rates: { b: "0.5" } },
        {
          kind: "team",
          id: "more",
          on: "order",
          asset: "hi",
          of: "earned",
          mode: "differential",
          rates: { b: "0.5" },
          tags: ["more"],
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join A2 referrer=A
      join B referrer=A2
      join B2 referrer=B
      join B3 referrer=B2
      join C referrer=B3
      join D referrer=C
      shop M margin=0.50 referrer=C
      rank A c
      rank A b
      rank A a
      rank A2 c
      rank A2 b
      rank A2 a
      rank B c
      rank B b
      rank B2 c
      rank B2 b
      rank B3 c
      rank B3 b
      rank C c
      order o1 D 1000 merchant=M
      order o2 D 100 merchant=M tags=more
      order o3 D 0.07 merchant=M
      refund o1 333.33
      withdraw B 1
      adjust B hi -500
      refund o1
    `,
  },
  {
    name: "chain",
    parts: {
      assets: {},
      mechanisms: [{ kind: "chain", tag: "entry", leaderAfter: 2, rewards: { direct: "10", leader: "20", own: "30" } }],
    },
    script: `
      2026-01-01
      join L
      join A referrer=L
      join B referrer=L
      join C referrer=L
      join D referrer=C
      order o0 L 100 tags=entry
      order o1 A 100 tags=entry
      order o2 B 100 tags=entry
      order o3 C 100 tags=entry
      order o4 D 100 tags=entry
      order o5 D 100
      order o6 A 100 tags=entry cost=90
      refund o4 50
      refund o2
      refund o4
    `,
  },
  {
    name: "unlock",
    parts: {
      assets: { locked: { scale: 2, cap: "90" }, coin: { scale: 2, cap: "50" }, free: { scale: 0 } },
      mechanisms: [
        { kind: "grant", on: "join", to: "self", asset: "locked", amount: "30" },
        { kind: "unlock", on: "order", to: "buyer", asset: "locked", into: "coin", rate: "0.5" },
        {
          kind: "unlock",
          id: "brought",
          on: "join",
          to: "referrer",
          asset: "locked",
          into: "free",
          amount: "4",
          if: { activated: true },
        },
        {
          kind: "unlock",
          id: "second",
          on: "order",
          to: "referrer",
          generation: 2,
          asset: "locked",
          into: "coin",
          amount: "40",
        },
        { kind: "transfer", asset: "coin" },
      ],
    },
    script: `
      2026-01-01
      join A
      join B referrer=A
      join C referrer=B
      order o1 B 100
      order o2 C 100
      order o3 C 10
      transfer A B coin 20
      refund o2 50
      adjust C locked 20
      refund o1
      refund o2
      adjust A coin 50
      adjust A coin 10
    `,
  },
];
