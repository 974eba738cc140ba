// One's data to take along, and the end of an account: what it means is said first, and no single tap does it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accounts, forget } from "../../shared/session/session.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { handOver } from "../ui/file.js";

export function OwnData(): ReactElement {
  const { t } = useTranslation();
  const take = useMutation({
    mutationFn: async () => {
      const data = await accounts.exportData();
      handOver(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }), "perennial-my-data.json");
    },
  });
  return (
    <Card label={t("mall.data.title")}>
      <CardTitle>{t("mall.data.title")}</CardTitle>
      <p className="mb-3 text-14 text-ink-2">{t("mall.data.lead")}</p>
      <ErrorNote error={take.error} />
      <Button className="mt-1 w-full sm:w-auto" disabled={take.isPending} onClick={() => take.mutate()}>
        <Icon name="down" size={18} />
        {t("mall.data.take")}
      </Button>
    </Card>
  );
}

export function LeaveCard(): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const leave = useMutation({
    mutationFn: async () => accounts.leave(),
    onSuccess: () => forget(queries),
  });
  const word = t("mall.leave.word");
  return (
    <details className="rounded-card border border-line bg-paper-2 px-4 sm:px-5">
      <summary className="min-h-12 content-center text-14 text-clay">{t("mall.leave.title")}</summary>
      <div className="pb-5">
        <ul className="list-disc space-y-1 pl-5 text-14">
          <li>{t("mall.leave.erased")}</li>
          <li>{t("mall.leave.ledger")}</li>
          <li>{t("mall.leave.worth")}</li>
          <li>{t("mall.leave.open")}</li>
        </ul>
        <form
          className="mt-4 space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === word) leave.mutate();
          }}
        >
          <Field
            label={t("mall.leave.type", { word })}
            name="confirm"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <ErrorNote error={leave.error} />
          <Button type="submit" className="border-clay text-clay" disabled={typed.trim() !== word || leave.isPending}>
            {t("mall.leave.do")}
          </Button>
        </form>
      </div>
    </details>
  );
}
