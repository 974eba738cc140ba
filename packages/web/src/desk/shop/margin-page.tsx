// The shop's margin: what it is, from when the next one holds, changing it within the plan's band; and before that, what a margin leaves of an order.
import type { Merchant } from "@perennial/api";
import { marginBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, merchantQuery, stale } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { useForm } from "../ui/form.js";
import { Done, FormEnd, Loaded } from "../ui/parts.js";
import { BreakEvenCard } from "./break-even.js";
import { MarginField } from "./margin-field.js";
import { percentOf, rateOf } from "./rate.js";

export function MarginPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = "" } = useDesk();
  const query = useQuery(merchantQuery(id, merchant));
  return (
    <>
      <PageTitle title={t("desk.nav.margin")} lead={t("desk.margin.lead")} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card>
          <Loaded query={query}>{(data) => <Change key={data.margin} merchant={data} />}</Loaded>
        </Card>
        <BreakEvenCard margin={query.data?.margin} />
      </div>
    </>
  );
}

function Change({ merchant }: { merchant: Merchant }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { isOperator } = useDesk();
  const queries = useQueryClient();
  const mayChange = merchant.owner || isOperator;
  const form = useForm({
    initial: { margin: "" },
    schema: marginBody,
    body: ({ margin }) => ({ margin: rateOf(margin) }),
    send: async ({ margin }) => {
      await deskOf(id).setMargin(merchant.id, margin);
      await stale(queries, id);
    },
  });
  const { nextMargin } = merchant;
  return (
    <>
      <p className="text-14 text-ink-2">{t("desk.margin.now")}</p>
      <p className="mt-1 text-40 font-semibold" data-figure="margin">
        {format.percent(merchant.margin)}
      </p>
      <p className="mb-4 text-14 text-ink-2">{t("desk.margin.what")}</p>
      {nextMargin && (
        <Done>
          {t("desk.margin.next", { margin: format.percent(nextMargin.margin), day: format.day(nextMargin.from) })}
        </Done>
      )}
      {mayChange ? (
        <form noValidate onSubmit={form.submit} className="mt-4 space-y-4">
          <MarginField
            label={t("desk.margin.new")}
            placeholder={percentOf(merchant.margin)}
            value={form.draft.margin}
            onChange={(margin) => form.set("margin", margin)}
            error={form.fault("margin")}
          />
          <p className="text-14 text-ink-2">{t("desk.margin.notice")}</p>
          <FormEnd form={form} label={t("desk.margin.change")} />
        </form>
      ) : (
        <p className="text-14 text-ink-2">{t("desk.margin.ownerOnly")}</p>
      )}
    </>
  );
}
