// Where a shop or a store is: its address, its region, and its point on the map - typed, pasted from a map, or taken from the device.
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import type { Form } from "../ui/form.js";

export interface PlaceDraft {
  address: string;
  region: string;
  latitude: string;
  longitude: string;
}

const PLACES = 6;
const figure = (text: string): number | undefined => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined);

/** What the service is sent of a place. */
export const placeBody = ({ address, region, latitude, longitude }: PlaceDraft) => ({
  address,
  region: region.trim(),
  latitude: figure(latitude),
  longitude: figure(longitude),
});

/** Six decimals are 0.1 m. */
const short = (degrees: number): string => String(Math.round(degrees * 10 ** PLACES) / 10 ** PLACES);

/** "113.3276,23.1371" as a map copies it; maps of China put the longitude first, others the latitude. */
export function pastedPlace(text: string): { latitude: string; longitude: string } | undefined {
  const [, one = "", two = ""] = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (one === "") return undefined;
  return Math.abs(Number(one)) > 90 ? { longitude: one, latitude: two } : { latitude: one, longitude: two };
}

export function PlaceFields({ form }: { form: Pick<Form<PlaceDraft>, "draft" | "set" | "fault"> }): ReactElement {
  const { t } = useTranslation();
  const { draft, set, fault } = form;
  const [finding, setFinding] = useState<"no" | "asked" | "refused">("no");
  const find = (): void => {
    setFinding("asked");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set("latitude", short(coords.latitude));
        set("longitude", short(coords.longitude));
        setFinding("no");
      },
      () => setFinding("refused"),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  const type = (name: "latitude" | "longitude", text: string): void => {
    const both = pastedPlace(text);
    if (!both) return set(name, text);
    set("latitude", both.latitude);
    return set("longitude", both.longitude);
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        className="sm:col-span-2"
        label={t("desk.place.address")}
        autoComplete="street-address"
        maxLength={200}
        value={draft.address}
        onChange={({ target }) => set("address", target.value)}
        error={fault("address")}
      />
      <Field
        label={t("desk.place.region")}
        hint={t("desk.place.regionHint")}
        inputMode="numeric"
        maxLength={6}
        value={draft.region}
        onChange={({ target }) => set("region", target.value)}
        error={fault("region")}
      />
      <div className="self-end sm:pb-6">
        <Button onClick={find} disabled={finding === "asked"} className="max-sm:w-full">
          <Icon name="place" size={18} />
          {t(finding === "asked" ? "desk.place.finding" : "desk.place.here")}
        </Button>
        {finding === "refused" && (
          <p role="alert" className="mt-1 text-14 text-clay">
            {t("desk.place.refused")}
          </p>
        )}
      </div>
      <Field
        label={t("desk.place.latitude")}
        hint={t("desk.place.paste")}
        inputMode="decimal"
        autoComplete="off"
        value={draft.latitude}
        onChange={({ target }) => type("latitude", target.value)}
        error={fault("latitude")}
      />
      <Field
        label={t("desk.place.longitude")}
        inputMode="decimal"
        autoComplete="off"
        value={draft.longitude}
        onChange={({ target }) => type("longitude", target.value)}
        error={fault("longitude")}
      />
    </div>
  );
}
