// What the queue says of itself to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { inflowsTold, percent, poolTold, quantityTold, say } from "../shared/told.js";
import type { Queue, Rates } from "./parameters.js";

export function told(
  { pool, ticket, qualify, lockDays, advance, distinct, accelerate }: Queue,
  plan: PlanDocument,
): Text[] {
  const from = poolTold(plan, pool);
  const others = distinct ? say("其他会员的", " of other members") : say("", "");
  return [
    ...inflowsTold(plan, pool),
    ...ratesTold(ticket, (when, rate) =>
      say(
        `${when.zh}按实付的 ${rate} 排队等待返还。`,
        `${when.en} ${rate} of the amount paid waits in the queue to be paid back.`,
      ),
    ),
    ...qualifyTold(qualify, plan),
    ...(lockDays === undefined
      ? []
      : [
          say(
            `满 ${lockDays} 天后，按先后由${from.zh}返还；池里不够时，后面的都要等。`,
            `After ${lockDays} days it is paid by ${from.en} in order of arrival; while the pool is short, everyone behind waits.`,
          ),
        ]),
    ...(advance === undefined
      ? []
      : [
          say(
            `后面每多 ${advance} 张${others.zh}排队单，前面返还一张，由${from.zh}支付。`,
            `For each ${advance} further tickets${others.en} the one in front is paid by ${from.en}.`,
          ),
        ]),
    ...(accelerate === undefined
      ? []
      : ratesTold(accelerate, (when, rate) =>
          say(
            `被推荐人${when.zh}，实付的 ${rate} 立即提前返还给推荐人的排队单。`,
            `${when.en} of a referred member, ${rate} of the amount paid goes to the referrer’s oldest tickets at once.`,
          ),
        )),
  ];
}

function ratesTold(rates: Rates, sentence: (when: Text, rate: string) => Text): Text[] {
  if (typeof rates === "string") return [sentence(say("每笔订单", "Of every order"), percent(rates))];
  return rates.map(({ tags, rate }) =>
    sentence(
      tags
        ? say(`带标签${tags.map((tag) => `「${tag}」`).join("")}的订单`, `Of an order tagged ${tags.join(" or ")}`)
        : say("其他订单", "Of any other order"),
      percent(rate),
    ),
  );
}

function qualifyTold(qualify: Queue["qualify"], plan: PlanDocument): Text[] {
  if (qualify === undefined) return [];
  const least = quantityTold(plan, "cash", typeof qualify === "string" ? qualify : qualify.amount);
  return typeof qualify === "string"
    ? [say(`一单满 ${least.zh}才排队。`, `Only an order of ${least.en} or more makes a ticket.`)]
    : [say(`累计消费满 ${least.zh}时排队一次。`, `A member gets one ticket, once it has spent ${least.en} in all.`)];
}
