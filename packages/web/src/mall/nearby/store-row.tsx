// A store in the list: where, how far, when, and the way there.
import type { Store } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Photo } from "../ui/photo.js";
import { LINK } from "../ui/styles.js";
import { distanceText, ownMap } from "./place.js";

export function StoreRow({
  store,
  isShown,
  onShow,
}: {
  store: Store;
  isShown: boolean;
  onShow: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const own = ownMap(navigator.userAgent);
  const names = {
    amap: t("mall.nearby.amap"),
    apple: t("mall.nearby.apple"),
    google: t("mall.nearby.google"),
    baidu: t("mall.nearby.baidu"),
  } as const;
  const others = (["amap", "apple", "baidu", "google"] as const).filter((map) => map !== own);
  return (
    <li className="py-3" data-store={store.id}>
      <div className="flex gap-3">
        {store.photo && <Photo photo={store.photo} sizes="64px" className="size-16 shrink-0 rounded-control" />}
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <button
              type="button"
              aria-pressed={isShown}
              onClick={onShow}
              className="text-left text-16 font-medium hover:text-leaf aria-pressed:text-leaf"
            >
              {store.title}
            </button>
            {store.distance !== null && <span className="text-14 text-ink-2">{distanceText(store.distance)}</span>}
          </p>
          <p className="text-14 text-ink-2">{store.address}</p>
          <p className="text-12 text-ink-2">
            {[...(store.hours === "" ? [] : [store.hours]), ...(store.open ? [] : [t("mall.nearby.shut")])].join(" · ")}
          </p>
          <p className="flex flex-wrap items-center gap-x-4">
            <a href={store.navigate[own]} target="_blank" rel="noreferrer" className={LINK}>
              {t("mall.nearby.navigate", { map: names[own] })}
            </a>
            {store.merchant && (
              <Link
                to="/p/$programme/mall"
                params={{ programme: id }}
                search={{ merchant: store.merchant.id }}
                className={LINK}
              >
                {t("mall.nearby.goods")}
              </Link>
            )}
          </p>
          <details>
            <summary className="min-h-8 content-center text-12 text-ink-2">{t("mall.nearby.otherMaps")}</summary>
            <p className="flex flex-wrap gap-x-4">
              {others.map((map) => (
                <a key={map} href={store.navigate[map]} target="_blank" rel="noreferrer" className={LINK}>
                  {names[map]}
                </a>
              ))}
            </p>
          </details>
        </div>
      </div>
    </li>
  );
}
