// The first page: which programme, and through which door.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ProgrammeBrief } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { programmesQuery } from "./shared/api/queries.js";
import { languageOf } from "./shared/i18n/i18n.js";
import { Frame } from "./shared/shell/shell.js";
import type { IconName } from "./shared/ui/icons.js";
import { Icon } from "./shared/ui/icons.js";
import { Bone, Failure, Notice, Waiting } from "./shared/ui/states.js";
import { Card, PageTitle } from "./shared/ui/surfaces.js";

export function StartPage(): ReactElement {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(programmesQuery);
  return (
    <Frame>
      <div className="mx-auto max-w-[960px] sm:pt-6">
        <PageTitle title={t("start.title")} lead={t("start.lead")} />
        {error ? (
          <Card>
            <Failure error={error} onRetry={() => void refetch()} />
          </Card>
        ) : data === undefined ? (
          <Waiting>
            <Card>
              <Bone className="h-6 w-40" />
              <div className="mt-5 grid gap-3 sm:grid-cols-2">
                {[0, 1, 2, 3].map((door) => (
                  <Bone key={door} className="h-20 w-full" />
                ))}
              </div>
            </Card>
          </Waiting>
        ) : data.programmes.length === 0 ? (
          <Card>
            <Notice icon="leaf" title={t("start.empty.title")}>
              {t("start.empty.body")}
            </Notice>
          </Card>
        ) : (
          <div className="space-y-4">
            {data.programmes.map((programme) => (
              <Doors key={programme.id} programme={programme} />
            ))}
          </div>
        )}
        <Link
          to="/studio"
          className="mt-4 flex items-start gap-3 rounded-card border border-line bg-paper p-4 transition-colors duration-150 hover:border-leaf hover:bg-leaf-soft"
        >
          <span className="mt-0.5 text-leaf">
            <Icon name="studio" size={22} />
          </span>
          <span className="min-w-0">
            <span className="block text-16 font-semibold">{t("nav.studio")}</span>
            <span className="block text-14 text-ink-2">{t("start.studio")}</span>
          </span>
        </Link>
      </div>
    </Frame>
  );
}

function Doors({ programme }: { programme: ProgrammeBrief }): ReactElement {
  const { t, i18n } = useTranslation();
  const title = languageOf(i18n.language) === "en" ? programme.title.en : programme.title.zh;
  const doors = [
    { to: "/p/$programme/mall", icon: "shop", name: t("nav.mall"), what: t("start.mall") },
    { to: "/p/$programme/desk", icon: "orders", name: t("nav.desk"), what: t("start.desk") },
    { to: "/p/$programme/wallet", icon: "wallet", name: t("nav.wallet"), what: t("start.wallet") },
    { to: "/p/$programme/plan", icon: "plan", name: t("nav.plan"), what: t("start.plan") },
    { to: "/p/$programme/till", icon: "till", name: t("nav.till"), what: t("start.till") },
    { to: "/p/$programme/console", icon: "overview", name: t("nav.console"), what: t("start.console") },
  ] as const satisfies readonly { to: string; icon: IconName; name: string; what: string }[];
  return (
    <Card label={title}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-20 font-semibold">{title}</h2>
        <p className="text-12 text-ink-2">
          {t("start.version", { plan: programme.plan, version: programme.version })}
          {programme.mode === "demo" && ` · ${t("start.demo")}`}
        </p>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2">
        {doors.map(({ to, icon, name, what }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ programme: programme.id }}
              className="flex h-full items-start gap-3 rounded-card border border-line bg-paper p-4 transition-colors duration-150 hover:border-leaf hover:bg-leaf-soft"
            >
              <span className="mt-0.5 text-leaf">
                <Icon name={icon} size={22} />
              </span>
              <span className="min-w-0">
                <span className="block text-16 font-semibold">{name}</span>
                <span className="block text-14 text-ink-2">{what}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
