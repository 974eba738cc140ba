// The search of the shop window; what was looked for stands in the address.
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, FIELD } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";

export function SearchBar(): ReactElement {
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
