// The order form: who buys, where, for how much; and for those who need them, cost and tags.
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useDeferredValue, useId } from "react";
import { useTranslation } from "react-i18next";
import { holdersQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { Button, Field, FIELD } from "../shared/ui/controls.js";
import { Card } from "../shared/ui/surfaces.js";
import { FieldProblem, fieldOf, ProblemText } from "./problem.js";
import type { Till } from "./use-till.js";

const SUGGESTED = 8;
const MOST_IN_SELECT = 50;

/** `FieldProblem`, or nothing, so that the field knows whether it is at fault. */
const problemAt = (till: Till, field: "buyer" | "merchant" | "gross" | "cost" | "tags"): ReactElement | undefined =>
  till.problem && fieldOf(till.problem) === field ? <FieldProblem till={till} field={field} /> : undefined;

export function OrderForm({ till }: { till: Till }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { draft, change, isUncertain, isSending, problem } = till;
  const isFrozen = isUncertain || isSending;
  const names = useId();
  const search = useDeferredValue(draft.buyer.trim());
  const found = useInfiniteQuery(holdersQuery(id, search, SUGGESTED));
  const hasMore = draft.cost !== "" || draft.tags !== "";
  return (
    <Card label={t("till.order")}>
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          till.send();
        }}
      >
        <Field
          label={t("till.gross")}
          prefix={format.symbol}
          name="gross"
          inputMode="decimal"
          autoComplete="off"
          required
          disabled={isFrozen}
          value={draft.gross}
          onChange={({ target }) => change("gross", target.value)}
          error={problemAt(till, "gross")}
        />
        <Field
          label={t("till.buyer")}
          name="buyer"
          list={names}
          autoComplete="off"
          maxLength={64}
          required
          disabled={isFrozen}
          value={draft.buyer}
          onChange={({ target }) => change("buyer", target.value)}
          error={problemAt(till, "buyer")}
        />
        <datalist id={names}>
          {found.data?.pages[0]?.holders.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <MerchantField till={till} isFrozen={isFrozen} />
        <details open={hasMore || undefined} className="group">
          <summary className="min-h-11 content-center text-14 text-sky">{t("till.more")}</summary>
          <div className="mt-1 space-y-4">
            <Field
              label={t("till.cost")}
              hint={t("till.costHint")}
              prefix={format.symbol}
              name="cost"
              inputMode="decimal"
              autoComplete="off"
              disabled={isFrozen}
              value={draft.cost}
              onChange={({ target }) => change("cost", target.value)}
              error={problemAt(till, "cost")}
            />
            <Field
              label={t("till.tags")}
              hint={t("till.tagsHint")}
              name="tags"
              autoComplete="off"
              disabled={isFrozen}
              value={draft.tags}
              onChange={({ target }) => change("tags", target.value)}
              error={problemAt(till, "tags")}
            />
          </div>
        </details>
        {problem && fieldOf(problem) === undefined && (
          <div role="alert" className="rounded-control bg-clay-soft p-3 text-14 text-clay">
            <ProblemText problem={problem} />
          </div>
        )}
        {isUncertain && (
          <p role="alert" className="rounded-control bg-amber-soft p-3 text-14 text-amber">
            {t("till.uncertain")}
          </p>
        )}
        <Button
          type="submit"
          kind="primary"
          className="w-full text-16"
          disabled={isSending || (!till.isReady && !isUncertain)}
        >
          {isSending ? t("till.sending") : isUncertain ? t("till.again") : t("till.send")}
        </Button>
        <p className="text-center text-12 text-ink-3">{t("till.number", { order: draft.order })}</p>
      </form>
    </Card>
  );
}

function MerchantField({ till, isFrozen }: { till: Till; isFrozen: boolean }): ReactElement {
  const { t } = useTranslation();
  const { detail } = useProgramme();
  const field = useId();
  const { draft, change } = till;
  const error = problemAt(till, "merchant");
  const { merchants } = detail;
  if (merchants.length >= MOST_IN_SELECT)
    return (
      <Field
        label={t("till.merchant")}
        name="merchant"
        autoComplete="off"
        maxLength={64}
        disabled={isFrozen}
        value={draft.merchant}
        onChange={({ target }) => change("merchant", target.value)}
        error={error}
      />
    );
  return (
    <div>
      <label htmlFor={field} className="mb-1 block text-14 font-medium">
        {t("till.merchant")}
      </label>
      <select
        id={field}
        name="merchant"
        disabled={isFrozen}
        value={draft.merchant}
        onChange={({ target }) => change("merchant", target.value)}
        className={FIELD}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${field}-error` : undefined}
      >
        <option value="">{t("till.ownShop")}</option>
        {merchants.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      {error && (
        <div id={`${field}-error`} role="alert" className="mt-1 text-14 text-clay">
          {error}
        </div>
      )}
    </div>
  );
}
