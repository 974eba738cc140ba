// The statement of some days: what came in, what refunds took back, what was paid out, line by line from the ledger; and the same as CSV.
import type { Statement } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { deskOf, statementQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded, Table } from "../ui/parts.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The first of the month of a day. */
const monthOf = (day: string): string => `${day.slice(0, 8)}01`;

export function StatementPage(): ReactElement {
  const { t } = useTranslation();
  const { id, detail, format } = useProgramme();
  const { merchant = "" } = useDesk();
  const today = detail.today ?? new Date().toISOString().slice(0, 10);
  const [days, setDays] = useState({ from: monthOf(today), to: today });
  const isWhole = DAY.test(days.from) && DAY.test(days.to) && days.from <= days.to;
  const query = useQuery({ ...statementQuery(id, merchant, days.from, days.to), enabled: isWhole });
  return (
    <>
      <PageTitle title={t("desk.nav.statement")} lead={t("desk.statement.lead")} />
      <div className="space-y-4">
        <Card>
          <div className="grid gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
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
            {isWhole && (
              <a href={deskOf(id).statementUrl(merchant, days)} download className={linkButton("quiet")}>
                <Icon name="down" size={18} />
                {t("desk.statement.csv")}
              </a>
            )}
          </div>
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

function Shown({ statement }: { statement: Statement }): ReactElement {
  const { t } = useTranslation();
  const { format, read, assetTitle, signedQuantity } = useProgramme();
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
        <Table
          label={t("desk.statement.lines")}
          rows={statement.lines.map((line, at) => ({ ...line, key: `${line.seq}-${at}` }))}
          keyOf={({ key }) => key}
          columns={[
            { head: t("desk.statement.at"), cell: ({ at }) => <span className="whitespace-nowrap">{format.time(at)}</span> },
            { head: t("desk.statement.what"), cell: ({ text }) => <span className="block min-w-48">{read(text)}</span> },
            { head: t("desk.statement.order"), cell: ({ order }) => <span className="whitespace-nowrap">{order}</span> },
            { head: t("desk.statement.asset"), cell: ({ asset }) => <span className="whitespace-nowrap">{assetTitle(asset)}</span> },
            { head: t("desk.statement.amount"), isFigure: true, cell: ({ asset, amount }) => signedQuantity(asset, amount) },
          ]}
        />
      )}
    </>
  );
}
