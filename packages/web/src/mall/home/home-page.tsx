// The shop window: a search, the categories, and what there is, with what it costs.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useSession } from "../../shared/session/session.js";
import { Button, FIELD, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { More } from "../../shared/ui/more.js";
import { Failure, Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { productsQuery, shopQuery } from "../queries.js";
import { CHIP, LINK } from "../ui/styles.js";
import type { Sort } from "../way-in.js";
import { SORTS } from "../way-in.js";
import { GridBones, ProductGrid } from "./product-grid.js";

export function HomePage(): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail } = useProgramme();
  const { search, category, merchant, sort } = useSearch({ strict: false });
  const query = useInfiniteQuery(productsQuery(id, { search, category, merchant, sort: sort ?? "fitting" }));
  const products = query.data?.pages.flatMap((page) => page.products);
  return (
    <>
      <PageTitle title={read(detail.title)} hidden />
      <Welcome />
      <SearchBar key={search ?? ""} />
      <Categories />
      {products ? (
        products.length === 0 ? (
          <Card>
            <Notice
              icon="search"
              title={search === undefined ? t("mall.home.none") : t("mall.home.notFound", { search })}
              action={
                <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("quiet")}>
                  {t("mall.home.all")}
                </Link>
              }
            >
              {search === undefined ? t("mall.home.noneBody") : t("mall.home.notFoundBody")}
            </Notice>
          </Card>
        ) : (
          <>
            <ProductGrid products={products} />
            <More pages={query} />
          </>
        )
      ) : query.error ? (
        <Card>
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <GridBones />
      )}
    </>
  );
}

/** For whoever is no member yet: the way in, and what it is about. */
function Welcome(): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { account, member } = useSession(id);
  if (account === undefined || member !== undefined) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-card bg-leaf-soft px-4 py-3 sm:px-5">
      <p className="min-w-0 flex-1 basis-56 text-14">{t("mall.home.welcome")}</p>
      <div className="flex flex-wrap items-center gap-x-4">
        <Link to="/p/$programme/mall/plan" params={{ programme: id }} className={LINK}>
          {t("mall.me.plan")}
        </Link>
        <Link to="/p/$programme/mall/join" params={{ programme: id }} className={linkButton("primary")}>
          {account === null ? t("mall.home.signUp") : t("session.join.go")}
        </Link>
      </div>
    </div>
  );
}

function SearchBar(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const field = useId();
  const found = useSearch({ strict: false });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(found.search ?? "");
  const ask = (): void => {
    const search = typed.trim();
    const { search: _, ...others } = found;
    void navigate({
      to: "/p/$programme/mall",
      params: { programme: id },
      search: { ...others, ...(search !== "" && { search }) },
    });
  };
  return (
    <search>
      <form
        className="mb-3 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <label htmlFor={field} className="sr-only">
          {t("mall.home.search")}
        </label>
        <div className="relative min-w-0 flex-1">
          <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-3">
            <Icon name="search" size={18} />
          </span>
          <input
            id={field}
            type="search"
            name="search"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={60}
            placeholder={t("mall.home.searchHint")}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className={`${FIELD} pl-10`}
          />
        </div>
        <Button type="submit">{t("mall.home.find")}</Button>
      </form>
    </search>
  );
}

function Categories(): ReactElement {
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
                  aria-current={category === chip.id}
                  activeProps={{}}
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
        className="min-h-11 w-28 shrink-0 rounded-control border border-line bg-paper px-2 text-14 text-ink hover:border-ink-3 sm:w-auto"
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
