// The demonstration till: an order is tried out while it is typed, posted once, and shown with everything it brought about.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../shared/programme.js";
import { Notice } from "../shared/ui/states.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";
import { OrderForm } from "./form.js";
import { Preview, Receipt } from "./outcome.js";
import { useTill } from "./use-till.js";

export function TillPage(): ReactElement {
  const { t } = useTranslation();
  const { id, detail } = useProgramme();
  return (
    <>
      <PageTitle title={t("nav.till")} lead={t("till.lead")} />
      {detail.till ? (
        <Counter key={id} />
      ) : (
        <Card>
          <Notice icon="till" title={t("till.closed.title")}>
            {t("till.closed.body")}
          </Notice>
        </Card>
      )}
    </>
  );
}

function Counter(): ReactElement {
  const till = useTill();
  if (till.draft.seq !== undefined) return <Receipt till={till} seq={till.draft.seq} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-6">
      <OrderForm till={till} />
      <Preview till={till} />
    </div>
  );
}
