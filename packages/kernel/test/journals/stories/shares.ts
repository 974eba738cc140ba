// Stories of what is shared out of a pool or a schedule, and points that a pool backs.
import type { Story } from "../journal.js";
import { named } from "./named.js";

export const shares: readonly Story[] = [
  {
    name: "distribution",
    parts: {
      start: "2026-01-30",
      assets: {
        hi: { scale: 2 },
        coin: { scale: 4, cap: "500" },
        air: { scale: 2, cap: "30000" },
        quota: { scale: 2 },
      },
      pools: {
        profit: { inflow: [{ rate: "0.10", of: "gross" }] },
        bonus: { inflow: [{ rate: "0.05", of: "gross" }] },
      },
      ranks: ["low", "high"].map((rank) => ({ rank, title: named(rank), require: { approval: true } })),
      activation: { tag: "starter" },
      mechanisms: [
        { kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" },
        { kind: "grant", id: "quota", on: "order", to: "buyer", asset: "quota", rate: "0.15", of: "gross" },
        {
          kind: "distribution",
          id: "held",
          asset: "coin",
          from: { schedule: { daily: "100", decay: "0.5" } },
          by: { holding: "hi" },
        },
        {
          kind: "distribution",
          id: "today",
          asset: "air",
          from: { schedule: { yearly: ["3650", "36.51"] } },
          by: { earnedToday: "hi" },
          eligible: "activated",
        },
        {
          kind: "distribution",
          id: "dividend",
          asset: "cash",
          from: { pool: "profit" },
          by: { equal: true },
          limit: "quota",
        },
        {
          kind: "distribution",
          id: "levels",
          asset: "cash",
          from: { pool: "bonus", share: "0.5" },
          by: {
            tiers: {
              asset: "hi",
              levels: [
                { atLeast: "10", share: "0.4" },
                { atLeast: "100", share: "0.6" },
              ],
            },
          },
        },
        {
          kind: "distribution",
          id: "ranks",
          asset: "cash",
          from: { pool: "bonus", share: "0.2" },
          by: { ranks: { low: "0.25", high: "0.75" } },
          every: "month",
        },
      ],
    },
    script: `
      2026-01-30
      join A
      join B referrer=A
      join C referrer=B
      rank A low
      rank B low
      rank B high
      order o1 A 100 tags=starter
      order o2 B 20 tags=starter
      order o3 C 7
      close 2026-01-30
      close 2026-01-31
      2026-02-01
      adjust C hi 3.33
      refund o1 40
      close 2026-02-01
      order o4 C 500 tags=starter
      close 2026-02-02
      2026-02-10
      withdraw A 1
      fund profit 500
      close 2026-02-11
      refund o2
      2027-02-01
      order o5 A 1000
      close 2027-02-02
    `,
  },
  {
    name: "appreciation",
    parts: {
      assets: { points: { scale: 4 } },
      pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
      mechanisms: [
        {
          kind: "appreciation",
          asset: "points",
          pool: "profit",
          mint: "0.70",
          initialPrice: "1",
          retention: "0.20",
          exit: { multiple: "0.5", portion: "0.5" },
          sell: { maxPerHolderPerDay: "30", maxPerSale: "20" },
        },
      ],
      closing: ["appreciation"],
    },
    script: `
      2026-01-01
      join A
      join B
      join C
      adjust C points 1
      order o00 C 0.99
      adjust C points -1
      order o1 A 100
      sell B points 1
      sell A points 0
      sell A points 1000
      sell A points 15
      sell A points 14
      sell A points 10
      sell A points 10
      order o2 B 100
      order o3 C 10
      order o0 C 0.01
      2026-01-02
      fund profit 50
      refund o1 50
      refund o3
      sell B points 1.2345
      adjust A points 10
      close 2026-01-02
      closing
      order o4 A 10
      sell A points 1
    `,
  },
  {
    name: "appreciation-member",
    parts: {
      assets: { points: { scale: 2 } },
      pools: { profit: { inflow: [{ rate: "0.20", of: "margin" }] } },
      mechanisms: [
        {
          kind: "appreciation",
          asset: "points",
          pool: "profit",
          mint: { rate: "0.10", of: "gross" },
          initialPrice: "0.5",
          retention: "0.1",
          exit: { multiple: "0.25", scope: "member" },
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      order o1 A 100
      order o2 A 50
      order o3 B 200 cost=10
      fund profit 20
      sell A points 5
      fund profit 100
      order o4 B 40
      refund o4
    `,
  },
  {
    name: "appreciation-quantity",
    parts: {
      assets: { points: { scale: 2 } },
      pools: { profit: { inflow: [{ rate: "0.20", of: "gross" }] } },
      mechanisms: [
        {
          kind: "appreciation",
          asset: "points",
          pool: "profit",
          mint: "1",
          initialPrice: "1",
          retention: "0.1",
          exit: { quantity: "30", portion: "0.5" },
        },
        { kind: "transfer", asset: "points" },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      order o1 A 100
      order o2 A 49
      order o3 A 2
      order o4 B 100
      transfer B A points 15
      refund o1
    `,
  },
];
