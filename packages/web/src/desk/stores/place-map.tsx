// The point of a store on a map: put there by a click, moved by dragging, or set into the middle by a button for whoever uses no pointer. The ground has no
// streets (nothing is fetched from another host), so other stores and the scale are what one goes by; the last word has a map that opens beside it.
import type { Store } from "@perennial/api";
import type { Map as LeafletMap, Marker } from "leaflet";
import { circleMarker, control, divIcon, latLngBounds, map as createMap, marker } from "leaflet";
import "leaflet/dist/leaflet.css";
import type { ReactElement } from "react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { grounded } from "../../shared/map/ground.js";
import { readTokens, useTheme } from "../../shared/tokens/theme.js";
import { Button } from "../../shared/ui/controls.js";

interface Point {
  latitude: number;
  longitude: number;
}

/** The mainland, until something is known. */
const CHINA: [number, number] = [34, 105];
const FAR = 4;
const NEAR = 15;
const PIN = 36;

/** `others`: stores to go by. */
export function PlaceMap({
  point,
  others,
  onPoint,
}: {
  point: Point | undefined;
  others: readonly Store[];
  onPoint: (point: Point) => void;
}): ReactElement {
  const { t } = useTranslation();
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ map: LeafletMap; pin: Marker }>(undefined);
  const onSet = useEffectEvent(({ lat, lng }: { lat: number; lng: number }) =>
    onPoint({ latitude: lat, longitude: lng }),
  );
  const first = useEffectEvent(() => point);
  useEffect(() => {
    if (!box.current) return undefined;
    const tokens = readTokens();
    const map = createMap(box.current, { attributionControl: false, maxZoom: 18, minZoom: 3 });
    grounded(tokens).addTo(map);
    control.scale({ imperial: false }).addTo(map);
    for (const { latitude, longitude, title } of others)
      circleMarker([latitude, longitude], {
        radius: 6,
        color: tokens.paper,
        weight: 2,
        fillColor: tokens["ink-3"],
        fillOpacity: 1,
      })
        .bindTooltip(title)
        .addTo(map);
    const html = `<svg viewBox="0 0 24 24" width="${PIN}" height="${PIN}" aria-hidden="true"><path fill="${tokens.leaf}" stroke="${tokens.paper}" stroke-width="1" d="M12 1.5a7.5 7.5 0 0 0-7.5 7.5c0 5.4 7.5 13.5 7.5 13.5S19.5 14.4 19.5 9A7.5 7.5 0 0 0 12 1.5Z"/><circle cx="12" cy="9" r="2.8" fill="${tokens.paper}"/></svg>`;
    const icon = divIcon({ html, className: "", iconSize: [PIN, PIN], iconAnchor: [PIN / 2, PIN] });
    const pin = marker(CHINA, { icon, draggable: true, keyboard: false });
    pin.on("dragend", () => onSet(pin.getLatLng()));
    map.on("click", ({ latlng }) => onSet(latlng.wrap()));
    drawn.current = { map, pin };
    const begun = first();
    if (begun) map.setView([begun.latitude, begun.longitude], NEAR, { animate: false });
    else if (others.length > 0)
      map.fitBounds(latLngBounds(others.map(({ latitude, longitude }) => [latitude, longitude])).pad(0.3), {
        maxZoom: NEAR,
        animate: false,
      });
    else map.setView(CHINA, FAR, { animate: false });
    return () => {
      drawn.current = undefined;
      map.remove();
    };
  }, [others, theme]);
  const { latitude, longitude } = point ?? {};
  useEffect(() => {
    const { map, pin } = drawn.current ?? {};
    if (!map || !pin) return;
    if (latitude === undefined || longitude === undefined) {
      pin.remove();
      return;
    }
    const isFirst = !map.hasLayer(pin);
    pin.setLatLng([latitude, longitude]).addTo(map);
    // From afar nobody can set a pin to the metre: the first one brings the map near.
    if (isFirst || !map.getBounds().pad(-0.1).contains(pin.getLatLng()))
      map.setView(pin.getLatLng(), Math.max(map.getZoom(), NEAR), { animate: false });
  }, [latitude, longitude, others, theme]);
  return (
    <section aria-label={t("desk.place.map")} className="space-y-2">
      <div
        ref={box}
        data-map
        className="isolate h-64 w-full overflow-hidden rounded-card border border-line bg-paper-2 sm:h-80"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          onClick={() => {
            const middle = drawn.current?.map.getCenter().wrap();
            if (middle) onPoint({ latitude: middle.lat, longitude: middle.lng });
          }}
        >
          {t("desk.place.middle")}
        </Button>
        {latitude !== undefined && longitude !== undefined && (
          <a
            href={`https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 items-center text-14 text-sky underline underline-offset-4"
          >
            {t("desk.place.check")}
          </a>
        )}
      </div>
    </section>
  );
}
