// Where the goods go: an address of the buyer's, a new one, or a store of the seller's where they are picked up.
import type { Address, Quote } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { BoneRows, Failure, Waiting } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { AddressForm } from "../addresses/address-form.js";
import { addressLines } from "../addresses/address-text.js";
import { addressesQuery, mall } from "../queries.js";

export interface Place {
  address: string | null;
  pickup: string | null;
}

const CHOICE =
  "flex cursor-pointer items-start gap-3 rounded-control border border-line bg-paper p-3 text-14 has-checked:border-leaf has-checked:bg-leaf-soft has-focus-visible:outline-2 has-focus-visible:outline-sky";

export function PlaceCard({
  member,
  quote,
  place,
  onChange,
}: {
  member: string;
  quote: Quote;
  place: Place;
  onChange: (place: Place) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [isPickup, setPickup] = useState(place.pickup !== null);
  // A store hands out what its own shop sells: goods of several shops are sent.
  const shops = new Set(quote.orders.filter(({ kind }) => kind === "goods").map(({ merchant }) => merchant?.id));
  const [shop] = shops;
  const offersPickup = shops.size === 1 && shop !== undefined;
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
              <label key={String(each)} className={`${CHOICE} flex-1 items-center`}>
                <input
                  type="radio"
                  name="how"
                  className="size-4 accent-leaf"
                  checked={isPickup === each}
                  onChange={() => choose(each)}
                />
                {each ? t("mall.place.pickup") : t("mall.place.send")}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {isPickup && offersPickup ? (
        <Stores shop={shop} chosen={place.pickup} onChoose={(pickup) => onChange({ address: null, pickup })} />
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
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Waiting>
        <BoneRows rows={1} />
      </Waiting>
    );
  const done = (address: Address): void => {
    setAdding(false);
    onChoose(address.id);
  };
  return (
    <div className="space-y-2">
      {data.map((address) => (
        <label key={address.id} className={CHOICE}>
          <input
            type="radio"
            name="address"
            className="mt-0.5 size-4 shrink-0 accent-leaf"
            checked={chosen === address.id}
            onChange={() => onChoose(address.id)}
          />
          <span className="min-w-0">
            <span className="block font-medium">{address.name}</span>
            <span className="block">{address.phone}</span>
            <span className="block text-ink-2">{addressLines(address)}</span>
          </span>
        </label>
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
  chosen,
  onChoose,
}: {
  shop: string;
  chosen: string | null;
  onChoose: (store: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery({
    queryKey: [id, "stores-of", shop],
    queryFn: async ({ signal }) => mall(id).stores({ merchant: shop, limit: 50 }, { signal }),
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Waiting>
        <BoneRows rows={1} />
      </Waiting>
    );
  const open = data.stores.filter((store) => store.open);
  if (open.length === 0) return <p className="text-14 text-ink-2">{t("mall.place.noStore")}</p>;
  return (
    <div className="space-y-2">
      {open.map((store) => (
        <label key={store.id} className={CHOICE}>
          <input
            type="radio"
            name="store"
            className="mt-0.5 size-4 shrink-0 accent-leaf"
            checked={chosen === store.id}
            onChange={() => onChoose(store.id)}
          />
          <span className="min-w-0">
            <span className="block font-medium">{store.title}</span>
            <span className="block text-ink-2">{store.address}</span>
            {store.hours !== "" && <span className="block text-12 text-ink-2">{store.hours}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
