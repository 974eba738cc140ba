// A page that is not there: says so, and shows the way back.
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { linkButton } from "../ui/controls.js";
import { PageTitle } from "../ui/surfaces.js";
import { Frame } from "./shell.js";

/** The notice within a frame; `what` names the thing that was looked for. */
export function Lost({ what }: { what?: string | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[560px] py-8 text-center">
      <svg
        viewBox="0 0 240 150"
        className="mx-auto mb-6 w-60 text-ink-3"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        <path d="M20 128h200" strokeWidth="1.5" strokeLinecap="round" />
        <path
          d="M120 128V70M120 92c-26 0-38-14-38-38 24 0 38 12 38 38Zm0 16c20 0 32-11 32-32-20 0-32 11-32 32Z"
          stroke="var(--leaf)"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path
          d="M172 60c6 3 9 8 9 14M190 92c-4 6-10 9-17 8"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeDasharray="2 5"
        />
        <path d="M178 124c8-7 17-7 24-1-8 6-17 6-24 1Z" stroke="var(--leaf)" strokeWidth="2" strokeLinejoin="round" />
      </svg>
      <PageTitleCentred title={what === undefined ? t("lost.title") : t("lost.what", { what })} />
      <p className="mx-auto mb-6 max-w-[40ch] text-16 text-ink-2">{t("lost.body")}</p>
      <Link to="/" className={linkButton("primary")}>
        {t("lost.home")}
      </Link>
    </div>
  );
}

const PageTitleCentred = ({ title }: { title: string }): ReactElement => (
  <div className="flex justify-center">
    <PageTitle title={title} />
  </div>
);

export function LostPage(): ReactElement {
  return (
    <Frame>
      <Lost />
    </Frame>
  );
}
