// The frame around every page: the mark, the way to the other faces, language and theme, and a word when the network is gone.
import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, languageOf } from "../i18n/i18n.js";
import type { ThemeChoice } from "../tokens/theme.js";
import { chooseTheme, useThemeChoice } from "../tokens/theme.js";
import { Icon, Mark } from "../ui/icons.js";
import { useOnline } from "../ui/states.js";

const ROUND =
  "flex size-11 items-center justify-center rounded-control text-14 font-medium text-ink-2 hover:bg-paper-2 hover:text-ink";

function LanguageSwitch(): ReactElement {
  const { t, i18n } = useTranslation();
  const next = languageOf(i18n.language) === "en" ? "zh-CN" : "en";
  return (
    <button type="button" className={ROUND} lang={next} onClick={() => void chooseLanguage(next)}>
      <span aria-hidden="true">{next === "en" ? "EN" : "中"}</span>
      <span className="sr-only">{t("shell.otherLanguage")}</span>
    </button>
  );
}

const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" } as const satisfies Record<ThemeChoice, ThemeChoice>;
const THEME_ICON = { auto: "auto", light: "sun", dark: "moon" } as const;

function ThemeSwitch(): ReactElement {
  const { t } = useTranslation();
  const choice = useThemeChoice();
  const words = { auto: t("shell.themeAuto"), light: t("shell.themeLight"), dark: t("shell.themeDark") };
  return (
    <button type="button" className={ROUND} title={words[choice]} onClick={() => chooseTheme(NEXT_THEME[choice])}>
      <Icon name={THEME_ICON[choice]} />
      <span className="sr-only">{words[choice]}</span>
    </button>
  );
}

/** The bar above and the column below; `bar`: what stands between the mark and the switches; `foot`: under the thumb on a phone. */
export function Frame({
  bar,
  foot,
  children,
}: {
  bar?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-paper focus:px-4 focus:py-3"
      >
        {t("shell.skip")}
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-paper">
        <div className="mx-auto flex h-14 max-w-[1240px] items-center gap-2 pr-1 pl-4 sm:pr-4 sm:pl-6">
          <Link to="/" className="flex shrink-0 items-center gap-2 rounded-control" aria-label={t("shell.home")}>
            <Mark />
            <span className="hidden text-16 font-semibold sm:inline">{t("shell.brand")}</span>
          </Link>
          <div className="flex min-w-0 flex-1 items-center">{bar}</div>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      {!online && (
        <p
          aria-live="polite"
          className="flex items-center justify-center gap-2 bg-amber-soft px-4 py-2 text-14 text-amber"
        >
          <Icon name="offline" size={18} />
          {t("shell.offline")}
        </p>
      )}
      <main
        id="page"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1240px] flex-1 px-4 py-5 outline-none sm:px-6 sm:py-8"
      >
        {children}
      </main>
      {foot}
    </div>
  );
}
