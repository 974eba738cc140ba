// A question in front of the page: from below on a phone, in the middle on a desk. It closes by Escape, by its cross and by what was done.
import * as Radix from "@radix-ui/react-dialog";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Close } from "./close.js";

export function Dialog({
  title,
  open,
  onClose,
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="rises fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-card bg-paper shadow-float focus:outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(520px,92vw)] sm:-translate-1/2 sm:rounded-card"
        >
          <div className="flex items-center justify-between gap-4 border-b border-line px-5 py-3">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            <Close label={t("why.close")} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
