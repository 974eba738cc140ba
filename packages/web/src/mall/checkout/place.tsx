// Where the goods go: an address of the buyer's, a new one, or a store of the seller's where they are picked up.
import type { Address, LineBody, Quote } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Pending } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { AddressForm } from "../addresses/address-form.js";
import { addressLines } from "../addresses/address-text.js";
import { addressesQuery, mall } from "../queries.js";
import { Choice } from "../ui/choice.js";

export interface Place {
  address: string | null;
  pickup: string | null;
}

export function PlaceCard({
  member,
  quote,
  lines,
  place,
  onChange,
}: {
  member: string;
  quote: Quote;
  lines: readonly LineBody[];
  place: Place;
  onChange: (place: Place) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [isPickup, setPickup] = useState(place.pickup !== null);
  // A store hands out what its own shop sells: goods of several shops are sent.
  const shops = new Set(quote.orders.filter(({ kind }) => kind === "goods").map(({ merchant }) => merchant?.id));
  const [shop] = shops;
  const offersPickup = shops.size === 1;
  const choose = (pickup: boolean): void => {
    setPickup(pickup);
    onChange({ address: null, pickup: null });
  };
  return (
    <Card label={t("mall.place.title")}>
      <CardTitle>{t("mall.place.title")}</CardTitle>
      {offersPickup && (
        <fieldset className="mb-3">
          <legend className="sr-only">{t("mall.place.how")}</legend>
          <div className="flex gap-2">
            {[false, true].map((each) => (
              <Choice
                key={String(each)}
                group="how"
                className="flex-1"
                checked={isPickup === each}
                onChoose={() => choose(each)}
              >
                {each ? t("mall.place.pickup") : t("mall.place.send")}
              </Choice>
            ))}
          </div>
        </fieldset>
      )}
      {isPickup && offersPickup ? (
        <Stores
          shop={shop}
          lines={lines}
          chosen={place.pickup}
          onChoose={(pickup) => onChange({ address: null, pickup })}
        />
      ) : (
        <Addresses member={member} chosen={place.address} onChoose={(address) => onChange({ address, pickup: null })} />
      )}
    </Card>
  );
}

function Addresses({
  member,
  chosen,
  onChoose,
}: {
  member: string;
  chosen: string | null;
  onChoose: (address: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(addressesQuery(id, member));
  const [isAdding, setAdding] = useState(false);
  const offered = data?.find(({ first }) => first) ?? data?.[0];
  useEffect(() => {
    if (chosen === null && offered) onChoose(offered.id);
  }, [chosen, offered, onChoose]);
  if (!data) return <Pending error={error} onRetry={refetch} rows={1} />;
  const done = (address: Address): void => {
    setAdding(false);
    onChoose(address.id);
  };
  return (
    <div className="space-y-2">
      {data.map((address) => (
        <Choice key={address.id} group="address" checked={chosen === address.id} onChoose={() => onChoose(address.id)}>
          <span className="block font-medium">
            {address.name} {address.phone}
          </span>
          <span className="block text-ink-2">{addressLines(address)}</span>
        </Choice>
      ))}
      {isAdding || data.length === 0 ? (
        <div className="pt-2">
          <AddressForm
            member={member}
            onDone={done}
            onCancel={data.length === 0 ? undefined : () => setAdding(false)}
          />
        </div>
      ) : (
        <Button onClick={() => setAdding(true)}>
          <Icon name="plus" size={18} />
          {t("mall.addresses.add")}
        </Button>
      )}
    </div>
  );
}

function Stores({
  shop,
  lines,
  chosen,
  onChoose,
}: {
  shop: string | undefined;
  lines: readonly LineBody[];
  chosen: string | null;
  onChoose: (store: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const holding = lines.map(({ variant, quantity }) => `${variant}.${quantity}`).join();
  const { data, error, refetch } = useQuery({
    queryKey: [id, "stores-of", shop, holding],
    queryFn: async ({ signal }) =>
      mall(id).stores(
        { ...(shop === undefined ? { house: "1" } : { merchant: shop }), holding, limit: 50 },
        { signal },
      ),
  });
  if (!data) return <Pending error={error} onRetry={refetch} rows={1} />;
  const open = data.stores.filter((store) => store.open);
  if (open.length === 0) return <p className="text-14 text-ink-2">{t("mall.place.noStore")}</p>;
  return (
    <div className="space-y-2">
      {open.map((store) => (
        <Choice
          key={store.id}
          group="store"
          checked={chosen === store.id}
          isShut={store.holds === false}
          onChoose={() => onChoose(store.id)}
        >
          <span className="block font-medium">{store.title}</span>
          {store.holds === false && <span className="block text-clay">{t("mall.place.short")}</span>}
          <span className="block text-ink-2">{store.address}</span>
          {store.hours !== "" && <span className="block text-12 text-ink-2">{store.hours}</span>}
        </Choice>
      ))}
    </div>
  );
}
