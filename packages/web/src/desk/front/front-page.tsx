// The member's home on the operator's bench: blocks on the left, a phone on the right, and what was published below.
import type { HomeDesk } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DEFAULT_HOME } from "../../mall/home/default-home.js";
import { useProgramme } from "../../shared/programme.js";
import { PageTitle } from "../../shared/ui/surfaces.js";
import { homeDeskQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded } from "../ui/parts.js";
import { Editor } from "./editor.js";
import { Preview } from "./preview.js";
import { Versions } from "./versions.js";

export function FrontPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { isOperator } = useDesk();
  const query = useQuery(homeDeskQuery(id));
  return (
    <>
      <PageTitle title={t("front.heading")} lead={t("front.lead")} />
      <Loaded query={query} rows={6}>
        {(desk) => (
          <div className="space-y-4">
            {isOperator ? (
              // Publishing and going back begin anew from what is shown then.
              <Editor key={desk.published.version ?? 0} desk={desk} begin={beginOf(desk)} />
            ) : (
              <Preview page={beginOf(desk)} />
            )}
            <Versions desk={desk} />
          </div>
        )}
      </Loaded>
    </>
  );
}

/** The draft, else what is shown now. */
const beginOf = ({ draft, published }: HomeDesk) => draft?.page ?? published.page ?? DEFAULT_HOME;
