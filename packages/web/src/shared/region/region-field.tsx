// A region of China by province, city and county; its code (GB/T 2260) is what is kept. The list comes when the field is first shown.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { FIELD } from "../ui/controls.js";
import type { Chosen, Region } from "./regions.js";
import { regionOf } from "./regions.js";

const LEVELS = ["province", "city", "district"] as const;

/** What is still chosen when a level is not any more. */
const above = (level: (typeof LEVELS)[number], { codes }: Chosen): string =>
  level === "district" ? codes.city : level === "city" ? codes.province : "";

/** `value`: six digits, or "" while nothing is chosen. `onChange` is told the code as far as it is chosen, with the names. */
export function RegionField({
  value,
  error,
  onChange,
}: {
  value: string;
  error?: string | undefined;
  onChange: (region: Region) => void;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { data: lists } = useQuery({
    queryKey: ["regions"],
    queryFn: async () => (await import("@vant/area-data")).areaList,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const chosen = regionOf(lists, value);
  return (
    <fieldset>
      <legend className="mb-1 text-14 font-medium">{t("region.title")}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {LEVELS.map((level) => (
          <select
            key={level}
            aria-label={t(`region.${level}`)}
            className={FIELD}
            value={chosen.codes[level]}
            disabled={chosen.choices[level].length === 0}
            aria-invalid={(error !== undefined && chosen.codes[level] === "") || undefined}
            aria-describedby={error === undefined ? undefined : id}
            onChange={({ target }) => onChange(regionOf(lists, target.value || above(level, chosen)).region)}
          >
            <option value="">{t(`region.${level}`)}</option>
            {chosen.choices[level].map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        ))}
      </div>
      {error !== undefined && (
        <p id={id} role="alert" className="mt-1 text-14 text-clay">
          {error}
        </p>
      )}
    </fieldset>
  );
}
