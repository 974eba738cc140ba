// Days of the channels against ours: equal, or line by line what differs; a day can be compared again.
import type { LedgerComparison, Reconciliation } from "@perennial/api";
import { reconcileBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, reconciliationsQuery, shopQuery, stale } from "../data/queries.js";
import { Select } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill, Table } from "../ui/parts.js";

export function ReconciliationsPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useQuery(reconciliationsQuery(id));
  return (
    <>
      <PageTitle title={t("desk.nav.reconciliations")} lead={t("desk.reconcile.lead")} />
      <div className="space-y-4">
        <Again />
        {query.data && query.data.reconciliations.length > 0 ? (
          query.data.reconciliations.map((each) => <Day key={`${each.channel}-${each.day}`} compared={each} />)
        ) : (
          <Card>
            <Loaded query={query}>
              {() => (
                <Notice icon="entries" title={t("desk.reconcile.none.title")}>
                  {t("desk.reconcile.none.body")}
                </Notice>
              )}
            </Loaded>
          </Card>
        )}
        {query.data?.ledger.map((each) => (
          <LedgerDay key={each.day} compared={each} />
        ))}
      </div>
    </>
  );
}

function Again(): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const shop = useQuery(shopQuery(id));
  const channels = shop.data?.channels.filter((each) => each !== "sandbox") ?? [];
  const form = useForm({
    initial: { channel: "", day: "" },
    schema: reconcileBody,
    body: ({ channel, day }) => ({ channel: channel === "" ? channels[0] : channel, day }),
    send: async ({ channel, day }) => {
      await deskOf(id).reconcile(channel, day);
      await stale(queries, id);
    },
  });
  if (channels.length === 0) return null;
  const { draft, set, fault } = form;
  return (
    <Card>
      <CardTitle>{t("desk.reconcile.again")}</CardTitle>
      <form noValidate onSubmit={form.submit} className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t("desk.reconcile.channel")}
            value={draft.channel}
            onChange={({ target }) => set("channel", target.value)}
            error={fault("channel")}
          >
            {channels.map((channel) => (
              <option key={channel} value={channel}>
                {t(`desk.channel.${channel}`)}
              </option>
            ))}
          </Select>
          <Field
            label={t("desk.reconcile.day")}
            type="date"
            value={draft.day}
            onChange={({ target }) => set("day", target.value)}
            error={fault("day")}
          />
        </div>
        <FormEnd form={form} label={t("desk.reconcile.go")} />
      </form>
    </Card>
  );
}

function Day({ compared }: { compared: Reconciliation }): ReactElement {
  const { t } = useTranslation();
  const { channel, day, differences, theirsIn, theirsOut, oursIn, oursOut } = compared;
  return (
    <Compared
      title={t(`desk.channel.${channel}`)}
      day={day}
      what={t("desk.reconcile.move")}
      sides={[
        { side: t("desk.reconcile.theirs"), come: theirsIn, gone: theirsOut },
        { side: t("desk.reconcile.ours"), come: oursIn, gone: oursOut },
      ]}
      differences={differences.map(({ kind, move, theirs, ours }) => ({ kind, name: move, amounts: [theirs, ours] }))}
    />
  );
}

/** A day of the ledger against the money that moved for the same orders. */
function LedgerDay({ compared }: { compared: LedgerComparison }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const { day, ledgerIn, ledgerOut, moneyIn, moneyOut, elsewhere, differences } = compared;
  return (
    <Compared
      title={t("desk.reconcile.ledger")}
      day={day}
      what={t("desk.reconcile.order")}
      sides={[
        { side: t("desk.reconcile.ledger"), come: ledgerIn, gone: ledgerOut },
        { side: t("desk.reconcile.money"), come: moneyIn, gone: moneyOut },
      ]}
      differences={differences.map(({ kind, order, ledger, money }) => ({
        kind,
        name: order,
        amounts: [ledger, money],
      }))}
    >
      <p className="mt-2 text-14 text-ink-2">
        {t("desk.reconcile.elsewhere", { amount: format.signedMoney(elsewhere) })}
      </p>
    </Compared>
  );
}

interface ComparedProps {
  title: string;
  day: string;
  /** what a difference is named by */
  what: string;
  sides: readonly [Side, Side];
  /** `amounts`: one for each side; null: it knows nothing of it */
  differences: readonly { kind: string; name: string; amounts: readonly [string | null, string | null] }[];
  children?: ReactNode;
}

interface Side {
  side: string;
  come: string;
  gone: string;
}

/** Two accounts of the same day: their sums, and line by line where they differ. */
function Compared({ title, day, what, sides, differences, children }: ComparedProps): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const isEqual = differences.length === 0;
  const money = (amount: string | null): string => (amount === null ? "–" : format.money(amount));
  return (
    <Card>
      <CardTitle
        aside={
          <Pill tone={isEqual ? "good" : "bad"}>
            {isEqual ? t("desk.reconcile.equal") : t("desk.reconcile.differs", { count: differences.length })}
          </Pill>
        }
      >
        {title} · {format.day(day)}
      </CardTitle>
      <Table
        label={t("desk.reconcile.sums")}
        rows={sides}
        keyOf={({ side }) => side}
        columns={[
          { head: t("desk.reconcile.side"), cell: ({ side }) => side },
          { head: t("desk.reconcile.in"), isFigure: true, cell: ({ come }) => money(come) },
          { head: t("desk.reconcile.out"), isFigure: true, cell: ({ gone }) => money(gone) },
        ]}
      />
      {children}
      {!isEqual && (
        <Table
          label={t("desk.reconcile.lines")}
          rows={differences}
          keyOf={({ kind, name }) => `${kind}-${name}`}
          columns={[
            { head: what, cell: ({ name }) => name },
            { head: t("desk.reconcile.kind"), cell: ({ kind }) => t(`desk.reconcile.${kind}`) },
            { head: sides[0].side, isFigure: true, cell: ({ amounts }) => money(amounts[0]) },
            { head: sides[1].side, isFigure: true, cell: ({ amounts }) => money(amounts[1]) },
          ]}
        />
      )}
    </Card>
  );
}
