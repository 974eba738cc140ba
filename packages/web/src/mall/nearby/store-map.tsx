// The stores on a map without a map server: a calm ground with a scale, so that nothing about a visitor leaves for another host.
import type { Store } from "@perennial/api";
import type { CircleMarker, Map as LeafletMap } from "leaflet";
import { circleMarker, control, latLngBounds, map as createMap } from "leaflet";
import "leaflet/dist/leaflet.css";
import type { ReactElement } from "react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { readTokens, useTheme } from "../../shared/tokens/theme.js";
import { grounded } from "../../shared/map/ground.js";
import type { Place } from "./place.js";

const CLOSEST = 15;
/** Stores within so many metres are shown at first, and never fewer than so many stores. */
const AROUND = 15_000;
const FEWEST_SHOWN = 2;
const LABELLED = 4;

export function StoreMap({
  stores,
  place,
  shown,
  onShow,
}: {
  stores: readonly Store[];
  place: Place | undefined;
  shown: string | undefined;
  onShow: (store: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ map: LeafletMap; marks: Map<string, CircleMarker> }>(undefined);
  useEffect(() => {
    if (!box.current) return undefined;
    const map = createMap(box.current, { attributionControl: false, maxZoom: 17, minZoom: 3 });
    const tokens = readTokens();
    grounded(tokens).addTo(map);
    control.scale({ imperial: false }).addTo(map);
    // What is around, when it is known where one is; else all of them. The view comes first: names are placed by it.
    const inView = place
      ? stores.filter(({ distance }, index) => index < FEWEST_SHOWN || (distance ?? 0) < AROUND)
      : stores;
    const points = inView.map(({ latitude, longitude }) => [latitude, longitude] as [number, number]);
    if (place) points.push([place.latitude, place.longitude]);
    map.fitBounds(latLngBounds(points).pad(0.15), { maxZoom: CLOSEST, animate: false });
    const marks = new Map(
      stores.map((store, index) => {
        const mark = circleMarker([store.latitude, store.longitude], {
          radius: 8,
          color: tokens.paper,
          weight: 2,
          fillColor: tokens.leaf,
          fillOpacity: 1,
        });
        // The nearest ones carry their names; more would cover each other.
        const permanent = place !== undefined && index < LABELLED;
        mark
          .bindTooltip(store.title, { permanent, direction: index % 2 === 0 ? "right" : "left" })
          .on("click", () => onShow(store.id))
          .addTo(map);
        return [store.id, mark] as const;
      }),
    );
    if (place)
      circleMarker([place.latitude, place.longitude], {
        radius: 7,
        color: tokens.paper,
        weight: 3,
        fillColor: tokens.sky,
        fillOpacity: 1,
      })
        .bindTooltip(t("mall.nearby.here"))
        .addTo(map);
    drawn.current = { map, marks };
    return () => {
      drawn.current = undefined;
      map.remove();
    };
  }, [stores, place, theme, t, onShow]);
  useEffect(() => {
    const mark = drawn.current?.marks.get(shown ?? "");
    if (!mark) return undefined;
    drawn.current?.map.setView(mark.getLatLng(), Math.max(drawn.current.map.getZoom(), 13), { animate: false });
    mark.openTooltip();
    return () => {
      if (mark.getTooltip()?.options.permanent !== true) mark.closeTooltip();
    };
  }, [shown]);
  return (
    <section aria-label={t("mall.nearby.map")}>
      <div
        ref={box}
        className="isolate h-72 w-full overflow-hidden rounded-card border border-line bg-paper-2 lg:h-[560px]"
      />
    </section>
  );
}
