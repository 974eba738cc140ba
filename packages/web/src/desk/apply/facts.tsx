// An application as it was written: for the applicant who waits and the reviewer who decides.
import type { MerchantApplication } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Facts } from "../ui/parts.js";

export function ApplicationFacts({ application }: { application: MerchantApplication }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const { title, licence, contact, phone, services, margin, address, region, latitude, longitude, at } = application;
  return (
    <Facts
      rows={[
        [t("desk.apply.name"), title],
        [t("desk.apply.licence"), licence],
        [t("desk.apply.contact"), `${contact} ${phone}`],
        [t("desk.apply.marginShort"), format.percent(margin)],
        [t("desk.place.address"), `${address}（${region}）`],
        [
          t("desk.place.point"),
          <a
            key="map"
            href={`https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`}
            target="_blank"
            rel="noreferrer"
            className="text-sky underline underline-offset-4"
          >
            {latitude}, {longitude}
          </a>,
        ],
        [t("desk.apply.at"), format.time(at)],
        ...(services === "" ? [] : [[t("desk.apply.services"), services] as const]),
      ]}
    />
  );
}
