// What axe complains of on a page: WCAG and best practices, in the page itself, where no frames of other origins are (twice as fast as by pages of axe's own).
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** The rules of accessibility that the page breaks, with the places. `rules`: only these. */
export async function faults(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}
