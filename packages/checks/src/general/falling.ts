// Points minted for more than flows into their pool: pool ÷ supply falls with every order, whatever the plan calls it.
import type { Plan } from "@perennial/kernel";
import { fractionText } from "@perennial/kernel";
import { mintedPerInflow, priceAfter } from "../bounds/first-exit.js";
import type { Finding } from "../finding.js";
import { partsOf } from "../look/parts.js";

const ORDERS = 100;

/** The price after equal orders as a share of the first; 4 decimals, rounded down. */
export function fallingRule(plan: Plan): Finding[] {
  return partsOf(plan, "appreciation").flatMap((part): Finding[] => {
    const minted = mintedPerInflow(plan, part);
    if (!minted || minted.n <= minted.d) return [];
    const after = (orders: number): string => {
      const price = priceAfter(minted, orders);
      return fractionText(price.n, price.d, 4);
    };
    const ratio = fractionText(minted.n, minted.d, 2);
    return [
      {
        rule: "price-falls",
        path: `${part.path}.mint`,
        severity: "warning",
        text: {
          zh: `每单按值铸造的积分是入池金额的 ${ratio} 倍，资金池 ÷ 流通量只会下跌：一单之后是起价的 ${after(1)}，${ORDERS} 单之后是 ${after(ORDERS)}`,
          en: `Each order mints ${ratio} × by value of what it puts into the pool, so pool ÷ supply only falls: ${after(1)} of the first price after one order, ${after(ORDERS)} after ${ORDERS}`,
        },
        fix: {
          zh: '按入池金额的比例铸造（如 mint: "0.70"），不超过 1',
          en: 'mint a share of the inflow, at most 1 (such as mint: "0.70")',
        },
      },
    ];
  });
}
