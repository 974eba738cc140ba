// What the days to come will ask of the shop's wallet: by the plan, for as many orders as lately or as the shop expects; what that rests on stands beside it.
import type { PointsDesk, PointsDeskQuery } from "@perennial/api";
import { pointsDeskQuery } from "@perennial/api/schemas";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Table } from "../ui/parts.js";

type Need = PointsDesk["need"];

export function NeedCard({ need, onOwn }: { need: Need; onOwn: (own: PointsDeskQuery) => void }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const figures = { orders: format.count(need.orders), gross: format.money(need.gross), days: need.days };
  return (
    <Card>
      <CardTitle>{t("desk.need.title", { days: need.days })}</CardTitle>
      <Verdict need={need} />
      {need.assets.length > 0 && <Assets need={need} />}
      <p className="mt-4 text-12 text-ink-2">
        {need.orders === 0 ? t("desk.need.noBasis", { days: need.days }) : t(`desk.need.basis.${need.basis}`, figures)}{" "}
        {need.orders > 0 && t("desk.need.rehearsed", { count: need.rehearsed })}
      </p>
      {need.refusal && (
        <p className="mt-2 text-14 text-clay">
          {t("desk.need.refused", {
            why: t(`code.${need.refusal.code}`, { defaultValue: need.refusal.wrong }),
          })}
        </p>
      )}
      <Own need={need} onOwn={onOwn} />
    </Card>
  );
}

function Verdict({ need }: { need: Need }): ReactElement | null {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  if (need.orders === 0) return null;
  const short = need.assets.filter((each) => !isZero(each.short));
  if (short.length === 0)
    return (
      <p className="rounded-control bg-leaf-soft p-3 text-14">
        {t(need.assets.some(({ burns }) => !isZero(burns)) ? "desk.need.enough" : "desk.need.nothing")}
      </p>
    );
  return (
    <ul className="space-y-1 rounded-control bg-amber-soft p-3 text-14">
      {short.map((each) => (
        <li key={each.asset}>
          {t("desk.need.short", { asset: assetTitle(each.asset), amount: quantity(each.asset, each.short) })}
        </li>
      ))}
    </ul>
  );
}

function Assets({ need }: { need: Need }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  return (
    <div className="mt-3">
      <Table
        label={t("desk.need.title", { days: need.days })}
        keyOf={({ asset }) => asset}
        rows={need.assets}
        columns={[
          { head: t("desk.need.asset"), cell: ({ asset }) => assetTitle(asset) },
          { head: t("desk.need.burns"), cell: ({ asset, burns }) => quantity(asset, burns), isFigure: true },
          { head: t("desk.need.earns"), cell: ({ asset, earns }) => quantity(asset, earns), isFigure: true },
          { head: t("desk.need.lacks"), cell: ({ asset, short }) => quantity(asset, short), isFigure: true },
        ]}
      />
    </div>
  );
}

/** The shop's own figures in place of the past. */
function Own({ need, onOwn }: { need: Need; onOwn: (own: PointsDeskQuery) => void }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const [isOpen, setOpen] = useState(false);
  const form = useForm({
    initial: { orders: "", gross: "" },
    schema: pointsDeskQuery.required(),
    body: ({ orders, gross }) => ({ orders: orders.trim(), gross: gross.trim() }),
    send: async (own) => Promise.resolve(onOwn(own)),
  });
  const { draft, set, fault } = form;
  if (!isOpen)
    return (
      <Button className="mt-3" onClick={() => setOpen(true)}>
        {t("desk.need.own")}
      </Button>
    );
  return (
    <form noValidate onSubmit={form.submit} className="mt-4 space-y-3 border-t border-line pt-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("desk.need.orders", { days: need.days })}
          inputMode="numeric"
          autoComplete="off"
          value={draft.orders}
          onChange={({ target }) => set("orders", target.value)}
          error={fault("orders")}
        />
        <Field
          label={t("desk.need.gross")}
          prefix={format.symbol}
          inputMode="decimal"
          autoComplete="off"
          value={draft.gross}
          onChange={({ target }) => set("gross", target.value)}
          error={fault("gross")}
        />
      </div>
      <FormEnd form={form} label={t("desk.need.reckon")}>
        {need.basis === "own" && <Button onClick={() => onOwn({})}>{t("desk.need.past")}</Button>}
      </FormEnd>
    </form>
  );
}
