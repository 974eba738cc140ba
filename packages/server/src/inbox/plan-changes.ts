// What a new version of a plan changes, as its readers see it: the sentences of each rule that no longer hold, and those that do now.
import type { RuleChange, Text } from "@perennial/api";
import type { PlanDocument } from "@perennial/kernel";
import { readPlan, rulesText } from "@perennial/kernel";

interface Rule {
  readonly id: string;
  readonly title: Text;
  readonly sentences: readonly Text[];
}

/** The mechanisms of a plan, then how long its assets last. */
function rulesOf(document: PlanDocument): Rule[] {
  const read = readPlan(document);
  const rules: Rule[] = read.ok ? rulesText(read.plan).map((rule) => ({ ...rule, id: `rule ${rule.id}` })) : [];
  const assets = Object.entries(document.assets).map(([name, { title, expires }]) => ({
    id: `asset ${name}`,
    title: title ?? { zh: name, en: name },
    sentences: expires === undefined ? [] : [{ zh: `${expires} 天后到期。`, en: `It lapses after ${expires} days.` }],
  }));
  return [...rules, ...assets];
}

/** What of `these` is not said in `those`. */
const only = (these: readonly Text[], those: readonly Text[]): Text[] =>
  these.filter(({ zh, en }) => !those.some((each) => each.zh === zh && each.en === en));

/** Rules that say the same in both are left out. */
export function planChanges(before: PlanDocument, after: PlanDocument): RuleChange[] {
  const [old, fresh] = [rulesOf(before), rulesOf(after)];
  const gone = old.filter(({ id }) => !fresh.some((rule) => rule.id === id));
  const changes = [...fresh, ...gone].map(({ id, title }) => {
    const was = old.find((rule) => rule.id === id)?.sentences ?? [];
    const is = fresh.find((rule) => rule.id === id)?.sentences ?? [];
    return { title, before: only(was, is), after: only(is, was) };
  });
  return changes.filter((change) => change.before.length + change.after.length > 0);
}
