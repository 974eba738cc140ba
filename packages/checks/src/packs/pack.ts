// What a rule pack is: data that names a text of law, where a plan may touch it, and how to change the plan.
import type { Bound, Plan, Text } from "@perennial/kernel";
import type { Finding, Law, Look, Measured, Severity } from "../finding.js";

export interface PackRule {
  id: string;
  law: Law;
  severity: Severity;
  /** how to change the plan */
  fix: Text;
  look: Look;
}

export interface Pack {
  id: string;
  title: Text;
  /** the day as of which the texts were looked up; a pack changes only together with it */
  version: string;
  /** what could not be verified */
  unverified: readonly Text[];
  rules: readonly PackRule[];
}

/** What a pack finds in a plan: which article a field touches, never whether the plan is lawful. In the order of the pack. */
export function findingsOf(pack: Pack, plan: Plan, known: Measured, bounds: readonly Bound[]): Finding[] {
  return pack.rules.flatMap((rule) => {
    const { law, fix, id } = rule;
    return rule.look(plan, known, bounds).map(({ path, because, severity = rule.severity, needs }): Finding => ({
      pack: pack.id,
      rule: id,
      path,
      severity,
      law,
      fix,
      text: {
        zh: `触及${law.name.zh}${law.article.zh}：${because.zh}`,
        en: `touches ${law.name.en}${law.article.en ? `, ${law.article.en}` : ""}: ${because.en}`,
      },
      ...(needs && { needs }),
    }));
  });
}
