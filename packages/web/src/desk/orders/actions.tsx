// What the seller may do with an order now: ship it or hand it over, cancel it, settle it again. The service says what is open.
import type { OrderDetail } from "@perennial/api";
import { shipBody } from "@perennial/api/schemas";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { deskOf, mallOf, stale } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { useForm } from "../ui/form.js";
import { FormEnd } from "../ui/parts.js";

const CARRIERS = ["顺丰", "中通", "圆通", "韵达", "申通", "京东", "EMS", "极兔"];

/** Does something to the order and shows it as it is then. */
function useDeed(deed: () => Promise<unknown>) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  return useMutation({ mutationFn: deed, onSuccess: async () => stale(queries, id) });
}

export function Actions({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { isOperator } = useDesk();
  const [open, setOpen] = useState<"ship" | "cancel">();
  const hand = useDeed(async () => deskOf(id).ship(order.id, {}));
  const cancel = useDeed(async () => mallOf(id).cancel(order.id));
  const settle = useDeed(async () => deskOf(id).settleAgain(order.id));
  const may = (action: string): boolean => order.actions.includes(action);
  const close = (): void => setOpen(undefined);
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-3 empty:hidden">
        {may("ship") && (
          <Button kind="primary" onClick={() => setOpen("ship")}>
            {t("desk.ship.go")}
          </Button>
        )}
        {may("hand") && (
          <Button kind="primary" disabled={hand.isPending} onClick={() => hand.mutate()}>
            {t("desk.ship.hand")}
          </Button>
        )}
        {may("cancel") && <Button onClick={() => setOpen("cancel")}>{t("desk.order.cancel")}</Button>}
        {may("settle") && isOperator && (
          <Button disabled={settle.isPending} onClick={() => settle.mutate()}>
            {t("desk.order.settle")}
          </Button>
        )}
      </div>
      <ErrorNote error={hand.error ?? settle.error} />
      <Dialog title={t("desk.ship.title")} open={open === "ship"} onClose={close}>
        <Ship order={order.id} onDone={close} />
      </Dialog>
      <Dialog title={t("desk.order.cancelTitle")} open={open === "cancel"} onClose={close}>
        <p className="mb-4 text-14 text-ink-2">{t("desk.order.cancelBody")}</p>
        <ErrorNote error={cancel.error} />
        <Button
          kind="primary"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(undefined, { onSuccess: close })}
        >
          {t("desk.order.cancel")}
        </Button>
      </Dialog>
    </>
  );
}

function Ship({ order, onDone }: { order: string; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const carriers = useId();
  const form = useForm({
    initial: { carrier: "", number: "" },
    schema: shipBody
      .required()
      .refine(({ carrier }) => carrier !== "", { path: ["carrier"] })
      .refine(({ number }) => number !== "", { path: ["number"] }),
    body: (draft) => draft,
    send: async (body) => {
      await deskOf(id).ship(order, body);
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <Field
        label={t("desk.ship.carrier")}
        list={carriers}
        autoComplete="off"
        maxLength={60}
        value={draft.carrier}
        onChange={({ target }) => set("carrier", target.value)}
        error={fault("carrier")}
      />
      <datalist id={carriers}>
        {CARRIERS.map((carrier) => (
          <option key={carrier} value={carrier}>
            {carrier}
          </option>
        ))}
      </datalist>
      <Field
        label={t("desk.ship.number")}
        autoComplete="off"
        maxLength={60}
        value={draft.number}
        onChange={({ target }) => set("number", target.value)}
        error={fault("number")}
      />
      <FormEnd form={form} label={t("desk.ship.confirm")} />
    </form>
  );
}
