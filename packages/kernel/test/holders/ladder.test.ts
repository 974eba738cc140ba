// The ladder over time: another version of the plan, events that are refused, requirements of several names, and who is reviewed when.
import { describe, test } from "vitest";
import type { Json } from "../support/script.js";
import { planOf, play, Stage } from "../support/script.js";

const rank = (name: string, require: Json): Json => ({ rank: name, title: { zh: name, en: name }, require });
const plan = (...ranks: Json[]): Json => ({ assets: { hi: { scale: 0 } }, ranks });

describe("[ranks.versions] another ladder comes into force", () => {
  const parts = (version: number, ...ranks: Json[]): Json =>
    planOf({ ...plan(...ranks), version, assets: { hi: { scale: 0 } } });
  const under = (first: Json[], second: Json[], script: string): void => {
    new Stage(parts(1, ...first), { v2: parts(2, ...second) }).play(script);
  };
  const people = `
    join A
    join B referrer=A
    shop M referrer=A
    join C referrer=B
    join X
    order o1 B 30
    order o2 C 70
  `;

  test("team and volume are counted from the tree as it stands, and everybody is reviewed", () => {
    const wide = rank("wide", { team: 2, volume: "100" });
    under([rank("none", { approval: true })], [wide], `${people} A.rank = -\n plan v2\n A.rank = wide\n B.rank = -`);
    under([], [rank("wide", { team: 3 })], `${people} plan v2\n A.rank = -\n join D referrer=C\n A.rank = wide`);
    under([], [rank("wide", { volume: "100.01" })], `${people} plan v2\n A.rank = -\n order o3 C 0.01\n A.rank = wide`);
    under([], [rank("wide", { volume: "70" })], `${people} plan v2\n A.rank = wide\n B.rank = wide\n C.rank = -`);
  });

  test("from then on only what the ladder looks at is counted", () => {
    const both = [rank("wide", { team: 4 }), rank("rich", { volume: "200" })];
    under(
      [rank("wide", { team: 4 })],
      both,
      `${people} plan v2\n join D referrer=B\n A.rank = -\n join E referrer=D\n A.rank = wide\n order o3 E 100\n A.rank = rich`,
    );
  });

  test("a rank goes by its name, wherever it stands; one that is gone stays as a name and counts for nothing", () => {
    const by = (name: string): Json => rank(name, { approval: true });
    under(
      [by("low"), by("mid")],
      [by("high"), by("mid")],
      `join A\n join B\n rank A low\n rank B low\n rank B mid\n plan v2\n A.rank = low\n B.rank = mid\n rank A high\n A.rank = high`,
    );
  });
});

test("[ranks.undo] what a refused event had counted and lifted is taken back", () => {
  play(
    plan(rank("low", { spend: "10" }), rank("high", { directRank: { low: 1 } })),
    `
    join A
    join B referrer=A
    order o1 A 10
    order o2 B 10 cost=11 ! margin_exceeded
    B.rank = -
    A.rank = low
    join C referrer=A
    order o3 C 9.99
    A.rank = low
    order o4 B 10
    A.rank = high
    `,
  );
});

test("[ranks.require] of several assets, directs and teams all must hold", () => {
  play(
    {
      assets: { hi: { scale: 0 }, lo: { scale: 0 } },
      ranks: [
        rank("low", { holding: { hi: "1", lo: "2" } }),
        rank("mid", { directRank: { low: 2, mid: 1 } }),
        rank("high", { teamRank: { low: 3, mid: 2 } }),
      ],
    },
    `
    join A
    join B referrer=A
    join C referrer=A
    join D referrer=B
    adjust A hi 1
    A.rank = -
    adjust A lo 2
    A.rank = low
    adjust B lo 2
    B.rank = -
    adjust B hi 1
    adjust C hi 1
    adjust C lo 2
    A.rank = low
    adjust D hi 1
    adjust D lo 2
    join E referrer=B
    adjust E hi 1
    adjust E lo 2
    B.rank = low
    join F referrer=D
    adjust F hi 1
    adjust F lo 2
    join G referrer=D
    adjust G hi 1
    adjust G lo 2
    D.rank = low
    A.rank = low
    `,
  );
});

test("[ranks.approval] for a rank counts for every rank below it, and only for its holder", () => {
  play(
    plan(rank("low", { approval: true }), rank("mid", { approval: true }), rank("high", { approval: true })),
    `
    join A
    join B
    rank A mid
    A.rank = mid
    B.rank = -
    rank B low
    rank B low
    B.rank = low
    rank A high
    A.rank = high
    `,
  );
});

test("[ranks.moving] what a rank has earned until it changes is kept: the dividend of its days, and none of the next", () => {
  play(
    {
      ranks: [rank("low", { approval: true }), rank("high", { approval: true })],
      pools: { fund: { inflow: [] } },
      mechanisms: [{ kind: "distribution", asset: "cash", from: { pool: "fund" }, by: { ranks: { low: "1" } } }],
    },
    `
    2026-01-01
    join A
    join B
    rank A low
    fund fund 100
    close 2026-01-01
    2026-01-02
    rank A high
    rank B low
    A.cash = 100.00
    fund fund 50
    close 2026-01-02
    A.cash = 100.00
    B.cash = 50.00
    `,
  );
});

test("[ranks.join] whoever comes is reviewed at once: member, merchant, agent, and a member who becomes agent", () => {
  play(
    plan(rank("base", {}), rank("known", { approval: true })),
    `
    join A
    A.rank = base
    shop M
    M.rank = base
    agent G 441302
    G.rank = base
    agent A 441300
    A.rank = base
    platform.rank = -
    `,
  );
});
