// A shop's QR code: what it asks for, what that earns nobody yet, and paying it. Whoever is first has it; a second tap opens the same payment.
import type { TillTicket } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDecimal, isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { mall, shopQuery, ticketQuery } from "../queries.js";
import { useWhen } from "../ui/earned.js";

/** What a code says, when somebody types or pastes it: a whole address or the token alone. */
export const tokenOf = (text: string): string => decodeURIComponent(text.trim().split("/").at(-1) ?? "");

const LEAST_TOKEN = 20;

/** Without a code: where it is typed in, for whoever has no camera at hand. */
export function TillStart(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const token = tokenOf(text);
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("mall.till.title")} lead={t("mall.till.lead")} />
      <Card>
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (token.length >= LEAST_TOKEN)
              void navigate({ to: "/p/$programme/mall/till/$token", params: { programme: id, token } });
          }}
        >
          <Field
            label={t("mall.till.code")}
            hint={t("mall.till.codeHint")}
            name="token"
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Button type="submit" kind="primary" className="w-full" disabled={token.length < LEAST_TOKEN}>
            {t("mall.till.open")}
          </Button>
        </form>
      </Card>
    </div>
  );
}

export function TillTicketPage(): ReactElement {
  const { t } = useTranslation();
  const token = useParams({ strict: false, select: (all) => all.token ?? "" });
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("mall.till.title")} />
      <ForMember>{() => <Own token={token} />}</ForMember>
    </div>
  );
}

function Own({ token }: { token: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(ticketQuery(id, token));
  if (data) return <Ticket ticket={data} />;
  const isGone =
    error instanceof ApiError && ["expired", "not_found", "malformed_request"].includes(error.problem.code);
  return (
    <Card>
      {isGone ? (
        <Notice
          icon="clock"
          title={t("mall.till.gone")}
          action={
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("quiet")}>
              {t("mall.pay.onward")}
            </Link>
          }
        >
          {t("mall.till.goneBody")}
        </Notice>
      ) : (
        <Pending error={error} onRetry={refetch} rows={2} />
      )}
    </Card>
  );
}

function Ticket({ ticket }: { ticket: TillTicket }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const asks = t("mall.till.asks", { shop: ticket.merchant?.title ?? t("mall.product.house") });
  return (
    <Card label={asks}>
      <p className="text-14 text-ink-2">{asks}</p>
      <p className="text-40 font-semibold" data-amount>
        {format.money(ticket.amount)}
      </p>
      {ticket.note !== "" && <p className="mt-1 text-14">{ticket.note}</p>}
      {ticket.state === "paid" ? <TakenNote text={t("mall.till.paid")} /> : <Take ticket={ticket} />}
    </Card>
  );
}

const TakenNote = ({ text }: { text: string }): ReactElement => (
  <p className="mt-4 rounded-control bg-leaf-soft p-3 text-14 text-leaf">{text}</p>
);

function Take({ ticket }: { ticket: TillTicket }): ReactElement {
  const { t } = useTranslation();
  const { id, format, assetTitle } = useProgramme();
  const navigate = useNavigate();
  const { data: shop } = useQuery(shopQuery(id));
  const when = useWhen();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const busy = useRef(false);
  const tender = Object.fromEntries(Object.entries(typed).filter(([, text]) => isDecimal(text) && !isZero(text)));
  const take = useMutation({
    mutationFn: async () => mall(id).takeTill(ticket.token, tender),
    onSuccess: ({ payment }) =>
      void navigate({
        to: "/p/$programme/mall/pay/$payment",
        params: { programme: id, payment: payment.id },
        replace: true,
      }),
    onSettled: () => {
      busy.current = false;
    },
  });
  // An asset that pays only for orders with a tag pays for none at a till: its orders have none.
  const payers = (shop?.tender ?? []).filter(({ tags }) => tags === undefined);
  return (
    <div className="mt-4 space-y-4">
      {payers.map(({ asset }) => (
        <Field
          key={asset}
          label={t("mall.till.payIn", { asset: assetTitle(asset) })}
          name={`tender-${asset}`}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0.00"
          value={typed[asset] ?? ""}
          onChange={({ target }) => setTyped((before) => ({ ...before, [asset]: target.value.trim() }))}
        />
      ))}
      {shop && <p className="text-14 text-ink-2">{when(shop.hold)}</p>}
      <ErrorNote error={take.error} />
      <Button
        kind="primary"
        className="w-full text-16"
        disabled={take.isPending || take.isSuccess}
        onClick={() => {
          if (busy.current) return;
          busy.current = true;
          take.mutate();
        }}
      >
        {t("mall.till.take", { amount: format.money(ticket.amount) })}
      </Button>
      <p className="text-12 text-ink-2">{t("mall.till.until", { time: format.time(ticket.expiresAt) })}</p>
    </div>
  );
}
