// What was published, the newest first: by whom, when, and the way back to it.
import type { HomeDesk, HomeVersion } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, homeDeskQuery } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { Done, Pill } from "../ui/parts.js";

export function Versions({ desk }: { desk: HomeDesk }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<HomeVersion>();
  const back = useMutation({
    mutationFn: async (version: number) => deskOf(id).goBackHome(version),
    onSuccess: (answer) => {
      queries.setQueryData(homeDeskQuery(id).queryKey, answer);
      setAsked(undefined);
    },
  });
  const { versions, published } = desk;
  return (
    <Card label={t("front.versions")}>
      <CardTitle>{t("front.versions")}</CardTitle>
      {versions.length === 0 ? (
        <p className="text-14 text-ink-2">{t("front.never")}</p>
      ) : (
        <ol className="divide-y divide-line">
          {versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              isShown={version.version === published.version}
              onBack={() => setAsked(version)}
            />
          ))}
        </ol>
      )}
      <Done>{back.isSuccess && t("front.back")}</Done>
      <Dialog
        title={t("front.backTo", { version: asked?.version ?? 0 })}
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
      >
        <p className="mb-4 text-14 text-ink-2">{t("front.backLead")}</p>
        <ErrorNote error={back.error} />
        <Button
          kind="primary"
          className="w-full"
          disabled={back.isPending}
          onClick={() => asked && back.mutate(asked.version)}
        >
          {t("front.goBack")}
        </Button>
      </Dialog>
    </Card>
  );
}

function Version({
  version: { version, at, by, note, from },
  isShown,
  onBack,
}: {
  version: HomeVersion;
  isShown: boolean;
  onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-14">
      <span className="min-w-0 flex-1 basis-48">
        <span className="font-medium">{t("front.version", { version })}</span>
        {note !== "" && <span className="ml-2 text-ink-2">{note}</span>}
        <span className="block text-12 text-ink-2">
          {[format.time(at), by, ...(from === null ? [] : [t("front.from", { version: from })])].join(" · ")}
        </span>
      </span>
      {isShown ? (
        <Pill tone="good">{t("front.shown")}</Pill>
      ) : (
        <Button onClick={onBack} aria-label={t("front.backTo", { version })}>
          {t("front.goBack")}
        </Button>
      )}
    </li>
  );
}
