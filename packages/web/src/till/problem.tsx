// What is wrong with a field of the order, in the reader's language, and the way out where we know one.
import type { Problem } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../shared/ui/controls.js";
import type { DraftField } from "./draft.js";
import type { Till } from "./use-till.js";

const FIELDS: readonly DraftField[] = ["buyer", "merchant", "gross", "cost", "tags"];

/** The field that a problem belongs to; undefined: the order as a whole. */
export const fieldOf = ({ place }: Problem): DraftField | undefined =>
  FIELDS.find((field) => place === field || place.startsWith(`${field}.`) || place.startsWith(`${field}[`));

export function ProblemText({ problem }: { problem: Problem }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p className="font-medium">{t(`code.${problem.code}`, { defaultValue: problem.wrong })}</p>
      <p className="text-ink-2">{t(`way.${problem.code}`, { defaultValue: problem.right })}</p>
    </>
  );
}

/** The problem at its field, or nothing when it belongs elsewhere. */
export function FieldProblem({ till, field }: { till: Till; field: DraftField }): ReactElement | null {
  const { t } = useTranslation();
  const { problem, draft, join } = till;
  if (!problem || fieldOf(problem) !== field) return null;
  const buyer = draft.buyer.trim();
  return (
    <>
      <ProblemText problem={problem} />
      {field === "buyer" && problem.code === "unknown_holder" && buyer !== "" && (
        <Button className="mt-2" disabled={join.isPending} onClick={() => join.mutate(buyer)}>
          {t("till.join", { name: buyer })}
        </Button>
      )}
    </>
  );
}
