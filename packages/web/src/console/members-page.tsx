// Everyone who holds something, found by name; a row leads to the wallet.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { HolderSearch } from "../shared/ui/holder-search.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";
import { Back } from "./back.js";

export function MembersPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[800px]">
      <Back to="overview">{t("overview.title")}</Back>
      <PageTitle title={t("overview.holders")} />
      <Card>
        <HolderSearch limit={50} />
      </Card>
    </div>
  );
}
