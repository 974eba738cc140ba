// Nearby: stores by distance, as a list and on a map, with the way there.
import type { Store } from "@perennial/api";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { More } from "../../shared/ui/more.js";
import { Bone, Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { storesQuery } from "../queries.js";
import type { Place } from "./place.js";
import { usePlace } from "./place.js";
import { StoreRow } from "./store-row.js";

const StoreMap = lazy(async () => ({ default: (await import("./store-map.js")).StoreMap }));

export function NearbyPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { place, finding, ask, choose } = usePlace();
  const query = useInfiniteQuery({ ...storesQuery(id, place), placeholderData: keepPreviousData });
  const stores = query.data?.pages.flatMap((page) => page.stores);
  const [shown, setShown] = useState<string>();
  // Whoever has allowed it before is not asked a second time.
  useEffect(() => {
    void navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => {
      if (state === "granted") ask();
    });
  }, [ask]);
  return (
    <>
      <PageTitle title={t("mall.nearby.title")} lead={t("mall.nearby.lead")} />
      <Where finding={finding} stores={stores ?? []} onAsk={ask} onChoose={choose} />
      {stores === undefined ? (
        <Card>
          <Pending error={query.error} onRetry={query.refetch} rows={5} />
        </Card>
      ) : stores.length === 0 ? (
        <Card>
          <Notice icon="place" title={t("mall.nearby.none")}>
            {t("mall.nearby.noneBody")}
          </Notice>
        </Card>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-6">
          <div className="lg:sticky lg:top-20">
            <Suspense fallback={<Bone className="h-72 w-full lg:h-[560px]" />}>
              <StoreMap stores={stores} place={place} shown={shown} onShow={setShown} />
            </Suspense>
          </div>
          <Card label={t("mall.nearby.list")} className="py-1 sm:py-1">
            <ul className="divide-y divide-line">
              {stores.map((store) => (
                <StoreRow key={store.id} store={store} isShown={store.id === shown} onShow={() => setShown(store.id)} />
              ))}
            </ul>
            <More pages={query} />
          </Card>
        </div>
      )}
    </>
  );
}

/** Asking the device, or choosing a place: distances count from there. */
function Where({
  finding,
  stores,
  onAsk,
  onChoose,
}: {
  finding: string;
  stores: readonly Store[];
  onAsk: () => void;
  onChoose: (place: Place) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Button disabled={finding === "asking"} onClick={onAsk}>
        <Icon name="place" size={18} />
        {finding === "asking" ? t("mall.nearby.asking") : t("mall.nearby.ask")}
      </Button>
      <select
        aria-label={t("mall.nearby.choose")}
        value=""
        onChange={({ target }) => {
          const store = stores.find((each) => each.id === target.value);
          if (store) onChoose({ latitude: store.latitude, longitude: store.longitude });
        }}
        className="min-h-11 max-w-full min-w-0 rounded-control border border-line bg-paper px-3 text-14 text-ink hover:border-ink-3"
      >
        <option value="">{t("mall.nearby.choose")}</option>
        {stores.map((store) => (
          <option key={store.id} value={store.id}>
            {store.title}
          </option>
        ))}
      </select>
      <p aria-live="polite" className="basis-full text-12 text-ink-2 empty:hidden">
        {finding === "refused" ? t("mall.nearby.refused") : ""}
      </p>
    </div>
  );
}
