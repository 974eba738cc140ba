// The store that sends an order: said here, and another one chosen while the goods have not left.
import type { OrderDetail } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { deskOf, sourcesQuery, stale } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { Loaded, Pill } from "../ui/parts.js";

export function Source({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const mayChange = order.actions.includes("source");
  if (order.from === null && !mayChange) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
      <p className="text-14">
        <span className="block text-12 text-ink-2">{t("desk.source.title")}</span>
        {order.from?.title ?? t("desk.source.loose")}
      </p>
      {mayChange && <Button onClick={() => setOpen(true)}>{t("desk.source.change")}</Button>}
      <Dialog title={t("desk.source.change")} open={open} onClose={() => setOpen(false)}>
        <Choose order={order} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function Choose({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const query = useQuery(sourcesQuery(id, order.id));
  const choose = useMutation({
    mutationFn: async (store: string | null) => deskOf(id).setSource(order.id, store),
    onSuccess: async () => {
      await stale(queries, id);
      onDone();
    },
  });
  return (
    <>
      <p className="mb-3 text-14 text-ink-2">{t("desk.source.lead")}</p>
      <ErrorNote error={choose.error} />
      <Loaded query={query}>
        {({ stores, loose }) => {
          const rows = [
            ...stores.map(({ id: store, title, holds }) => ({ store, title, holds })),
            { store: null, title: t("desk.source.loose"), holds: loose },
          ];
          return (
            <ul className="divide-y divide-line">
              {rows.map(({ store, title, holds }) => {
                const isNow = (order.from?.id ?? null) === store;
                return (
                  <li key={store ?? ""} className="flex items-center gap-3 py-2">
                    <span className="min-w-0 flex-1 text-14">{title}</span>
                    {!holds && <Pill tone="bad">{t("desk.source.short")}</Pill>}
                    {isNow ? (
                      <Pill tone="good">{t("desk.source.now")}</Pill>
                    ) : (
                      <Button
                        disabled={!holds || choose.isPending}
                        aria-label={t("desk.source.chooseOf", { store: title })}
                        onClick={() => choose.mutate(store)}
                      >
                        {t("desk.source.choose")}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Loaded>
    </>
  );
}
