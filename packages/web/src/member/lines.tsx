// The ledger lines of a holder, newest first, by day; each opens its why.
import type { HolderLine } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { linesQuery } from "../shared/api/queries.js";
import { dayOfEvent } from "../shared/format/clock.js";
import { isNegative } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import { Icon } from "../shared/ui/icons.js";
import { More } from "../shared/ui/more.js";
import { Notice, Pending } from "../shared/ui/states.js";
import { Card, CardTitle } from "../shared/ui/surfaces.js";
import { PostingWhy } from "../shared/why/posting.js";
import { useWhy } from "../shared/why/sheet.js";

export function Lines({ holder }: { holder: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useInfiniteQuery(linesQuery(id, holder));
  const lines = query.data?.pages.flatMap((page) => page.lines);
  return (
    <Card label={t("wallet.lines")}>
      <CardTitle>{t("wallet.lines")}</CardTitle>
      {lines ? (
        lines.length === 0 ? (
          <Notice icon="entries" title={t("wallet.noLines.title")}>
            {t("wallet.noLines.body")}
          </Notice>
        ) : (
          <>
            <Days lines={lines} />
            <More pages={query} />
          </>
        )
      ) : (
        <Pending error={query.error} onRetry={query.refetch} rows={6} />
      )}
    </Card>
  );
}

function Days({ lines }: { lines: readonly HolderLine[] }): ReactElement {
  const { t } = useTranslation();
  const { plan, format, detail } = useProgramme();
  const days = new Map<string, HolderLine[]>();
  for (const line of lines) {
    const day = dayOfEvent(line.at, plan.timezone);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return (
    <>
      {[...days].map(([day, all]) => (
        <section key={day} aria-label={format.day(day)}>
          <h3 className="mt-3 border-b border-line pb-1 text-12 font-medium text-ink-2">
            {day === detail.today ? t("wallet.today") : format.day(day)}
          </h3>
          <ul className="divide-y divide-line">
            {all.map((line) => (
              <Line key={`${line.seq}/${line.line}/${line.account}/${line.amount}`} line={line} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Leaf is only for cash that may be spent; everything else that comes in is ink, what goes is ink too, what is owed is clay. */
function tone({ asset, amount, account }: HolderLine): string {
  if (account === "receivable") return "text-clay";
  return asset === "cash" && account === "wallet" && !isNegative(amount) ? "text-leaf" : "text-ink";
}

function Line({ line }: { line: HolderLine }): ReactElement {
  const { t } = useTranslation();
  const { read, assetTitle, mechanismTitle, signedQuantity } = useProgramme();
  const open = useWhy();
  const amount = signedQuantity(line.asset, line.amount);
  const name =
    line.why.mechanism === ""
      ? t(`moved.${line.type === "adjusted" ? line.id.split(":")[0] : ""}`, {
          defaultValue: t(`event.${line.type}`, { defaultValue: line.type }),
        })
      : mechanismTitle(line.why.mechanism);
  const explain = (): void =>
    open({
      title: `${assetTitle(line.asset)} · ${name}`,
      figure: amount,
      body: <PostingWhy why={line.why} seq={line.seq} />,
    });
  return (
    <li>
      <button
        type="button"
        onClick={explain}
        data-line={line.asset}
        className="relative -mx-2 flex w-[calc(100%+1rem)] items-start justify-between gap-4 rounded-control px-2 py-2.5 text-left hover:bg-paper"
      >
        <span className="sr-only">{t("why.ask")}</span>
        <span className="min-w-0 flex-1">
          <span className="block text-14 font-medium">{name}</span>
          <span className="mt-0.5 line-clamp-2 text-12 text-ink-2">{read(line.why.text)}</span>
        </span>
        <span className="shrink-0 text-right">
          <span className={`block text-16 font-semibold ${tone(line)}`}>{amount}</span>
          <span className="flex items-center justify-end gap-0.5 text-12 text-ink-2">
            {line.asset !== "cash" && <span>{assetTitle(line.asset)} ·</span>}
            {line.account !== "wallet" && <span>{t(`account.${line.account}`)} ·</span>}
            <span className="text-sky">{t("wallet.why")}</span>
            <Icon name="right" size={14} />
          </span>
        </span>
      </button>
    </li>
  );
}
