// Stories of what a holder does with a balance: tasks, transfers, conversions, withdrawals, trades, editions.
import type { Story } from "../journal.js";
import { named } from "./named.js";

export const wallets: readonly Story[] = [
  {
    name: "task",
    parts: {
      assets: { steps: { scale: 0 }, energy: { scale: 2, cap: "100" } },
      pools: { ads: { inflow: [] } },
      mechanisms: [
        {
          kind: "task",
          task: "walk",
          asset: "steps",
          to: "energy",
          tiers: [
            { value: "100", amount: "1" },
            { value: "1000", rate: "0.5" },
          ],
          perDay: 2,
        },
        {
          kind: "task",
          id: "watch",
          task: "watch",
          asset: "energy",
          to: "cash",
          pool: "ads",
          tiers: [
            { atLeast: "0", amount: "0.5" },
            { atLeast: "5", amount: "2" },
          ],
          group: { name: "screen", perDay: 2 },
        },
        {
          kind: "task",
          id: "read",
          task: "read",
          asset: "energy",
          to: "cash",
          pool: "ads",
          tiers: [
            { atLeast: "0", amount: "0.5" },
            { atLeast: "5", amount: "2" },
          ],
          group: { name: "screen", perDay: 2 },
        },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      task A walk value=99
      task A walk
      task A walk value=100
      task A walk value=150
      task A walk value=1000
      2026-01-02
      adjust A steps 41
      task A walk value=1000.5
      task A walk value=100
      adjust A energy 6
      task A watch
      fund ads 2.5
      task A watch
      task A read
      task A read
      adjust B energy 1
      task B read
      task B watch
      task B watch
      task nobody watch
    `,
  },
  {
    name: "wallet",
    parts: {
      assets: {
        coin: { scale: 2, transferable: true },
        rare: { scale: 0, cap: "100", transferable: true },
        token: { scale: 1 },
      },
      mechanisms: [
        { kind: "transfer", asset: "coin", fee: "0.1" },
        { kind: "transfer", id: "rare", asset: "rare", fee: "0.3" },
        { kind: "convert", from: "coin", to: "token", rate: "1.5", fee: "0.05" },
        { kind: "convert", id: "back", from: "rare", to: "coin" },
        { kind: "withdraw", min: "5", maxPerDay: "40", review: "20", fee: "0.01" },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      adjust A coin 10
      adjust A rare 9
      adjust A cash 100
      transfer A B coin 9.99
      transfer A B coin 1
      transfer A B rare 5
      transfer A B token 1
      transfer A platform coin 0.01
      convert B coin token 3.33
      convert B rare coin 1
      convert B coin rare 1
      convert B coin coin 1
      convert A token cash 1
      withdraw A 4
      withdraw A 5.50
      withdraw A 30
      withdraw A 10
      approve e18
      approve e18
      withdraw A 25
      2026-01-02
      withdraw A 39.99
      deny nothing
      deny e23
      deny e23
      approve nothing
    `,
  },
  {
    name: "collectible",
    parts: {
      assets: { coin: { scale: 1, cap: "100" } },
      mechanisms: [
        {
          kind: "collectible",
          asset: "coin",
          editions: [
            { edition: "fox", title: named("fox"), price: "1.5", supply: 2 },
            { edition: "cat", title: named("cat"), price: "20", supply: 1 },
          ],
        },
      ],
    },
    script: `
      2026-01-01
      join A
      adjust A coin 10
      redeem A fox
      redeem A cat
      redeem A dog
      redeem A fox
      redeem A fox
      redeem nobody fox
    `,
  },
  {
    name: "market",
    parts: {
      assets: { shell: { scale: 2, cap: "1000", referencePrice: "1" }, coin: { scale: 0 }, silk: { scale: 2 } },
      mechanisms: [
        {
          kind: "market",
          asset: "shell",
          fee: "0.1",
          tick: "0.01",
          band: "0.5",
          merchantBurn: { rate: "0.5", of: "margin" },
        },
        {
          kind: "market",
          id: "direct",
          asset: "coin",
          settlement: "direct",
          fee: "0.02",
          deadlines: { pay: 1, receive: 2 },
        },
        {
          kind: "market",
          id: "silk",
          asset: "silk",
          fee: "0.5",
          band: "0.5",
          merchantBurn: { rate: "1", of: "gross" },
        },
        { kind: "withdraw" },
      ],
    },
    script: `
      2026-01-01
      join A
      join B
      shop M margin=0.2
      adjust A shell 100
      adjust B cash 100
      adjust A coin 10
      adjust A cash 5
      ask a1 A shell 10 1.20
      ask a2 A shell 10 1.10
      ask a2 A shell 10 1.10
      ask a3 A shell 10 1.501
      ask a3 A shell 10 1.51
      ask a3 A shell 10 0.49
      bid b1 B shell 15 1.15
      bid b2 A shell 1 1.20
      bid b3 B shell 6 0.99
      cancel b3
      cancel b3
      cancel nothing
      ask a4 A shell 0.01 1.10
      order o1 B 100 merchant=M
      adjust M shell 50
      order o1 B 100 merchant=M
      refund o1 50
      2026-01-02
      order o2 B 10 merchant=M
      refund o2
      ask d1 A coin 5 2
      bid d2 B coin 2 2
      bid d3 B coin 1 3
      bid d4 B coin 1 2
      received T1
      paid T1
      paid T1
      received T1
      paid T9
      close 2026-01-03
      paid T2
      close 2026-01-05
      2026-01-06
      decide T3 to=A
      decide T3 to=B
      decide T9 to=B
      cancel d1
      bid d5 B coin 3 1
      ask d6 A coin 3 1
      paid T4
      2026-01-10
      decide T4 to=M
      decide T4 to=B
      order o3 B 1000 merchant=M
      withdraw A 1
      2026-02-01
      ask a7 A shell 10 1.60
      ask a8 A shell 10 0.60
      price shell 3
      bid b7 B shell 20 3.50
      ask a9 A shell 0.01 0.99
      bid b8 B shell 0.03 2.01
      ask a10 A shell 0.02 2.01
      ask s1 A silk 10 5
      bid s2 B silk 10 5
      order o4 B 10 merchant=M
      adjust A shell 855.90
      refund o4
      join C
      adjust C silk 50
      ask s3 C silk 4 5
      ask s4 C silk 3.01 0.50
      price silk 0.50
      bid s5 B silk 3 0.50
      ask s6 C silk 1 0.30
      price silk 2
      cancel s2
      bid s7 B silk 1 1.50
      adjust C coin 50
      ask d7 C coin 50 1
      adjust B cash 100
      bid d8 B coin 50 1
      price silk 1
      bid s8 B silk 1.01 0.90
      ask s9 C silk 2 0.90
      withdraw C 18.98
      paid T5
      received T5
    `,
  },
];
