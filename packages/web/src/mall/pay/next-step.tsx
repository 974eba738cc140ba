// What the buyer does after choosing a channel: go to its page, scan its code, or say how play money went.
import type { PayAction, Payment } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { mall, paymentQuery } from "../queries.js";
import { Qr } from "../../shared/ui/qr.js";
import { LINK } from "../ui/styles.js";

export function NextStep({
  payment,
  action,
  onAnother,
}: {
  payment: Payment;
  action: PayAction["action"];
  onAnother: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mt-5 border-t border-line pt-5">
      {action.kind === "sandbox" ? (
        <Play payment={payment} />
      ) : action.kind === "qr" ? (
        <div className="text-center">
          <Qr text={action.code} label={t("mall.pay.qr")} className="mx-auto size-56" />
          <p className="mt-3 text-14">{t("mall.pay.scan")}</p>
        </div>
      ) : action.kind === "redirect" ? (
        <div className="text-center">
          <p className="mb-3 text-14">{t("mall.pay.redirect")}</p>
          <a href={action.url} className={linkButton("primary")}>
            {t("mall.pay.goThere")}
          </a>
        </div>
      ) : null}
      {action.kind !== "sandbox" && (
        <p aria-live="polite" className="mt-4 text-center text-14 text-ink-2">
          {t("mall.pay.waiting")}
        </p>
      )}
      <p className="mt-2 text-center">
        <button type="button" className={LINK} onClick={onAnother}>
          {t("mall.pay.another")}
        </button>
      </p>
    </div>
  );
}

function Play({ payment }: { payment: Payment }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const play = useMutation({
    mutationFn: async (outcome: "paid" | "failed") => mall(id).sandbox(payment.id, outcome),
    onSuccess: async (now) => {
      queries.setQueryData(paymentQuery(id, payment.id).queryKey, now);
      await queries.invalidateQueries({ queryKey: [id], refetchType: "none" });
    },
  });
  return (
    <div className="space-y-3">
      <p className="text-14 text-ink-2">{t("mall.pay.playMoney")}</p>
      {play.data?.state === "open" && (
        <p role="alert" className="rounded-control bg-clay-soft p-3 text-14 text-clay">
          {t("mall.pay.failed")}
        </p>
      )}
      <ErrorNote error={play.error} />
      <div className="flex flex-col gap-2 sm:flex-row">
        <Button kind="primary" className="flex-1" disabled={play.isPending} onClick={() => play.mutate("paid")}>
          {t("mall.pay.succeed")}
        </Button>
        <Button className="flex-1" disabled={play.isPending} onClick={() => play.mutate("failed")}>
          {t("mall.pay.fail")}
        </Button>
      </div>
    </div>
  );
}
