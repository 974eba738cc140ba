// Agents by region: the code itself, its city, its province, and the nearest that has one.
import { describe, expect, test } from "vitest";
import { play } from "../support/script.js";
import { table } from "../support/table.js";

const levels = ["district", "city", "province", "any"];
const plan = {
  assets: Object.fromEntries([...levels, "sponsor", "shop"].map((name) => [name, { scale: 0 }])),
  mechanisms: [
    ...levels.map((level) => ({
      kind: "grant",
      id: level,
      on: "order",
      to: "agent",
      level,
      asset: level,
      amount: "1",
    })),
    { kind: "grant", id: "sponsor", on: "order", to: "agentSponsor", level: "any", asset: "sponsor", amount: "1" },
    { kind: "grant", id: "shop", on: "merchant", to: "agent", level: "any", asset: "shop", amount: "1" },
  ],
};
const people = `
  join A
  join S
  agent D 441302 sponsor=S
  agent C 441300
  agent P 440000
  agent T 441900
`;

describe("[regions] whom an order's region leads to", () => {
  for (const { region, ...wanted } of table(`
    | region | district | city | province | any | why it matters                        |
    |--------|----------|------|----------|-----|---------------------------------------|
    | 441302 | D        | C    | P        | D   | a district                            |
    | 441303 | -        | C    | P        | C   | a district without an agent           |
    | 441300 | -        | C    | P        | C   | a city: it has no district            |
    | 441900 | -        | T    | P        | T   | a city without districts              |
    | 441901 | -        | T    | P        | T   | a place in such a city                |
    | 449901 | -        | -    | P        | P   | neither district nor city has one     |
    | 440000 | -        | -    | P        | P   | a province: it has no city            |
    | 110101 | -        | -    | -        | -   | nobody anywhere                       |
  `))
    test(`${region}: ${wanted["why it matters"]}`, () => {
      const stage = play(plan, `${people}\n order o1 A 10 region=${region}`);
      for (const level of levels) {
        const got = ["D", "C", "P", "T"].filter((agent) => stage.look(`${agent}.${level}`) === "1").join();
        expect(`${level} ${got || "-"}`).toBe(`${level} ${wanted[level]}`);
      }
      expect(stage.look("S.sponsor")).toBe(wanted["any"] === "D" ? "1" : "-");
    });
});

test("[regions] the event's region wins over the merchant's; without either there is no agent", () => {
  play(
    plan,
    `${people}
    shop M region=441302
    D.shop = 1
    order o1 A 10 merchant=M
    D.any = 1
    order o2 A 10 merchant=M region=441900
    D.any = 1
    T.any = 1
    order o3 A 10
    D.any = 1
    T.any = 1
    C.any = -
    P.any = -
    `,
  );
});

test("[regions] a member may be an agent, of several regions; one agent a region", () => {
  play(
    plan,
    `
    join A
    agent A 441302
    agent A 440000
    agent B 441302 ! already_exists
    order o1 A 10 region=441302
    A.district = 1
    A.province = 1
    `,
  );
});
