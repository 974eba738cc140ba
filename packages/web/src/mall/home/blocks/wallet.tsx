// What the member has this minute, in one line, with the way to the whole wallet.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { holderQuery } from "../../../shared/api/queries.js";
import { isZero, trim } from "../../../shared/format/decimal.js";
import { useProgramme } from "../../../shared/programme.js";
import { useSession } from "../../../shared/session/session.js";
import { Icon } from "../../../shared/ui/icons.js";

const MOST_ASSETS = 3;

/** Nothing for whoever is no member. */
export function WalletBlock(): ReactElement | null {
  const { id } = useProgramme();
  const { member } = useSession(id);
  return member === undefined ? null : <Summary member={member} />;
}

function Summary({ member }: { member: string }): ReactElement | null {
  const { t } = useTranslation();
  const { id, assetTitle, quantity } = useProgramme();
  const { data } = useQuery(holderQuery(id, member));
  if (!data) return null;
  const assets = data.wallets.filter(({ asset, free }) => asset === "cash" || !isZero(free)).slice(0, MOST_ASSETS);
  return (
    <Link
      to="/p/$programme/mall/wallet"
      params={{ programme: id }}
      className="mb-4 flex items-center gap-4 rounded-card border border-line bg-paper-2 px-4 py-3 hover:border-leaf"
    >
      <span className="sr-only">{t("mall.me.wallet")}</span>
      <dl className="flex min-w-0 flex-1 flex-wrap gap-x-8 gap-y-2">
        {(assets.length > 0 ? assets : [{ asset: "cash", free: "0" }]).map(({ asset, free }) => (
          <div key={asset} className="min-w-0">
            <dt className="text-12 text-ink-2">{t("mall.home.free", { asset: assetTitle(asset) })}</dt>
            <dd className={asset === "cash" ? "text-20 font-semibold text-leaf" : "text-20 font-semibold"}>
              {quantity(asset, asset === "cash" ? free : trim(free))}
            </dd>
          </div>
        ))}
      </dl>
      <Icon name="right" size={18} />
    </Link>
  );
}
