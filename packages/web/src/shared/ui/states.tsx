// The states every page has besides being full: empty, waiting, failed, offline. Each says what to do next.
import { ApiError } from "@perennial/api";
import type { ReactElement, ReactNode } from "react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./controls.js";
import type { IconName } from "./icons.js";
import { Icon } from "./icons.js";

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** Whether the browser believes that it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

export function Notice({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}): ReactElement {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <span className="mb-1 flex size-12 items-center justify-center rounded-full bg-leaf-soft text-leaf">
        <Icon name={icon} size={24} />
      </span>
      <p className="text-16 font-semibold">{title}</p>
      {children !== undefined && <div className="max-w-[44ch] text-14 text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** What a failed question says: what is wrong, what would be right, and another try. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }): ReactElement {
  const { t } = useTranslation();
  const online = useOnline();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const isOffline = !online || problem === undefined;
  return (
    <div role="alert">
      <Notice
        icon={isOffline ? "offline" : "warning"}
        title={problem ? t(`code.${problem.code}`, { defaultValue: problem.title }) : t("state.offline.title")}
        action={onRetry && <Button onClick={onRetry}>{t("state.retry")}</Button>}
      >
        {problem ? (
          <>
            <p lang="en">{problem.wrong}</p>
            <p className="mt-1 text-12 text-ink-3">{t("state.right", { right: problem.right })}</p>
          </>
        ) : (
          t("state.offline.body")
        )}
      </Notice>
    </div>
  );
}

/** A grey bar in the place of a text or a figure. */
export const Bone = ({ className }: { className: string }): ReactElement => <div className={`skeleton ${className}`} />;

/** The skeleton of a page or card: grey shapes for the eye, one word for the ear. */
export function Waiting({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <div aria-live="polite" aria-busy="true">
      <span className="sr-only">{t("state.loading")}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

export function BoneRows({ rows }: { rows: number }): ReactElement {
  return (
    <div className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center justify-between gap-6 py-4">
          <div className="flex-1 space-y-2">
            <Bone className="h-4 w-2/5" />
            <Bone className="h-3 w-4/5" />
          </div>
          <Bone className="h-5 w-20" />
        </div>
      ))}
    </div>
  );
}

/** What stands in the place of an answer: why there is none, with another try, or the shape of what is on its way. */
export function Pending({
  error,
  onRetry,
  rows,
}: {
  error: Error | null;
  onRetry: () => unknown;
  rows: number;
}): ReactElement {
  if (error) return <Failure error={error} onRetry={() => void onRetry()} />;
  return (
    <Waiting>
      <BoneRows rows={rows} />
    </Waiting>
  );
}
