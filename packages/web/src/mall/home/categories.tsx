// The categories of the mall as a row of chips, and the order in which products are listed.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { shopQuery } from "../queries.js";
import { CHIP } from "../ui/styles.js";
import type { Sort } from "../way-in.js";
import { SORTS } from "../way-in.js";

export function Categories(): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { data } = useQuery(shopQuery(id));
  const found = useSearch({ strict: false });
  const navigate = useNavigate();
  const { category, sort = "fitting" } = found;
  const chips = [{ id: undefined, title: t("mall.home.everything") }].concat(
    (data?.categories ?? []).map((each) => ({ id: each.id as never, title: read(each.title) })),
  );
  const words = {
    fitting: t("mall.sort.fitting"),
    new: t("mall.sort.new"),
    sold: t("mall.sort.sold"),
    cheap: t("mall.sort.cheap"),
    dear: t("mall.sort.dear"),
  } as const satisfies Record<Sort, string>;
  return (
    <div className="mb-4 flex items-center gap-2">
      <nav aria-label={t("mall.home.categories")} className="-ml-4 min-w-0 flex-1 overflow-x-auto pl-4 sm:ml-0 sm:pl-0">
        <ul className="flex gap-2">
          {chips.map((chip) => {
            const { category: _, ...others } = found;
            return (
              <li key={chip.id ?? ""}>
                <Link
                  to="/p/$programme/mall"
                  params={{ programme: id }}
                  search={{ ...others, ...(chip.id !== undefined && { category: chip.id }) }}
                  data-here={category === chip.id || undefined}
                  className={CHIP}
                >
                  {chip.title}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <select
        aria-label={t("mall.sort.label")}
        value={sort}
        onChange={({ target }) => {
          const { sort: _, ...others } = found;
          const wanted = SORTS.find((each) => each === target.value);
          void navigate({
            to: "/p/$programme/mall",
            params: { programme: id },
            search: { ...others, ...(wanted !== undefined && wanted !== "fitting" && { sort: wanted }) },
          });
        }}
        className="min-h-11 w-32 shrink-0 rounded-control border border-line bg-paper px-2 text-14 text-ink hover:border-ink-3 sm:w-auto"
      >
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
