// The frame of the mall: the way between its rooms, under the thumb on a phone and above on a desk.
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams, useRouterState } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { programmeQuery } from "../../shared/api/queries.js";
import { languageOf } from "../../shared/i18n/i18n.js";
import { ProgrammeContext } from "../../shared/programme.js";
import { SignInNotice } from "../../shared/session/gate.js";
import { useSession } from "../../shared/session/session.js";
import { NoProgramme } from "../../shared/shell/programme-frame.js";
import { Frame } from "../../shared/shell/shell.js";
import { Card } from "../../shared/ui/surfaces.js";
import type { IconName } from "../../shared/ui/icons.js";
import { Icon } from "../../shared/ui/icons.js";
import { WhyProvider } from "../../shared/why/sheet.js";
import { Bell } from "../inbox/bell.js";
import { cartQuery } from "../queries.js";
import { startWorker } from "./worker.js";

const ROOMS = [
  { to: "/p/$programme/mall", icon: "home", word: "mall.nav.home", faces: [undefined, "product"] },
  { to: "/p/$programme/mall/nearby", icon: "place", word: "mall.nav.nearby", faces: ["nearby"] },
  { to: "/p/$programme/mall/cart", icon: "cart", word: "mall.nav.cart", faces: ["cart", "checkout"] },
  { to: "/p/$programme/mall/orders", icon: "orders", word: "mall.nav.orders", faces: ["orders", "pay"] },
  {
    to: "/p/$programme/mall/me",
    icon: "person",
    word: "mall.nav.me",
    faces: [
      "me",
      "team",
      "addresses",
      "wallet",
      "points",
      "plan",
      "prospectus",
      "sign-in",
      "join",
      "password",
      "verify",
      "inbox",
      "statements",
    ],
  },
] as const satisfies readonly { to: string; icon: IconName; word: string; faces: readonly (string | undefined)[] }[];

export function MallFrame(): ReactElement {
  const { t, i18n } = useTranslation();
  const id = useParams({ strict: false, select: ({ programme }) => programme ?? "" });
  const { data, error, refetch } = useQuery(programmeQuery(id));
  useEffect(startWorker, []);
  const title = data && (languageOf(i18n.language) === "en" ? data.title.en : data.title.zh);
  return (
    <Frame
      bar={
        <>
          <span className="truncate text-14 text-ink-2 sm:ml-2 sm:border-l sm:border-line sm:pl-4">{title}</span>
          <nav aria-label={t("mall.nav.rooms")} className="ml-auto hidden items-center gap-1 pr-2 md:flex">
            <Rooms
              id={id}
              className="relative flex min-h-11 items-center gap-2 rounded-control px-3 text-14 text-ink-2 hover:text-ink data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf"
            />
          </nav>
          <Bell id={id} />
        </>
      }
      foot={
        <nav
          aria-label={t("mall.nav.rooms")}
          className="sticky bottom-0 z-30 grid grid-cols-5 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
        >
          <Rooms
            id={id}
            className="relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-12 text-ink-2 data-here:font-medium data-here:text-leaf"
          />
        </nav>
      }
    >
      {data ? (
        <ProgrammeContext value={data}>
          <WhyProvider>
            <Outlet />
          </WhyProvider>
        </ProgrammeContext>
      ) : error instanceof ApiError && error.problem.code === "unauthorised" ? (
        <Stranger />
      ) : (
        <NoProgramme error={error} onRetry={refetch} />
      )}
    </Frame>
  );
}

/** What whoever is not signed in may open even there. */
const OPEN_FACES: ReadonlySet<string | undefined> = new Set(["sign-in", "password", "verify", "unsubscribe"]);

/** A programme that shows itself to nobody who is not signed in: the ways in stand open, the other rooms lead to them. */
function Stranger(): ReactElement {
  const { t } = useTranslation();
  const face = useRouterState({ select: ({ location }) => location.pathname.split("/")[4] });
  if (OPEN_FACES.has(face)) return <Outlet />;
  return (
    <Card>
      <h1 className="sr-only">{t("shell.brand")}</h1>
      <SignInNotice />
    </Card>
  );
}

function Rooms({ id, className }: { id: string; className: string }): ReactElement {
  const { t } = useTranslation();
  const words = {
    "mall.nav.home": t("mall.nav.home"),
    "mall.nav.nearby": t("mall.nav.nearby"),
    "mall.nav.cart": t("mall.nav.cart"),
    "mall.nav.orders": t("mall.nav.orders"),
    "mall.nav.me": t("mall.nav.me"),
  };
  const face = useRouterState({ select: ({ location }) => location.pathname.split("/")[4] });
  return (
    <>
      {ROOMS.map(({ to, icon, word, faces }) => (
        <Link
          key={to}
          to={to}
          params={{ programme: id }}
          className={className}
          data-here={faces.some((each) => each === face) || undefined}
        >
          <span className="relative">
            <Icon name={icon} />
            {icon === "cart" && <CartCount id={id} />}
          </span>
          {words[word]}
        </Link>
      ))}
    </>
  );
}

/** How many pieces lie in the cart, on its icon. */
function CartCount({ id }: { id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { member } = useSession(id);
  const { data } = useQuery({ ...cartQuery(id, member ?? ""), enabled: member !== undefined });
  const pieces = data?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  if (pieces === 0) return null;
  return (
    <span className="absolute -top-2 left-3 min-w-4 rounded-full bg-leaf px-1 text-center text-12 leading-4 text-paper">
      {pieces > 99 ? "99+" : pieces}
      <span className="sr-only"> {t("mall.cart.pieces", { count: pieces })}</span>
    </span>
  );
}
