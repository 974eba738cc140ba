// The statement of some days: what came in, what refunds took back, what was paid out, line by line from the ledger; and the same as CSV.
import type { Statement } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { deskOf, statementQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded } from "../ui/parts.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where nothing has happened yet there is no day of the ledger. */
const dayOfClock = (): string => new Date().toISOString().slice(0, 10);

/** The first of the month of a day. */
const monthOf = (day: string): string => `${day.slice(0, 8)}01`;

export function StatementPage(): ReactElement {
  const { t } = useTranslation();
  const { id, detail, format } = useProgramme();
  const { merchant = "" } = useDesk();
  const today = detail.today ?? dayOfClock();
  const [days, setDays] = useState({ from: monthOf(today), to: today });
  const isWhole = DAY.test(days.from) && DAY.test(days.to) && days.from <= days.to;
  const query = useQuery({ ...statementQuery(id, merchant, days.from, days.to), enabled: isWhole });
  return (
    <>
      <PageTitle title={t("desk.nav.statement")} lead={t("desk.statement.lead")} />
      <div className="space-y-4">
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t("desk.statement.from")}
              type="date"
              max={days.to}
              value={days.from}
              onChange={({ target }) => setDays({ ...days, from: target.value })}
            />
            <Field
              label={t("desk.statement.to")}
              type="date"
              min={days.from}
              value={days.to}
              onChange={({ target }) => setDays({ ...days, to: target.value })}
            />
          </div>
          {isWhole && <Files merchant={merchant} days={days} />}
          {!isWhole && (
            <p role="alert" className="mt-3 text-14 text-clay">
              {t("desk.statement.wrong")}
            </p>
          )}
        </Card>
        {isWhole && (
          <Card label={t("desk.statement.of", { from: format.day(days.from), to: format.day(days.to) })}>
            <Loaded query={query}>{(statement) => <Shown statement={statement} />}</Loaded>
          </Card>
        )}
      </div>
    </>
  );
}

/** The same for spreadsheets, and for the accountant. */
function Files({ merchant, days }: { merchant: string; days: { from: string; to: string } }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const desk = deskOf(id);
  const files = [
    { word: "csv", href: desk.statementUrl(merchant, days) },
    { word: "voucher", href: desk.booksUrl(merchant, { ...days, format: "voucher" }) },
    { word: "beancount", href: desk.booksUrl(merchant, { ...days, format: "beancount" }) },
    { word: "hledger", href: desk.booksUrl(merchant, { ...days, format: "hledger" }) },
  ] as const;
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p className="mb-2 text-14 font-medium">{t("desk.statement.files")}</p>
      <div className="flex flex-wrap gap-2">
        {files.map(({ word, href }) => (
          <a key={word} href={href} download className={linkButton("quiet")}>
            <Icon name="down" size={18} />
            {t(`desk.statement.${word}`)}
          </a>
        ))}
      </div>
      <p className="mt-2 text-12 text-ink-2">{t("desk.statement.filesHint")}</p>
    </div>
  );
}

function Shown({ statement }: { statement: Statement }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return (
    <>
      <p className="text-14 text-ink-2">{t("desk.statement.credited")}</p>
      <p className="mt-1 text-28 font-semibold sm:text-40">{format.money(statement.credited)}</p>
      <div className="mt-4 grid grid-cols-2 gap-4 border-t border-line py-4 sm:grid-cols-3">
        <Stat label={t("desk.statement.orders")}>{format.count(statement.orders)}</Stat>
        <Stat label={t("desk.statement.clawedBack")}>{format.money(statement.clawedBack)}</Stat>
        <Stat label={t("desk.statement.paidOut")}>{format.money(statement.paidOut)}</Stat>
      </div>
      <CardTitle>{t("desk.statement.lines")}</CardTitle>
      {statement.lines.length === 0 ? (
        <Notice icon="entries" title={t("desk.statement.none.title")}>
          {t("desk.statement.none.body")}
        </Notice>
      ) : (
        <Lines lines={statement.lines} />
      )}
      <Splits splits={statement.splits} />
    </>
  );
}

/** As many at a time as a browser draws at once. */
const AT_ONCE = 100;

function Lines({ lines }: { lines: Statement["lines"] }): ReactElement {
  const { t } = useTranslation();
  const { format, read, assetTitle, signedQuantity } = useProgramme();
  const [shown, setShown] = useState(AT_ONCE);
  const left = lines.length - shown;
  return (
    <>
      <ul className="divide-y divide-line">
        {lines.slice(0, shown).map(({ seq, at, order, asset, amount, account, text }, index) => (
          <li key={`${seq}-${account}-${index}`} className="flex items-start justify-between gap-4 py-3">
            <span className="min-w-0">
              <span className="block text-14">{read(text)}</span>
              <span className="block text-12 text-ink-2">
                {[format.time(at), order, assetTitle(asset)].join(" · ")}
              </span>
            </span>
            <span className="text-14 font-semibold whitespace-nowrap">{signedQuantity(asset, amount)}</span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button className="mt-3 w-full" onClick={() => setShown(shown + AT_ONCE)}>
          {t("desk.statement.more", { count: Math.min(left, AT_ONCE) })}
        </Button>
      )}
    </>
  );
}

/** What the channels sent straight to the shop. */
function Splits({ splits }: { splits: Statement["splits"] }): ReactElement | null {
  const { t } = useTranslation();
  const { format } = useProgramme();
  if (splits.length === 0) return null;
  return (
    <div className="mt-6">
      <CardTitle>{t("desk.split.title")}</CardTitle>
      <ul className="divide-y divide-line">
        {splits.map(({ order, at, channel, account, amount, returned, unreturned, state }) => (
          <li key={`${order}-${channel}`} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3">
            <span className="min-w-0">
              <span className="block text-14">{`${t(`desk.channel.${channel}`)} · ${account}`}</span>
              <span className="block text-12 text-ink-2">
                {[
                  format.time(at),
                  order,
                  t(`desk.split.state.${state}`),
                  ...(isZero(returned) ? [] : [t("desk.split.returned", { amount: format.money(returned) })]),
                  ...(isZero(unreturned) ? [] : [t("desk.split.unreturned", { amount: format.money(unreturned) })]),
                ].join(" · ")}
              </span>
            </span>
            <span className="text-14 font-semibold">{amount === null ? "–" : format.money(amount)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
