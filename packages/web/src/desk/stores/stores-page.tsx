// The stores of a shop, each with its place and hours; one leads to its form.
import type { Store } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { storesQuery } from "../data/queries.js";
import { Picture } from "../orders/orders-page.js";
import { useDesk } from "../shell/seat.js";
import { Loaded, Pill } from "../ui/parts.js";

export function StoresPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { whose } = useDesk();
  const query = useQuery(storesQuery(id, whose));
  return (
    <>
      <PageTitle title={t("desk.nav.stores")} lead={t("desk.store.lead")}>
        <Link to="/p/$programme/desk/stores/new" params={{ programme: id }} className={linkButton("primary")}>
          <Icon name="plus" size={18} />
          {t("desk.store.add")}
        </Link>
      </PageTitle>
      <Card>
        <Loaded query={query}>
          {({ stores }) =>
            stores.length === 0 ? (
              <Notice icon="place" title={t("desk.store.none.title")}>
                {t("desk.store.none.body")}
              </Notice>
            ) : (
              <ul className="divide-y divide-line">
                {stores.map((store) => (
                  <Row key={store.id} store={store} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function Row({ store }: { store: Store }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <li>
      <Link
        to="/p/$programme/desk/stores/$store"
        params={{ programme: id, store: store.id }}
        className="-mx-2 flex items-start gap-3 rounded-control px-2 py-3 hover:bg-paper"
      >
        <Picture photo={store.photo?.id ?? null} programme={id} />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-3">
            <span className="text-14 font-medium">{store.title}</span>
            {!store.open && <Pill tone="waits">{t("desk.store.shut")}</Pill>}
            {store.open && !store.ships && <Pill tone="plain">{t("desk.store.noShips")}</Pill>}
          </span>
          <span className="mt-0.5 block text-12 text-ink-2">
            {[store.address, store.hours].filter(Boolean).join(" · ")}
          </span>
        </span>
        <span className="text-ink-3">
          <Icon name="right" size={18} />
        </span>
      </Link>
    </li>
  );
}
