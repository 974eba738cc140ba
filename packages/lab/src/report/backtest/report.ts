// The report of a backtest, card by card.
import type { Backtest } from "../../backtest/figures.js";
import type { Summary } from "../../backtest/summary.js";
import type { Report } from "../blocks.js";
import { Figures } from "../format.js";
import { aboutOf, hero, titleOf } from "./hero.js";
import { bounds, discount, method } from "./limits.js";
import { coverage, payouts, pool, prices } from "./money.js";
import { cohorts, flow, received, returned } from "./people.js";

export function backtestReport(figures: Backtest, summary: Summary): Report {
  const money = new Figures(figures.plan.currency, figures.cashScale);
  return {
    title: titleOf(figures),
    about: aboutOf(figures),
    hero: hero(figures, money),
    cards: [
      returned(figures),
      ...cohorts(figures, money),
      received(figures, money),
      ...flow(figures, money),
      ...coverage(figures, money),
      ...prices(figures),
      ...pool(figures, money),
      payouts(figures, money),
      ...bounds(figures),
      ...discount(figures, money),
      method(figures, summary, money),
    ],
  };
}
