// The navigation of the desk, and the drawer that holds it on a phone.
import * as Radix from "@radix-ui/react-dialog";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useSignOut } from "../../shared/session/session.js";
import { Close } from "../../shared/ui/close.js";
import { Icon } from "../../shared/ui/icons.js";
import { sectionsOf } from "./pages.js";
import { useDesk } from "./seat.js";

const ITEM =
  "flex min-h-11 w-full items-center gap-3 rounded-control px-3 text-14 text-ink-2 hover:bg-paper-2 hover:text-ink data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf";

export function DeskNav(): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("desk.nav.label")} className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto">
      <Ways />
    </nav>
  );
}

function Ways({ onGo }: { onGo?: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const desk = useDesk();
  const signOut = useSignOut();
  const path = useRouterState({ select: ({ location }) => decodeURIComponent(location.pathname) });
  const isHere = (to: string): boolean => {
    const own = to.replace("$programme", id);
    return path === own || (!own.endsWith("/desk") && path.startsWith(`${own}/`));
  };
  return (
    <>
      {sectionsOf(desk).map(({ word, pages }) => (
        <div key={word} className="mb-3">
          {word !== "" && <p className="px-3 py-1 text-12 text-ink-3">{t(`desk.section.${word}`)}</p>}
          <ul>
            {pages.map(({ to, icon, word: name }) => (
              <li key={to}>
                <Link
                  to={to}
                  params={{ programme: id }}
                  className={ITEM}
                  data-here={isHere(to) || undefined}
                  aria-current={isHere(to) ? "page" : undefined}
                  {...(onGo && { onClick: onGo })}
                >
                  <Icon name={icon} size={18} />
                  {t(`desk.nav.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <ul className="border-t border-line pt-3">
        <li>
          <Link to="/p/$programme/mall" params={{ programme: id }} className={ITEM}>
            <Icon name="home" size={18} />
            {t("desk.nav.mall")}
          </Link>
        </li>
        <li>
          <button type="button" className={ITEM} onClick={() => void signOut()}>
            <Icon name="out" size={18} />
            {t("session.signOut")}
          </button>
        </li>
      </ul>
    </>
  );
}

/** The drawer of a phone, with the button that opens it. */
export function DeskMenu(): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger
        aria-label={t("desk.nav.open")}
        className="ml-auto flex size-11 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-paper-2 lg:hidden"
      >
        <Icon name="menu" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil lg:hidden" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-[min(300px,84vw)] flex-col bg-paper shadow-float focus:outline-none lg:hidden"
        >
          <div className="flex items-center justify-between border-b border-line px-4 py-1.5">
            <Radix.Title className="text-16 font-semibold">{t("desk.title")}</Radix.Title>
            <Close label={t("desk.close")} />
          </div>
          <nav aria-label={t("desk.nav.label")} className="min-h-0 flex-1 overflow-y-auto p-3">
            <Ways onGo={() => setOpen(false)} />
          </nav>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
