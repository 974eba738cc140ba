// The next rank and what is missing for it: told for every requirement, and it agrees with the review that lifts holders.
import { expect, test } from "vitest";
import { nextRankText, Programme, readPlan } from "../../src/index.js";

const text = (zh: string) => ({ zh, en: zh });
const document = {
  plan: "ladder",
  version: 1,
  title: text("梯"),
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: { hi: { scale: 1, title: text("嗨") } },
  mechanisms: [{ kind: "grant", id: "earn", on: "order", to: "buyer", asset: "hi", rate: "0.1", of: "gross" }],
  ranks: [
    { rank: "bronze", title: text("铜"), require: { direct: 1, spend: "100" } },
    {
      rank: "silver",
      title: text("银"),
      require: {
        direct: 2,
        team: 3,
        directRank: { bronze: 1 },
        volume: "250",
        tag: "deluxe",
        holding: { hi: "20.5" },
        approval: true,
      },
    },
  ],
};

const started = (): { programme: Programme; tell: (type: string, body: object) => void } => {
  const read = readPlan(document);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const programme = Programme.start(read.plan);
  let count = 0;
  const tell = (type: string, body: object): void => {
    count += 1;
    const outcome = programme.apply({ id: `e${count}`, at: "2026-01-01T08:00:00+08:00", type, ...body });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  return { programme, tell };
};

const told = (programme: Programme, name: string): string[] => {
  const next = nextRankText(programme, programme.holders.find(name) ?? -1);
  if (!next) return [];
  return [
    next.rank,
    ...next.needs.map(({ what, name: of, have, need, met }) => `${what} ${of} ${have}/${need} ${met ? "met" : "open"}`),
  ];
};

test("each requirement says how far it is, in its own unit, and nothing changes by asking", () => {
  const { programme, tell } = started();
  tell("member.joined", { member: "A" });
  tell("order.settled", { order: "o1", buyer: "A", gross: "99.99" });
  const before = programme.store.dump();
  expect(told(programme, "A")).toEqual(["bronze", "direct  0/1 open", "spend  99.99/100.00 open"]);
  expect(programme.store.dump()).toEqual(before);
  tell("member.joined", { member: "B", referrer: "A" });
  expect(told(programme, "A")).toEqual(["bronze", "direct  1/1 met", "spend  99.99/100.00 open"]);
  tell("order.settled", { order: "o2", buyer: "A", gross: "0.01" });
  expect(told(programme, "A")).toEqual([
    "silver",
    "direct  1/2 open",
    "team  1/3 open",
    "directRank bronze 0/1 open",
    "volume  0.00/250.00 open",
    "tag deluxe 0/1 open",
    "holding hi 9.9/20.5 open",
    "approval  0/1 open",
  ]);
});

test("when everything is met the holder has the rank, and at the top there is none", () => {
  const { programme, tell } = started();
  for (const [member, referrer] of [["A"], ["B", "A"], ["C", "A"], ["D", "B"]])
    tell("member.joined", { member, ...(referrer !== undefined && { referrer }) });
  tell("order.settled", { order: "o1", buyer: "A", gross: "250.00", tags: ["deluxe"] });
  tell("order.settled", { order: "o2", buyer: "B", gross: "250.00" });
  expect(told(programme, "A").filter((line) => line.endsWith("open"))).toEqual(["approval  0/1 open"]);
  tell("rank.approved", { member: "A", rank: "silver" });
  expect(programme.ranks.nameOf(programme.holders.find("A") ?? -1)).toBe("silver");
  expect(told(programme, "A")).toEqual([]);
});
