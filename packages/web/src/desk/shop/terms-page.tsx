// How the shop sends and is paid: what shipping costs, and where channels send its money. The platform sets the terms of the house here.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { merchantQuery, shopQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded } from "../ui/parts.js";
import { ReceiversCard } from "./receivers.js";
import { ShippingCard } from "./shipping.js";

export function TermsPage(): ReactElement {
  const { t } = useTranslation();
  const { merchant } = useDesk();
  return (
    <>
      <PageTitle
        title={t("desk.nav.terms")}
        lead={t(merchant === undefined ? "desk.terms.house" : "desk.terms.lead")}
      />
      {merchant === undefined ? <House /> : <Shop merchant={merchant} />}
    </>
  );
}

function House(): ReactElement {
  const { id } = useProgramme();
  const query = useQuery(shopQuery(id));
  return query.data ? (
    <ShippingCard merchant={undefined} terms={query.data.shipping} />
  ) : (
    <Card>
      <Loaded query={query}>{() => null}</Loaded>
    </Card>
  );
}

function Shop({ merchant }: { merchant: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { isOperator } = useDesk();
  const query = useQuery(merchantQuery(id, merchant));
  const mayChange = isOperator || query.data?.owner === true;
  if (!query.data)
    return (
      <Card>
        <Loaded query={query}>{() => null}</Loaded>
      </Card>
    );
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {mayChange ? (
        <ShippingCard merchant={merchant} terms={query.data.shipping} />
      ) : (
        <Card>
          <p className="text-14 text-ink-2">{t("desk.margin.ownerOnly")}</p>
        </Card>
      )}
      <ReceiversCard merchant={merchant} mayChange={mayChange} />
    </div>
  );
}
