// The documents of an application: licence, proof of identity, photos of the shop; and handing it in once the licence is there.
import type { MerchantApplication } from "@perennial/api";
import { createDeskClient } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { deskOf, stale } from "../data/queries.js";
import { Uploader } from "../ui/uploader.js";

const KINDS = ["licence", "identity", "photo", "other"] as const;
const ACCEPT = "application/pdf,image/jpeg,image/png,image/webp";

export function Documents({
  application,
  onEdit,
}: {
  application: MerchantApplication;
  onEdit: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const hasLicence = application.documents.some(({ kind }) => kind === "licence");
  const submit = useMutation({
    mutationFn: async () => deskOf(id).submit(application.id),
    onSuccess: async () => stale(queries, id),
  });
  return (
    <div className="space-y-5">
      <p className="text-14 text-ink-2">{t("desk.document.lead")}</p>
      <ul className="divide-y divide-line">
        {KINDS.map((kind) => {
          const own = application.documents.filter((each) => each.kind === kind);
          return (
            <li key={kind} className="grid gap-3 py-4 first:pt-0 sm:grid-cols-[1fr_auto]">
              <div className="min-w-0">
                <p className="text-14 font-medium">
                  {t(`desk.document.${kind}`)}
                  {kind === "licence" && <span className="ml-2 text-12 text-amber">{t("desk.document.needed")}</span>}
                </p>
                <p className="text-12 text-ink-3">{t(`desk.document.hint.${kind}`)}</p>
                {own.length > 0 && (
                  <p className="mt-1 flex items-center gap-1 text-14 text-leaf">
                    <Icon name="check" size={16} />
                    {t("desk.document.there", { count: own.length })}
                  </p>
                )}
              </div>
              <Uploader
                label={t("desk.document.add", { kind: t(`desk.document.${kind}`) })}
                accept={ACCEPT}
                send={async (file, tell) => {
                  await createDeskClient(id, { fetch: tell }).addDocument(application.id, kind, file);
                  await stale(queries, id);
                }}
              />
            </li>
          );
        })}
      </ul>
      <ErrorNote error={submit.error} />
      {!hasLicence && <p className="text-14 text-amber">{t("desk.document.first")}</p>}
      <div className="flex flex-wrap gap-3">
        <Button
          kind="primary"
          className="max-sm:w-full"
          disabled={!hasLicence || submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t("desk.apply.submit")}
        </Button>
        <Button onClick={onEdit}>{t("desk.apply.edit")}</Button>
      </div>
    </div>
  );
}
