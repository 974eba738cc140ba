// A review of each thing that was bought and not reviewed yet.
import type { OrderDetail, OrderLine } from "@perennial/api";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, FIELD } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { mall } from "../queries.js";
import { useDeed } from "./use-deed.js";

const STARS = [1, 2, 3, 4, 5];
const BEST = 5;

export function ReviewForms({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const open = order.lines.filter(({ reviewed, variant }) => !reviewed && variant !== "");
  return (
    <div className="divide-y divide-line">
      {open.map((line) => (
        <ReviewForm
          key={line.variant}
          order={order}
          line={line}
          onDone={open.length === 1 ? onDone : () => undefined}
        />
      ))}
    </div>
  );
}

function ReviewForm({
  order,
  line,
  onDone,
}: {
  order: OrderDetail;
  line: OrderLine;
  onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const field = useId();
  const [stars, setStars] = useState(BEST);
  const [text, setText] = useState("");
  const deed = useDeed(
    order,
    async () => mall(id).review(order.id, line.variant, { stars, text: text.trim() }),
    onDone,
  );
  return (
    <form
      className="space-y-3 py-3 first:pt-0 last:pb-0"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate(undefined);
      }}
    >
      <fieldset>
        <legend className="text-14 font-medium">{read(line.title)}</legend>
        <div className="mt-1 flex">
          {STARS.map((each) => (
            <label
              key={each}
              className={`flex size-11 cursor-pointer items-center justify-center rounded-control text-28 has-focus-visible:outline-2 has-focus-visible:outline-sky ${each <= stars ? "text-amber" : "text-ink-3"}`}
            >
              <input
                type="radio"
                name={`${field}-stars`}
                className="sr-only"
                checked={each === stars}
                onChange={() => setStars(each)}
              />
              <span aria-hidden="true">{each <= stars ? "★" : "☆"}</span>
              <span className="sr-only">{t("mall.review.stars", { count: each })}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor={`${field}-text`} className="mb-1 block text-14 font-medium">
          {t("mall.review.text")}
        </label>
        <textarea
          id={`${field}-text`}
          name="text"
          rows={3}
          maxLength={1000}
          className={`${FIELD} py-2`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <ErrorNote error={deed.error} />
      <Button type="submit" kind="primary" disabled={deed.isPending}>
        {t("mall.review.send")}
      </Button>
    </form>
  );
}
