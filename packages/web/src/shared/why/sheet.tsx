// The "why" of a figure: one sheet for the whole application, a drawer from below on a phone and from the side on a desk.
import * as Dialog from "@radix-ui/react-dialog";
import type { ReactElement, ReactNode } from "react";
import { useRouterState } from "@tanstack/react-router";
import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Close } from "../ui/close.js";

export interface Explanation {
  /** what is explained */
  title: string;
  /** the figure itself, as it was shown */
  figure?: string | undefined;
  body: ReactNode;
}

const WhyContext = createContext<(explanation: Explanation) => void>(() => undefined);

/** Opens the sheet with an explanation. */
export const useWhy = (): ((explanation: Explanation) => void) => useContext(WhyContext);

export function WhyProvider({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<{ explanation: Explanation; page: string }>();
  const page = useRouterState({ select: ({ location }) => location.pathname });
  const opener = useRef<Element | null>(null);
  const open = useCallback(
    (explanation: Explanation) => {
      opener.current = document.activeElement;
      setOpened({ explanation, page });
    },
    [page],
  );
  const close = useCallback((isOpen: boolean) => {
    if (!isOpen) setOpened(undefined);
  }, []);
  // A link inside the sheet leads away: the sheet belongs to the page that it was opened on.
  const shown = opened?.page === page ? opened.explanation : undefined;
  const sheet = useMemo(
    () => (
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="rises fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-card bg-paper shadow-float focus:outline-none md:inset-y-0 md:left-auto md:max-h-none md:w-[440px] md:rounded-none"
        >
          <div className="flex items-start justify-between gap-4 border-b border-line px-5 py-4">
            <div className="min-w-0">
              <Dialog.Title className="text-14 text-ink-2">{shown?.title}</Dialog.Title>
              {shown?.figure !== undefined && <p className="mt-1 text-28 font-semibold">{shown.figure}</p>}
            </div>
            <Close label={t("why.close")} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
            {shown?.body}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    ),
    [shown, t],
  );
  return (
    <WhyContext value={open}>
      <Dialog.Root open={shown !== undefined} onOpenChange={close}>
        {children}
        {sheet}
      </Dialog.Root>
    </WhyContext>
  );
}

/** A figure that opens its why. The dotted line says so to the eye, the hidden words to the ear. */
export function Figure({
  children,
  why,
  className = "",
}: {
  children: ReactNode;
  why: () => Explanation;
  className?: string;
}): ReactElement {
  const { t } = useTranslation();
  const open = useWhy();
  return (
    <button
      type="button"
      onClick={() => open(why())}
      className={`max-w-full text-left whitespace-nowrap underline decoration-ink-3 decoration-dotted decoration-1 underline-offset-4 hover:decoration-solid ${className}`}
    >
      {children}
      <span className="sr-only"> {t("why.ask")}</span>
    </button>
  );
}
