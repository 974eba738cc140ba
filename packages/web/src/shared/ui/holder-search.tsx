// Finding a holder by a part of the name; a row leads to the wallet.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { holdersQuery } from "../api/queries.js";
import { useProgramme } from "../programme.js";
import { Field } from "./controls.js";
import { Icon } from "./icons.js";
import { More } from "./more.js";
import { Notice, Pending } from "./states.js";

/** `limit`: rows of a page; `more`: whether the list goes on. */
export function HolderSearch({ limit = 30, more = true }: { limit?: number; more?: boolean }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const [search, setSearch] = useState("");
  const asked = useDeferredValue(search.trim());
  const query = useInfiniteQuery(holdersQuery(id, asked, limit));
  const holders = query.data?.pages.flatMap((page) => page.holders);
  return (
    <>
      <Field
        label={t("holders.search")}
        type="search"
        autoComplete="off"
        maxLength={64}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <div className="mt-3">
        {holders ? (
          holders.length === 0 ? (
            <Notice
              icon="search"
              title={asked === "" ? t("holders.none.title") : t("holders.notFound.title", { search: asked })}
            >
              {asked === "" ? t("holders.none.body") : t("holders.notFound.body")}
            </Notice>
          ) : (
            <>
              <ul className="divide-y divide-line">
                {holders.map(({ name, kind, joined, rank }) => (
                  <li key={name}>
                    <Link
                      to="/p/$programme/wallet/$holder"
                      params={{ programme: id, holder: name }}
                      className="-mx-2 flex items-center justify-between gap-4 rounded-control px-2 py-3 hover:bg-paper"
                    >
                      <span className="min-w-0">
                        <span className="block text-14 font-medium">{name}</span>
                        <span className="block text-12 text-ink-2">
                          {[
                            t(`kind.${kind}`),
                            ...(rank === null ? [] : [rank]),
                            t("holders.joined", { day: format.day(joined) }),
                          ].join(" · ")}
                        </span>
                      </span>
                      <span className="text-ink-3">
                        <Icon name="right" size={18} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
              {more && <More pages={query} />}
            </>
          )
        ) : (
          <Pending error={query.error} onRetry={query.refetch} rows={Math.min(limit, 6)} />
        )}
      </div>
    </>
  );
}
