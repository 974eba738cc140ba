// What went wrong with a deed, in the reader's language, with the way out; beside the button that was pressed.
import { ApiError } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** Nothing is drawn without an error. */
export function ErrorNote({ error }: { error: Error | null | undefined }): ReactElement | null {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <div role="alert" className="rounded-control bg-clay-soft p-3 text-14">
      <p className="font-medium text-clay">
        {problem ? t(`code.${problem.code}`, { defaultValue: problem.title }) : t("state.offline.title")}
      </p>
      <p className="text-ink-2">
        {problem ? t(`way.${problem.code}`, { defaultValue: problem.right }) : t("state.offline.body")}
      </p>
    </div>
  );
}
