// The page as a member's phone shows it: the same blocks, in a frame of its width; nothing in it can be pressed.
import type { HomePage } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Blocks } from "../../mall/home/blocks/blocks.js";
import { Notice } from "../../shared/ui/states.js";

export function Preview({ page }: { page: HomePage }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto w-full max-w-[375px] overflow-hidden rounded-[28px] border-8 border-line bg-paper">
      <section
        // What scrolls must be reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="relative h-[640px] overflow-x-hidden overflow-y-auto"
        aria-label={t("front.preview")}
      >
        <div inert className="@container p-4">
          {page.blocks.length === 0 ? <Notice icon="home" title={t("front.empty")} /> : <Blocks page={page} />}
        </div>
      </section>
    </div>
  );
}
