// Paying: how much, through which channel, what to do next; and then it waits for the channel's word and shows what came of it.
import type { Channel, PayAction, Payment } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Lost } from "../../shared/shell/lost.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { mall, paymentQuery, shopQuery } from "../queries.js";
import { Choice } from "../ui/choice.js";
import { NextStep } from "./next-step.js";

const AGAIN_MILLIS = 2_000;

export function PayPage(): ReactElement {
  const { t } = useTranslation();
  const payment = useParams({ strict: false, select: (all) => all.payment ?? "" });
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("mall.pay.title")} />
      <ForMember>{() => <Own payment={payment} />}</ForMember>
    </div>
  );
}

function Own({ payment }: { payment: string }): ReactElement {
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery({
    ...paymentQuery(id, payment),
    // A channel tells the service, not the page: the page asks until there is an answer.
    refetchInterval: ({ state }) =>
      state.data?.state === "open" && state.data.channel !== null ? AGAIN_MILLIS : false,
  });
  if (data)
    return data.state === "paid" ? (
      <Paid payment={data} />
    ) : data.state === "closed" ? (
      <Closed payment={data} />
    ) : (
      <Open payment={data} />
    );
  if (error instanceof ApiError && (error.problem.code === "not_found" || error.problem.code === "malformed_request"))
    return <Lost />;
  return (
    <Card>
      <Pending error={error} onRetry={refetch} rows={3} />
    </Card>
  );
}

/** A phone opens the channel's app, a desk its page; WeChat has no page for a desk, but a code to scan. */
function methodFor(channel: Channel): "page" | "mobile" | "qr" {
  if (matchMedia("(pointer: coarse)").matches) return "mobile";
  return channel === "wechat" ? "qr" : "page";
}

function Open({ payment }: { payment: Payment }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const shop = useQuery(shopQuery(id));
  const channels = shop.data?.channels ?? [];
  const [wanted, setWanted] = useState<Channel>();
  const chosen = wanted ?? payment.channel ?? channels[0];
  const [action, setAction] = useState<PayAction["action"]>();
  const start = useMutation({
    mutationFn: async (channel: Channel) =>
      mall(id).pay(payment.id, {
        channel,
        method: methodFor(channel),
        returnTo: `/p/${id}/mall/pay/${payment.id}`,
      }),
    onSuccess: (answer) => {
      queries.setQueryData(paymentQuery(id, payment.id).queryKey, answer.payment);
      setAction(answer.action);
      if (answer.action.kind === "redirect") location.assign(answer.action.url);
    },
  });
  const names: Record<Channel, string> = {
    sandbox: t("mall.pay.sandbox"),
    alipay: t("mall.pay.alipay"),
    wechat: t("mall.pay.wechat"),
    stripe: t("mall.pay.stripe"),
    wallet: t("mall.pay.wallet"),
  };
  return (
    <Card>
      <p className="text-14 text-ink-2">{t("mall.pay.amount")}</p>
      <p className="text-40 font-semibold" data-amount>
        {format.money(payment.amount)}
      </p>
      <p className="mt-1 text-14 text-ink-2">{t("mall.pay.until", { time: format.time(payment.expiresAt) })}</p>
      {action ? (
        <NextStep payment={payment} action={action} onAnother={() => setAction(undefined)} />
      ) : (
        <>
          <fieldset className="mt-5">
            <legend className="mb-2 text-14 font-medium">{t("mall.pay.how")}</legend>
            {shop.data && channels.length === 0 && <p className="text-14 text-clay">{t("mall.pay.noChannel")}</p>}
            <div className="space-y-2">
              {channels.map((channel) => (
                <Choice key={channel} group="channel" checked={channel === chosen} onChoose={() => setWanted(channel)}>
                  {names[channel]}
                </Choice>
              ))}
            </div>
          </fieldset>
          <div className="mt-4 space-y-3">
            <ErrorNote error={start.error} />
            <Button
              kind="primary"
              className="w-full text-16"
              disabled={chosen === undefined || start.isPending}
              onClick={() => chosen && start.mutate(chosen)}
            >
              {start.isPending ? t("mall.pay.starting") : t("mall.pay.pay", { amount: format.money(payment.amount) })}
            </Button>
          </div>
        </>
      )}
      <p className="mt-4 text-12 text-ink-2">{t("mall.pay.safe")}</p>
    </Card>
  );
}

function Paid({ payment }: { payment: Payment }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const [only] = payment.orders.length === 1 ? payment.orders : [];
  return (
    <Card>
      <Notice
        icon="check"
        title={t("mall.pay.paid")}
        action={
          <div className="flex flex-wrap justify-center gap-3">
            {only === undefined ? (
              <Link to="/p/$programme/mall/orders" params={{ programme: id }} className={linkButton("primary")}>
                {t("mall.pay.toOrders", { count: payment.orders.length })}
              </Link>
            ) : (
              <Link
                to="/p/$programme/mall/orders/$order"
                params={{ programme: id, order: only }}
                className={linkButton("primary")}
              >
                {t("mall.pay.toOrder")}
              </Link>
            )}
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("quiet")}>
              {t("mall.pay.onward")}
            </Link>
          </div>
        }
      >
        <p className="my-1 text-28 font-semibold text-ink">{format.money(payment.amount)}</p>
        {t("mall.pay.paidBody")}
      </Notice>
    </Card>
  );
}

function Closed({ payment }: { payment: Payment }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const [first] = payment.orders;
  return (
    <Card>
      <Notice
        icon="clock"
        title={t("mall.pay.closed")}
        action={
          first === undefined ? undefined : (
            <Link
              to="/p/$programme/mall/orders/$order"
              params={{ programme: id, order: first }}
              className={linkButton("primary")}
            >
              {t("mall.pay.toOrder")}
            </Link>
          )
        }
      >
        {t("mall.pay.closedBody")}
      </Notice>
    </Card>
  );
}
