// The frame of the desk: who sits there, at which shop, and the way to every page - beside the page on a desk, in a drawer on a phone.
import type { Account } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { programmeQuery } from "../../shared/api/queries.js";
import { ProgrammeContext, useProgramme } from "../../shared/programme.js";
import { ForAccount } from "../../shared/session/gate.js";
import { membershipIn, useSession } from "../../shared/session/session.js";
import { NoProgramme } from "../../shared/shell/programme-frame.js";
import { Frame } from "../../shared/shell/shell.js";
import { WhyProvider } from "../../shared/why/sheet.js";
import { DeskMenu, DeskNav } from "./nav.js";
import { DeskContext, HOUSE, keepSeat, lastSeat, PLATFORM, seatsOf } from "./seat.js";
import type { Desk } from "./seat.js";

export function DeskFrame(): ReactElement {
  const id = useParams({ strict: false, select: ({ programme }) => programme ?? "" });
  const { data, error, refetch } = useQuery(programmeQuery(id));
  if (data)
    return (
      <ProgrammeContext value={data}>
        <Seated />
      </ProgrammeContext>
    );
  return (
    <Frame>
      <NoProgramme error={error} onRetry={refetch} />
    </Frame>
  );
}

/** The desk as it is for an account: its seats, and the one that was taken last. */
function useSeats(account: Account | null | undefined): Desk {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(() => lastSeat(id));
  const membership = membershipIn(account, id);
  const seats = seatsOf(membership, { platform: t("desk.platform"), house: t("desk.houseShop") }, chosen);
  const seat = (seats.find((each) => each.id === chosen) ?? seats[0])?.id ?? PLATFORM;
  const merchant = seat === PLATFORM || seat === HOUSE ? undefined : seat;
  return {
    membership,
    seat,
    merchant,
    isHouse: seat === HOUSE,
    whose: { ...(merchant !== undefined && { merchant }), ...(seat === HOUSE && { house: "1" }) },
    seats,
    roles: membership?.roles ?? [],
    isOperator: membership?.roles.includes("operator") ?? false,
    sit: (next) => {
      keepSeat(id, next);
      setChosen(next);
      void navigate({ to: "/p/$programme/desk", params: { programme: id } });
    },
  };
}

function Seated(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { account } = useSession(id);
  const desk = useSeats(account);
  const page = (
    <ForAccount>
      {() => (
        <div className="lg:grid lg:grid-cols-[200px_minmax(0,1fr)] lg:gap-8">
          <aside className="hidden lg:block">
            <DeskNav />
          </aside>
          <div key={desk.seat} className="min-w-0">
            <Outlet />
          </div>
        </div>
      )}
    </ForAccount>
  );
  return (
    <DeskContext value={desk}>
      <WhyProvider>
        <Frame bar={account ? <Bar desk={desk} /> : <Brand />}>
          {account ? page : <Named title={t("desk.title")}>{page}</Named>}
        </Frame>
      </WhyProvider>
    </DeskContext>
  );
}

/** A heading for the ear while nobody is signed in. */
const Named = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <>
    <h1 className="sr-only">{title}</h1>
    {children}
  </>
);

function Brand(): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="truncate text-14 text-ink-2 sm:ml-2 sm:border-l sm:border-line sm:pl-4">{t("desk.title")}</span>
  );
}

function Bar({ desk }: { desk: Desk }): ReactElement {
  const { t } = useTranslation();
  const { seat, seats, sit } = desk;
  const own = seats.find(({ id }) => id === seat);
  return (
    <>
      {seats.length < 2 ? (
        <span className="min-w-0 flex-1 truncate text-14 text-ink-2 sm:ml-2 sm:border-l sm:border-line sm:pl-4">
          {own?.title ?? t("desk.title")}
        </span>
      ) : (
        <select
          aria-label={t("desk.seat")}
          value={seat}
          onChange={({ target }) => sit(target.value)}
          className="min-h-11 min-w-0 max-w-[240px] flex-1 truncate rounded-control border border-line bg-paper px-2 text-14 text-ink sm:ml-2"
        >
          {seats.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      <DeskMenu />
    </>
  );
}
