// The checkout: where to, what is paid with, which orders come of it and what each earns; one button buys.
import type { LineBody, Quote } from "@perennial/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { mall } from "../queries.js";
import type { Place } from "./place.js";
import { PlaceCard } from "./place.js";
import { QuotedOrders } from "./quoted-orders.js";
import { TenderCard, useTender } from "./tender.js";
import { useCheckout } from "./use-checkout.js";
import { wishOf } from "./wish.js";

export function CheckoutPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { buy = "" } = useSearch({ strict: false });
  const lines = wishOf(buy);
  return (
    <div className="mx-auto max-w-[1040px]">
      <PageTitle title={t("mall.checkout.title")} />
      <ForMember>
        {(member) =>
          lines.length === 0 ? (
            <Card>
              <Notice
                icon="cart"
                title={t("mall.checkout.nothing")}
                action={
                  <Link to="/p/$programme/mall/cart" params={{ programme: id }} className={linkButton("primary")}>
                    {t("mall.checkout.toCart")}
                  </Link>
                }
              />
            </Card>
          ) : (
            <Desk key={buy} member={member} buy={buy} lines={lines} />
          )
        }
      </ForMember>
    </div>
  );
}

function Desk({ member, buy, lines }: { member: string; buy: string; lines: readonly LineBody[] }): ReactElement {
  const { id } = useProgramme();
  const tender = useTender();
  const [place, setPlace] = useState<Place>({ address: null, pickup: null });
  const { pickup, address } = place;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [id, "quote", member, buy, tender.settled, pickup, address],
    queryFn: async ({ signal }) =>
      mall(id).quote({ lines: [...lines], tender: tender.settled, pickup, address }, { signal }),
    placeholderData: keepPreviousData,
  });
  if (data)
    return (
      <Counter
        member={member}
        buy={buy}
        lines={lines}
        quote={data}
        tender={tender}
        place={place}
        onPlace={setPlace}
        isStale={isPlaceholderData || tender.isTyping}
        error={error}
      />
    );
  return (
    <Card>
      <Pending error={error} onRetry={refetch} rows={5} />
    </Card>
  );
}

function Counter({
  member,
  buy,
  lines,
  quote,
  tender,
  place,
  onPlace,
  isStale,
  error,
}: {
  member: string;
  buy: string;
  lines: readonly LineBody[];
  quote: Quote;
  tender: ReturnType<typeof useTender>;
  place: Place;
  onPlace: (place: Place) => void;
  isStale: boolean;
  error: Error | null;
}): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const navigate = useNavigate();
  const [note, setNote] = useState("");
  const checkout = useCheckout(
    buy,
    ({ payment }) =>
      void navigate({
        to: "/p/$programme/mall/pay/$payment",
        params: { programme: id, payment: payment.id },
        replace: true,
      }),
  );
  const needsPlace = quote.orders.some(({ kind }) => kind === "goods");
  const hasPlace = !needsPlace || place.address !== null || place.pickup !== null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-6">
      <div className="space-y-4">
        {needsPlace && <PlaceCard member={member} quote={quote} lines={lines} place={place} onChange={onPlace} />}
        <QuotedOrders quote={quote} />
        <Card label={t("mall.checkout.note")}>
          <Field
            label={t("mall.checkout.note")}
            name="note"
            autoComplete="off"
            maxLength={300}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Card>
      </div>
      <div className="space-y-4 lg:sticky lg:top-20">
        <TenderCard quote={quote} tender={tender} />
        <Card label={t("mall.checkout.sum")}>
          <CardTitle>{t("mall.checkout.sum")}</CardTitle>
          <Sums quote={quote} />
          <div className="mt-4 space-y-3">
            <ErrorNote error={checkout.error ?? error} />
            {!hasPlace && <p className="text-14 text-amber">{t("mall.checkout.needsPlace")}</p>}
            <Button
              kind="primary"
              className="w-full text-16"
              disabled={!hasPlace || !quote.ready || isStale || error !== null || checkout.isBuying}
              onClick={() => checkout.buy({ lines: [...lines], tender: tender.settled, ...place, note: note.trim() })}
            >
              {checkout.isBuying
                ? t("mall.checkout.buying")
                : isZero(quote.cash)
                  ? t("mall.checkout.buyFree")
                  : t("mall.checkout.buy", { cash: format.money(quote.cash) })}
            </Button>
            <p className="text-center text-12 text-ink-2">{t("mall.checkout.once")}</p>
          </div>
        </Card>
      </div>
    </div>
  );
}

function Sums({ quote }: { quote: Quote }): ReactElement {
  const { t } = useTranslation();
  const { format, assetTitle } = useProgramme();
  return (
    <dl className="space-y-2 text-14">
      <div className="flex justify-between gap-4">
        <dt className="text-ink-2">{t("mall.checkout.gross")}</dt>
        <dd>{format.money(quote.gross)}</dd>
      </div>
      {quote.tender
        .filter(({ used }) => !isZero(used))
        .map(({ asset, used }) => (
          <div key={asset} className="flex justify-between gap-4">
            <dt className="text-ink-2">{t("mall.checkout.by", { asset: assetTitle(asset) })}</dt>
            <dd>−{format.money(used)}</dd>
          </div>
        ))}
      {!isZero(quote.shipping) && (
        <div className="flex justify-between gap-4">
          <dt className="text-ink-2">{t("mall.checkout.shipping")}</dt>
          <dd data-shipping>{format.money(quote.shipping)}</dd>
        </div>
      )}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-2">
        <dt>{t("mall.checkout.cash")}</dt>
        <dd className="text-28 font-semibold" data-cash>
          {format.money(quote.cash)}
        </dd>
      </div>
    </dl>
  );
}
