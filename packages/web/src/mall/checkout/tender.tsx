// Paying in assets: each that may pay, how much of it may be used here, and what is left in cash.
import type { Quote } from "@perennial/api";
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { compare, isDecimal, isZero, typedAmount } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";

const PAUSE_MILLIS = 300;

type Amounts = Readonly<Record<string, string>>;

const given = (typed: Amounts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typed)
      .map(([asset, text]) => [asset, typedAmount(text)] as const)
      .filter(([, text]) => isDecimal(text) && !text.startsWith("-") && !isZero(text)),
  );

/** What is typed, and what of it has stood still long enough to be asked about. */
export function useTender() {
  const [typed, setTyped] = useState<Amounts>({});
  const [settled, setSettled] = useState<Record<string, string>>({});
  const wanted = JSON.stringify(given(typed));
  useEffect(() => {
    const timer = setTimeout(
      () => setSettled((before) => (JSON.stringify(before) === wanted ? before : given(typed))),
      PAUSE_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [wanted, typed]);
  return {
    typed,
    settled,
    isTyping: wanted !== JSON.stringify(settled),
    set: (asset: string, text: string): void => setTyped((before) => ({ ...before, [asset]: text })),
  };
}

export function TenderCard({
  quote,
  tender,
}: {
  quote: Quote;
  tender: ReturnType<typeof useTender>;
}): ReactElement | null {
  const { t } = useTranslation();
  const rows = quote.tender.filter(({ free, most }) => !isZero(free) || !isZero(most));
  if (rows.length === 0) return null;
  return (
    <Card label={t("mall.tender.title")}>
      <CardTitle>{t("mall.tender.title")}</CardTitle>
      <div className="space-y-4">
        {rows.map((row) => (
          <Row key={row.asset} row={row} tender={tender} />
        ))}
      </div>
    </Card>
  );
}

function Row({ row, tender }: { row: Quote["tender"][number]; tender: ReturnType<typeof useTender> }): ReactElement {
  const { t } = useTranslation();
  const { format, assetTitle } = useProgramme();
  const typed = tender.typed[row.asset] ?? "";
  const amount = typedAmount(typed);
  const tooMuch = isDecimal(amount) && compare(amount, row.most) > 0;
  const title = assetTitle(row.asset);
  return (
    <div className="flex items-start gap-2" data-tender={row.asset}>
      <Field
        className="min-w-0 flex-1"
        label={title}
        hint={t("mall.tender.most", { free: format.money(row.free), most: format.money(row.most) })}
        name={`tender-${row.asset}`}
        inputMode="decimal"
        autoComplete="off"
        placeholder="0.00"
        disabled={isZero(row.most)}
        value={typed}
        onChange={({ target }) => tender.set(row.asset, target.value)}
        error={tooMuch ? t("mall.tender.tooMuch", { most: format.money(row.most) }) : undefined}
      />
      <Button
        className="mt-7 shrink-0"
        disabled={isZero(row.most)}
        aria-label={t("mall.tender.allOf", { asset: title })}
        onClick={() => tender.set(row.asset, row.most)}
      >
        {t("mall.tender.all")}
      </Button>
    </div>
  );
}
