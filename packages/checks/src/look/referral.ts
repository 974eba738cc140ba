// Who is paid for bringing people, or for what they buy: every way in which a plan pays up the line, and how deep it reaches.
import type { Plan, Text } from "@perennial/kernel";
import { giftsOf, partsOf } from "./parts.js";

/** One way in which somebody is paid for others. */
export interface LinePay {
  path: string;
  because: Text;
  /** generations between the receiver and the buyer; Infinity: as many as there are */
  depth: number;
  /** what sets it off: somebody's coming, or somebody's order */
  by: "coming" | "sale";
}

const COMING: Readonly<Record<string, Text>> = {
  join: { zh: "有人加入", en: "somebody joins" },
  activate: { zh: "有人激活", en: "somebody is activated" },
  merchant: { zh: "有商家入驻", en: "a merchant joins" },
};

const LINE = ["referrer", "merchantReferrer", "agentSponsor"];

/** Every pay up the line, in the order of the kinds. */
export function linePay(plan: Plan): LinePay[] {
  return [...gifts(plan), ...teams(plan), ...releases(plan), ...single(plan), ...chains(plan)];
}

function gifts(plan: Plan): LinePay[] {
  return giftsOf(plan)
    .filter(({ params }) => LINE.includes(params.to) && !params.on.startsWith("task:"))
    .map(({ path, params }) => {
      const depth = params.to === "agentSponsor" ? 2 : (params.generation ?? 1);
      const coming = COMING[params.on];
      if (coming)
        return {
          path: `${path}.on`,
          depth,
          by: "coming",
          because: {
            zh: `${coming.zh}（${path}.on = ${params.on}），${params.to} 即得奖励`,
            en: `${params.to} is rewarded when ${coming.en} (${path}.on = ${params.on})`,
          },
        };
      const field = params.generation === undefined ? `${path}.to` : `${path}.generation`;
      return {
        path: field,
        depth,
        by: "sale",
        because: {
          zh: `${params.to}${params.generation === undefined ? "" : ` 第 ${depth} 代`}按他人的订单得奖励（${field}）`,
          en: `${params.to}${params.generation === undefined ? "" : ` of generation ${depth}`} is rewarded for others' orders (${field})`,
        },
      };
    });
}

const unlimited = (path: string, zh: string, en: string): LinePay => ({
  path,
  depth: Infinity,
  by: "sale",
  because: { zh: `${zh}（${path}）`, en: `${en} (${path})` },
});

function teams(plan: Plan): LinePay[] {
  return partsOf(plan, "team").map(({ path }) =>
    unlimited(
      `${path}.rates`,
      "按级别从整条线的订单中计酬",
      "ranks are paid from the orders of the whole line below them",
    ),
  );
}

function releases(plan: Plan): LinePay[] {
  return partsOf(plan, "release").flatMap(({ path, params: { accelerate = [], team } }) => {
    const generations: LinePay[] = accelerate.length
      ? [
          {
            path: `${path}.accelerate`,
            depth: accelerate.length,
            by: "sale",
            because: {
              zh: `下线订单的释放加速其上 ${accelerate.length} 代（${path}.accelerate）`,
              en: `what members below release speeds up ${accelerate.length} generation(s) above them (${path}.accelerate)`,
            },
          },
        ]
      : [];
    const line = unlimited(
      `${path}.team`,
      "下线订单的释放按级别加速整条线",
      "what members below release is paid up the whole line by rank",
    );
    return team ? [...generations, line] : generations;
  });
}

/** Pay to the direct referrer alone. */
function single(plan: Plan): LinePay[] {
  const one = (path: string, zh: string, en: string): LinePay => ({ ...unlimited(path, zh, en), depth: 1 });
  const queues = partsOf(plan, "queue").flatMap(({ path, params }) =>
    params.accelerate === undefined
      ? []
      : [
          one(
            `${path}.accelerate`,
            "被推荐人的订单加速推荐人的排队",
            "orders of referred members pay the referrer's tickets",
          ),
        ],
  );
  const rounds = partsOf(plan, "rounds").flatMap(({ path, params }) =>
    params.inviter === undefined
      ? []
      : [
          one(
            `${path}.inviter`,
            "引荐商家者按商家所得计酬",
            "who brought a merchant is paid a share of what it receives",
          ),
        ],
  );
  return [...queues, ...rounds];
}

function chains(plan: Plan): LinePay[] {
  return partsOf(plan, "chain").map(({ path }) =>
    unlimited(
      `${path}.rewards.leader`,
      "老板按线上代理的每一单计酬",
      "a leader is paid for each sale of the agents in its line",
    ),
  );
}

/** A step of the ladder that stands at or below a rank that something is paid for. */
export interface PaidStep {
  path: string;
  require: NonNullable<Plan["document"]["ranks"]>[number]["require"];
}

/** The steps on the way to a rank that is paid; none when no mechanism pays by rank. */
export function paidSteps(plan: Plan): PaidStep[] {
  const paid = new Set([
    ...partsOf(plan, "team").flatMap(({ params }) => Object.keys(params.rates)),
    ...partsOf(plan, "release").flatMap(({ params }) => Object.keys(params.team?.rates ?? {})),
    ...partsOf(plan, "distribution").flatMap(({ params: { by } }) =>
      "ranks" in by ? Object.keys(by.ranks as object) : [],
    ),
    ...giftsOf(plan).flatMap(({ params }) => params.if?.rank ?? []),
  ]);
  const ranks = plan.document.ranks ?? [];
  const highest = ranks.findLastIndex(({ rank }) => paid.has(rank));
  return ranks.slice(0, highest + 1).map(({ require }, index) => ({ path: `ranks[${index}].require`, require }));
}
