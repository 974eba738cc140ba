// Where a shop or a store is: its address, its region, and its point - on the map, typed, pasted from another map, or taken from the device.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { RegionField } from "../../shared/region/region-field.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Bone } from "../../shared/ui/states.js";
import { storesQuery } from "../data/queries.js";
import { Select } from "../ui/fields.js";
import type { Form } from "../ui/form.js";
import type { PointDraft, System } from "./point.js";
import { drawnIn, inSystem, pastedPlace, pointOf, SYSTEMS } from "./point.js";

const PlaceMap = lazy(async () => ({ default: (await import("./place-map.js")).PlaceMap }));

export interface PlaceDraft extends PointDraft {
  address: string;
  region: string;
}

/** What the service is sent of a place. */
export const placeBody = ({ address, region, ...point }: PlaceDraft) => ({
  address,
  region: region.trim(),
  ...pointOf(point),
});

/** `own`: the store that is being changed, which is not shown among the others. */
export function PlaceFields({
  form,
  own,
}: {
  form: Pick<Form<PlaceDraft>, "draft" | "set" | "fault">;
  own?: string;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { draft, set, fault } = form;
  const put = (point: PointDraft): void => {
    set("latitude", point.latitude);
    set("longitude", point.longitude);
    set("system", point.system);
  };
  const { data } = useQuery(storesQuery(id, {}));
  const others = useMemo(() => (data?.stores ?? []).filter((store) => store.id !== own), [data, own]);
  const { latitude, longitude } = pointOf(draft);
  const point = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  return (
    <div className="space-y-4">
      <RegionField value={draft.region} error={fault("region")} onChange={({ code }) => set("region", code)} />
      <Field
        label={t("desk.place.address")}
        autoComplete="street-address"
        maxLength={200}
        value={draft.address}
        onChange={({ target }) => set("address", target.value)}
        error={fault("address")}
      />
      <fieldset className="space-y-3">
        <legend className="text-14 font-medium">{t("desk.place.point")}</legend>
        <p className="text-12 text-ink-3">{t("desk.place.pointHint")}</p>
        <Suspense fallback={<Bone className="h-64 w-full sm:h-80" />}>
          <PlaceMap
            point={point}
            others={others}
            onPoint={(chosen) => put(drawnIn(chosen.latitude, chosen.longitude, draft.system))}
          />
        </Suspense>
        <Figures form={form} put={put} />
      </fieldset>
    </div>
  );
}

function Figures({
  form: { draft, set, fault },
  put,
}: {
  form: Pick<Form<PlaceDraft>, "draft" | "set" | "fault">;
  put: (point: PointDraft) => void;
}): ReactElement {
  const { t } = useTranslation();
  const type = (name: "latitude" | "longitude", text: string): void => {
    const both = pastedPlace(text);
    if (!both) return set(name, text);
    return put({ ...both, system: draft.system });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t("desk.place.system")}
        hint={t(`desk.place.systemHint.${draft.system}`)}
        value={draft.system}
        onChange={({ target }) => put(inSystem(draft, SYSTEMS.find((each) => each === target.value) ?? "wgs84"))}
      >
        {SYSTEMS.map((system) => (
          <option key={system} value={system}>
            {t(`desk.place.systems.${system}`)}
          </option>
        ))}
      </Select>
      <Here system={draft.system} onFound={put} />
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

/** Takes the point from the device, which tells it in WGS 84. */
function Here({ system, onFound }: { system: System; onFound: (point: PointDraft) => void }): ReactElement {
  const { t } = useTranslation();
  const [finding, setFinding] = useState<"no" | "asked" | "refused">("no");
  const find = (): void => {
    setFinding("asked");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onFound(drawnIn(coords.latitude, coords.longitude, system));
        setFinding("no");
      },
      () => setFinding("refused"),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  return (
    <div className="sm:mt-6">
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
  );
}
