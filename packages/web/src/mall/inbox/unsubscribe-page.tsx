// The way out that stands in every mail and message: one tap, by whoever has the link, signed in or not.
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgrammeId } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { inboxOf } from "./queries.js";

export function UnsubscribePage(): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const { token } = useSearch({ strict: false });
  const stop = useMutation({ mutationFn: async () => inboxOf(id).unsubscribe(token ?? "") });
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("inbox.out.title")} />
      <Card>
        {stop.data ? (
          <Notice icon="check" title={t(`inbox.out.done.${stop.data.channel}`)}>
            {t("inbox.out.doneBody")}
          </Notice>
        ) : (
          <div className="space-y-4">
            <p className="text-14">{t("inbox.out.body")}</p>
            <ErrorNote error={stop.error} />
            <Button
              kind="primary"
              className="w-full"
              disabled={stop.isPending || token === undefined}
              onClick={() => stop.mutate()}
            >
              {t("inbox.out.do")}
            </Button>
          </div>
        )}
      </Card>
    </div>
  );
}
