// Whose wallet: in a demonstration anyone's may be looked at.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { HolderSearch } from "../shared/ui/holder-search.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";

export function FindPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[640px]">
      <PageTitle title={t("find.title")} lead={t("find.lead")} />
      <Card>
        <HolderSearch />
      </Card>
    </div>
  );
}
