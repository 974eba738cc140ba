// The frame of a programme's pages: loads what the pages need to speak of it, and leads from one face to the next.
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { programmeQuery, programmesQuery } from "../api/queries.js";
import { languageOf } from "../i18n/i18n.js";
import { lastHolderKey, ProgrammeContext } from "../programme.js";
import { recall } from "../storage.js";
import { Card } from "../ui/surfaces.js";
import type { IconName } from "../ui/icons.js";
import { Icon } from "../ui/icons.js";
import { Bone, BoneRows, Failure, Waiting } from "../ui/states.js";
import { WhyProvider } from "../why/sheet.js";
import { Lost } from "./lost.js";
import { Frame } from "./shell.js";

export function ProgrammeFrame(): ReactElement {
  const id = useParams({ strict: false, select: ({ programme }) => programme ?? "" });
  const { data, error, refetch } = useQuery(programmeQuery(id));
  return (
    <Frame bar={<Bar id={id} />} foot={<TabBar id={id} />}>
      {data ? (
        <ProgrammeContext value={data}>
          <WhyProvider>
            <Outlet />
          </WhyProvider>
        </ProgrammeContext>
      ) : (
        <NoProgramme error={error} onRetry={refetch} />
      )}
    </Frame>
  );
}

/** In the place of a programme that is not there, or not yet. */
export function NoProgramme({ error, onRetry }: { error: Error | null; onRetry: () => unknown }): ReactElement {
  if (!error) return <PageBones />;
  if (error instanceof ApiError && error.problem.code === "not_found") return <Lost />;
  return (
    <>
      <Unnamed />
      <Card>
        <Failure error={error} onRetry={() => void onRetry()} />
      </Card>
    </>
  );
}

/** A heading for the ear while the page has no name of its own yet. */
function Unnamed(): ReactElement {
  const { t } = useTranslation();
  return <h1 className="sr-only">{t("shell.brand")}</h1>;
}

/** The shape of a page before anything is known of it. */
export function PageBones(): ReactElement {
  return (
    <>
      <Unnamed />
      <Waiting>
        <Bone className="mb-6 h-8 w-40" />
        <Card>
          <Bone className="h-4 w-24" />
          <Bone className="mt-3 h-10 w-56" />
          <BoneRows rows={4} />
        </Card>
      </Waiting>
    </>
  );
}

const FACES = [
  { to: "/p/$programme/mall", icon: "shop", word: "nav.mall" },
  { to: "/p/$programme/wallet", icon: "wallet", word: "nav.wallet" },
  { to: "/p/$programme/plan", icon: "plan", word: "nav.plan" },
  { to: "/p/$programme/till", icon: "till", word: "nav.till" },
  { to: "/p/$programme/console", icon: "overview", word: "nav.console" },
] as const satisfies readonly { to: string; icon: IconName; word: string }[];

function Faces({ id, className }: { id: string; className: string }): ReactElement {
  const { t } = useTranslation();
  const words = {
    "nav.mall": t("nav.mall"),
    "nav.wallet": t("nav.wallet"),
    "nav.plan": t("nav.plan"),
    "nav.till": t("nav.till"),
    "nav.console": t("nav.console"),
  };
  const holder = recall(lastHolderKey(id));
  const face = useRouterState({ select: ({ location }) => location.pathname.split("/")[3] });
  return (
    <>
      {FACES.map(({ to, icon, word }) => {
        const isOwn = to === "/p/$programme/wallet" && holder !== null;
        return (
          <Link
            key={to}
            to={isOwn ? "/p/$programme/wallet/$holder" : to}
            params={{ programme: id, ...(isOwn && { holder }) }}
            className={className}
            data-here={to.endsWith(`/${face}`) || undefined}
          >
            <Icon name={icon} />
            {words[word]}
          </Link>
        );
      })}
    </>
  );
}

function Bar({ id }: { id: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <ProgrammeSwitch id={id} />
      <nav aria-label={t("nav.faces")} className="ml-auto hidden items-center gap-1 pr-2 md:flex">
        <Faces
          id={id}
          className="flex min-h-11 items-center gap-2 rounded-control px-3 text-14 text-ink-2 hover:text-ink data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf"
        />
      </nav>
    </>
  );
}

function TabBar({ id }: { id: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t("nav.faces")}
      className="sticky bottom-0 z-30 grid grid-cols-5 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <Faces
        id={id}
        className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-12 text-ink-2 data-here:font-medium data-here:text-leaf"
      />
    </nav>
  );
}

/** The programme's name; a choice when there are several. */
function ProgrammeSwitch({ id }: { id: string }): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(programmesQuery);
  const english = languageOf(i18n.language) === "en";
  const programmes = data?.programmes ?? [];
  const here = programmes.find((each) => each.id === id);
  if (programmes.length < 2)
    return (
      <span className="truncate border-line text-14 text-ink-2 sm:ml-2 sm:border-l sm:pl-4">
        {here && (english ? here.title.en : here.title.zh)}
      </span>
    );
  return (
    <select
      aria-label={t("shell.programme")}
      value={here ? id : ""}
      onChange={({ target }) => void navigate({ to: "/p/$programme/plan", params: { programme: target.value } })}
      className="min-h-11 max-w-[46vw] truncate rounded-control border border-transparent bg-paper px-2 text-14 text-ink hover:border-line md:max-w-[220px]"
    >
      {!here && <option value="">{id}</option>}
      {programmes.map(({ id: each, title }) => (
        <option key={each} value={each}>
          {english ? title.en : title.zh}
        </option>
      ))}
    </select>
  );
}
