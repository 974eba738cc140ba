// Stories of what comes with the days: releases, queues, rounds.
import type { Story } from "../journal.js";
import { named } from "./named.js";

export const days: readonly Story[] = [
  {
    name: "release",
    parts: {
      assets: { points: { scale: 2 }, coin: { scale: 2 } },
      pools: { fund: { inflow: [{ rate: "0.05", of: "gross" }] } },
      ranks: ["low", "high"].map((rank) => ({ rank, title: named(rank), require: { approval: true } })),
      closing: ["release"],
      mechanisms: [
        {
          kind: "release",
          asset: "points",
          to: "cash",
          pool: "fund",
          lots: {
            tiers: [
              { atLeast: "10", multiple: "1" },
              { atLeast: "100", multiple: "2" },
            ],
          },
          daily: "0.02",
          accelerate: ["0.5", "0.3"],
          team: { rates: { low: "0.1", high: "0.3" }, peer: { rate: "0.5", generations: 1 } },
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join A2 referrer=A
      join B referrer=A2
      join C referrer=B
      rank A low
      rank A high
      rank A2 low
      rank A2 high
      rank B low
      order o0 A 9.99
      order o1 A 100
      order o2 A2 50
      order o3 B 100
      order o4 C 1000
      close 2026-01-01
      close 2026-01-02
      2026-01-03
      refund o4 300
      refund o3
      close 2026-01-03
      order o5 A 10
      close 2026-01-08
      refund o4
      fund fund 50
      closing
    `,
  },
  {
    name: "release-late",
    parts: {
      assets: { points: { scale: 2 }, coin: { scale: 1 } },
      pools: { fund: { inflow: [{ rate: "0.05", of: "gross" }] } },
      mechanisms: [
        {
          kind: "release",
          asset: "points",
          to: "coin",
          lots: { tiers: [{ atLeast: "10", multiple: "1" }] },
          daily: "0.0257",
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      order o1 A 100
      order o2 B 50
      close 2026-01-04
      order o3 A 10
      close 2026-01-06
      refund o1 40
      refund o2
      close 2026-03-01
    `,
  },
  {
    name: "queue",
    parts: {
      assets: {},
      pools: { fund: { inflow: [{ rate: "0.20", of: "gross" }] }, next: { inflow: [{ rate: "0.10", of: "gross" }] } },
      closing: ["queue", "advance"],
      mechanisms: [
        {
          kind: "queue",
          pool: "fund",
          ticket: [{ tags: ["half"], rate: "0.5" }, { rate: "1" }],
          lockDays: 2,
          accelerate: [{ tags: ["half"], rate: "0.05" }, { rate: "0.10" }],
        },
        {
          kind: "queue",
          id: "advance",
          pool: "next",
          ticket: "0.3",
          qualify: { amount: "100", by: "member" },
          advance: 1,
          distinct: true,
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join B referrer=A
      join C referrer=B
      order o1 A 100
      order o2 B 50 tags=half
      order o3 B 50
      order o4 C 100
      close 2026-01-02
      close 2026-01-03
      2026-01-04
      refund o4
      refund o2 25
      fund fund 160
      close 2026-01-04
      refund o1
      order o5 A 200
      refund o5 50
      join D
      join E referrer=D
      order o6 D 100
      order o7 E 100
      refund o6
      refund o7
      closing
    `,
  },
  {
    name: "rounds",
    parts: {
      start: "2026-01-01",
      assets: { points: { scale: 2 }, voucher: { scale: 2, spend: { settle: { pool: "fund" } } } },
      pools: { fund: { inflow: [{ rate: "0.05", of: "gross" }] } },
      mechanisms: [
        {
          kind: "rounds",
          points: "points",
          voucher: "voucher",
          rate: "0.1",
          growth: "0.5",
          trigger: { growth: "1", days: 3, workdays: true },
          multiple: "0.3",
          maxRounds: 5,
          inviter: "0.1",
          bonus: { round: 3, rate: "0.05" },
        },
      ],
    },
    script: `
      2026-01-01
      join R
      join A referrer=R
      join B
      shop M margin=0.20 referrer=R
      order o1 A 100 merchant=M
      close 2026-01-04
      close 2026-01-05
      2026-01-06
      order o2 B 500 merchant=M
      close 2026-01-06
      close 2026-01-07
      adjust A voucher 1
      refund o1 50
      close 2026-01-12
      order o3 B 10 merchant=M tender=voucher:5
      close 2026-01-20
      order o4 A 10
      refund o2
    `,
  },
  {
    name: "rounds-observed",
    parts: {
      assets: { points: { scale: 0 }, voucher: { scale: 1, cap: "40" } },
      mechanisms: [
        {
          kind: "rounds",
          points: "points",
          voucher: "voucher",
          mint: "2",
          rate: "0.02",
          growth: "observed",
          trigger: { growth: "0.1", days: 2 },
          multiple: "1",
          maxRounds: 9,
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      shop M margin=0.10
      order o1 A 1000 merchant=M
      close 2026-01-03
      2026-01-04
      order o2 B 500 merchant=M
      close 2026-01-05
      refund o2 250
      close 2026-01-12
      order o3 B 3000 merchant=M
      close 2026-01-14
      adjust A points 1
    `,
  },
];
