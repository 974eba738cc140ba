// The till: an amount becomes a QR code; the page waits until somebody has paid it, and says so in large letters. Below it, what it asked for lately.
import type { TillTicket } from "@perennial/api";
import { tillBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Qr } from "../../shared/ui/qr.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, merchantQuery, stale, storesQuery, ticketQuery, tillsQuery } from "../data/queries.js";
import { useDesk, whoseOf } from "../shell/seat.js";
import { Select } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";
import { EnterOrder } from "./enter-order.js";

export function TillPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = null } = useDesk();
  const [ticket, setTicket] = useState<TillTicket>();
  const shop = useQuery({ ...merchantQuery(id, merchant ?? ""), enabled: merchant !== null });
  return (
    <>
      <PageTitle title={t("desk.nav.till")} lead={merchant === null ? t("desk.houseShop") : shop.data?.title} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card label={t("desk.till.code")}>
          {ticket ? (
            <Waiting key={ticket.token} opened={ticket} onNext={() => setTicket(undefined)} />
          ) : (
            <Amount merchant={merchant} onOpen={setTicket} />
          )}
        </Card>
        <div className="space-y-4">
          <EnterOrder />
          <Recent merchant={merchant} onOpen={setTicket} />
        </div>
      </div>
    </>
  );
}

function Amount({ merchant, onOpen }: { merchant: string | null; onOpen: (ticket: TillTicket) => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const stores = useQuery(storesQuery(id, whoseOf(merchant)));
  const form = useForm({
    initial: { amount: "", cost: "", note: "", store: "" },
    schema: tillBody,
    body: ({ amount, cost, note, store }) => ({
      amount: amount.trim(),
      cost: cost.trim() === "" ? null : cost.trim(),
      note,
      store: store === "" ? null : store,
    }),
    send: async (body) => {
      onOpen(await deskOf(id).openTill(merchant, body));
      await stale(queries, id);
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <Field
        label={t("desk.till.amount")}
        prefix={format.symbol}
        inputMode="decimal"
        autoComplete="off"
        required
        value={draft.amount}
        onChange={({ target }) => set("amount", target.value)}
        error={fault("amount")}
      />
      {merchant === null && (
        <Field
          label={t("desk.till.cost")}
          hint={t("desk.till.costHint")}
          prefix={format.symbol}
          inputMode="decimal"
          autoComplete="off"
          value={draft.cost}
          onChange={({ target }) => set("cost", target.value)}
          error={fault("cost")}
        />
      )}
      <Field
        label={t("desk.till.note")}
        hint={t("desk.till.noteHint")}
        autoComplete="off"
        maxLength={100}
        value={draft.note}
        onChange={({ target }) => set("note", target.value)}
        error={fault("note")}
      />
      {stores.data && stores.data.stores.length > 1 && (
        <Select label={t("desk.till.store")} value={draft.store} onChange={({ target }) => set("store", target.value)}>
          <option value="">{t("desk.till.anyStore")}</option>
          {stores.data.stores.map((store) => (
            <option key={store.id} value={store.id}>
              {store.title}
            </option>
          ))}
        </Select>
      )}
      <FormEnd form={form} label={t("desk.till.show")} />
    </form>
  );
}

const isPast = (at: string): boolean => Date.parse(at) <= Date.now();

/** Whether an instant has passed; drawn anew when it does. */
function usePassed(at: string): boolean {
  const [passed, setPassed] = useState(() => isPast(at));
  useEffect(() => {
    const left = Date.parse(at) - Date.now();
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setPassed(true), left);
    return () => clearTimeout(timer);
  }, [at]);
  return passed;
}

function Waiting({ opened, onNext }: { opened: TillTicket; onNext: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const { data: ticket } = useQuery({ ...ticketQuery(id, opened.token), initialData: opened });
  const isOld = usePassed(ticket.expiresAt) && ticket.state === "open";
  const isPaid = ticket.state === "paid";
  useEffect(() => {
    if (isPaid) void stale(queries, id);
  }, [isPaid, queries, id]);
  const state = isOld ? "old" : ticket.state;
  return (
    <div className="text-center">
      <p className="text-40 font-semibold">{format.money(ticket.amount)}</p>
      {ticket.note !== "" && <p className="text-14 text-ink-2">{ticket.note}</p>}
      <div className="my-4">
        {isPaid ? (
          <span className="mx-auto flex size-28 items-center justify-center rounded-full bg-leaf-soft text-leaf">
            <Icon name="check" size={64} />
          </span>
        ) : (
          !isOld && (
            <Qr
              className="mx-auto size-[min(280px,100%)]"
              text={`${location.origin}/p/${encodeURIComponent(id)}/mall/till/${encodeURIComponent(ticket.token)}`}
              label={t("desk.till.qr", { amount: format.money(ticket.amount) })}
            />
          )
        )}
      </div>
      <p aria-live="polite" className={`text-20 font-semibold ${isPaid ? "text-leaf" : isOld ? "text-clay" : ""}`}>
        {t(`desk.till.state.${state}`)}
      </p>
      <p className="mt-1 mb-4 text-14 text-ink-2">
        {t(`desk.till.body.${state}`, { at: format.time(ticket.expiresAt) })}
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <Button kind={isPaid || isOld ? "primary" : "quiet"} onClick={onNext}>
          {t("desk.till.next")}
        </Button>
        {ticket.order !== null && (
          <Link
            to="/p/$programme/desk/orders/$order"
            params={{ programme: id, order: ticket.order }}
            className={linkButton("quiet")}
          >
            {t("desk.till.order")}
          </Link>
        )}
      </div>
    </div>
  );
}

const TONES = { open: "waits", taken: "waits", paid: "good" } as const;

function Recent({ merchant, onOpen }: { merchant: string | null; onOpen: (ticket: TillTicket) => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const query = useQuery(tillsQuery(id, merchant));
  return (
    <Card>
      <CardTitle>{t("desk.till.recent")}</CardTitle>
      <Loaded query={query}>
        {({ tickets }) =>
          tickets.length === 0 ? (
            <Notice icon="till" title={t("desk.till.none.title")}>
              {t("desk.till.none.body")}
            </Notice>
          ) : (
            <ul className="divide-y divide-line">
              {tickets.map((ticket) => (
                <li key={ticket.token}>
                  <button
                    type="button"
                    onClick={() => onOpen(ticket)}
                    className="-mx-2 flex min-h-14 w-[calc(100%+1rem)] items-center gap-3 rounded-control px-2 text-left hover:bg-paper"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block text-14 font-semibold">{format.money(ticket.amount)}</span>
                      <span className="block text-12 text-ink-2">
                        {[ticket.note, t("desk.till.until", { at: format.time(ticket.expiresAt) })]
                          .filter(Boolean)
                          .join(" · ")}
                      </span>
                    </span>
                    <Pill tone={TONES[ticket.state]}>{t(`desk.till.pill.${ticket.state}`)}</Pill>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
