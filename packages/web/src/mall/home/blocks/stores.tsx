// A few stores: the nearest ones where the device may be asked already, else the first.
import type { HomeBlock } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../../shared/programme.js";
import { Card } from "../../../shared/ui/surfaces.js";
import { distanceText, usePlace } from "../../nearby/place.js";
import { storesQuery } from "../../queries.js";
import { LINK, ROW } from "../../ui/styles.js";
import { Section } from "./section.js";

export function StoresBlock({ block }: { block: Extract<HomeBlock, { kind: "stores" }> }): ReactElement | null {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { place, ask } = usePlace();
  const { data } = useInfiniteQuery(storesQuery(id, place));
  // Nobody is asked for its place by a page that it only passes through.
  useEffect(() => {
    void navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => {
      if (state === "granted") ask();
    });
  }, [ask]);
  const stores = data?.pages.flatMap((page) => page.stores).slice(0, block.most) ?? [];
  if (stores.length === 0) return null;
  const all = (
    <Link to="/p/$programme/mall/nearby" params={{ programme: id }} className={LINK}>
      {t("mall.home.more")}
    </Link>
  );
  return (
    <Section title={read(block.title) || t("mall.nearby.title")} aside={all}>
      <Card className="py-1 sm:py-1">
        <ul className="divide-y divide-line">
          {stores.map((store) => (
            <li key={store.id} className={ROW}>
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{store.title}</span>
                <span className="block truncate text-12 text-ink-2">{store.address}</span>
              </span>
              {store.distance !== null && <span className="text-ink-2">{distanceText(store.distance)}</span>}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
