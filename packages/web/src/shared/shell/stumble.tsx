// What stands in the place of a page that broke: a way to draw it again.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/controls.js";
import { Card } from "../ui/surfaces.js";
import { Notice } from "../ui/states.js";

export function Stumble({ error, reset }: { error: unknown; reset: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card>
      <div role="alert">
        <Notice
          icon="warning"
          title={t("state.broken.title")}
          action={<Button onClick={reset}>{t("state.retry")}</Button>}
        >
          <p>{t("state.broken.body")}</p>
          <p className="mt-2 font-mono text-12 break-all" lang="en">
            {error instanceof Error ? error.message : String(error)}
          </p>
        </Notice>
      </div>
    </Card>
  );
}
