// Fields that several blocks share: words in both languages, where a block leads, and products chosen one by one.
import type { HomeLink } from "@perennial/api";
import { HOME_ROOMS } from "@perennial/api/schemas";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { mallOf, shopQuery } from "../data/queries.js";
import { Select, TextArea } from "../ui/fields.js";

interface Words {
  zh: string;
  en: string;
}

/** `fault`: what is wrong with a place below this one. */
export type FaultOf = (place: string) => string | undefined;

export function WordsFields({
  label,
  value,
  most,
  long = false,
  fault,
  onChange,
}: {
  label: string;
  value: Words;
  most: number;
  long?: boolean;
  fault: FaultOf;
  onChange: (value: Words) => void;
}): ReactElement {
  const { t } = useTranslation();
  const Kind = long ? TextArea : Field;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Kind
        label={t("front.zh", { label })}
        value={value.zh}
        maxLength={most}
        onChange={({ target }) => onChange({ ...value, zh: target.value })}
        error={fault("zh")}
      />
      <Kind
        label={t("front.en", { label })}
        lang="en"
        value={value.en}
        maxLength={most}
        onChange={({ target }) => onChange({ ...value, en: target.value })}
        error={fault("en")}
      />
    </div>
  );
}

/** Chosen from the mall's own categories. */
export function CategoryField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (category: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { data } = useQuery(shopQuery(id));
  return (
    <Select label={t("front.category")} value={value} onChange={({ target }) => onChange(target.value)} error={error}>
      <option value="">{t("front.choose")}</option>
      {data?.categories.map((category) => (
        <option key={category.id} value={category.id}>
          {read(category.title)}
        </option>
      ))}
    </Select>
  );
}

const WAYS = ["nowhere", "room", "category", "product", "search"] as const satisfies readonly HomeLink["to"][];

const begin = (to: HomeLink["to"]): HomeLink => {
  switch (to) {
    case "nowhere":
      return { to };
    case "room":
      return { to, room: "nearby" };
    case "category":
      return { to, category: "" };
    case "product":
      return { to, product: "" };
    case "search":
      return { to, search: "" };
  }
};

export function LinkFields({
  link,
  fault,
  onChange,
}: {
  link: HomeLink;
  fault: FaultOf;
  onChange: (link: HomeLink) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Select
        label={t("front.leads")}
        value={link.to}
        onChange={({ target }) => onChange(begin(WAYS.find((way) => way === target.value) ?? "nowhere"))}
      >
        {WAYS.map((way) => (
          <option key={way} value={way}>
            {t(`front.way.${way}`)}
          </option>
        ))}
      </Select>
      {link.to === "room" && (
        <Select
          label={t("front.room")}
          value={link.room}
          onChange={({ target }) =>
            onChange({ to: "room", room: HOME_ROOMS.find((room) => room === target.value) ?? "nearby" })
          }
        >
          {HOME_ROOMS.map((room) => (
            <option key={room} value={room}>
              {t(`front.roomOf.${room}`)}
            </option>
          ))}
        </Select>
      )}
      {link.to === "category" && (
        <CategoryField
          value={link.category}
          error={fault("category")}
          onChange={(category) => onChange({ to: "category", category })}
        />
      )}
      {link.to === "search" && (
        <Field
          label={t("front.search")}
          value={link.search}
          maxLength={60}
          onChange={({ target }) => onChange({ to: "search", search: target.value })}
          error={fault("search")}
        />
      )}
      {link.to === "product" && (
        <div className="sm:col-span-2">
          <ProductsField
            chosen={link.product === "" ? [] : [link.product]}
            most={1}
            error={fault("product")}
            onChange={([product = ""]) => onChange({ to: "product", product })}
          />
        </div>
      )}
    </div>
  );
}

const FOUND = 6;

/** Products in their order: looked for by name, put on, moved up, taken off. */
export function ProductsField({
  chosen,
  most,
  error,
  onChange,
}: {
  chosen: readonly string[];
  most: number;
  error: string | undefined;
  onChange: (products: string[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const ids = chosen.join(",");
  const own = useQuery({
    queryKey: [id, "desk", "chosen", ids],
    queryFn: async ({ signal }) => (await mallOf(id).products({ ids, limit: chosen.length }, { signal })).products,
    enabled: chosen.length > 0,
    placeholderData: (before) => before,
  });
  const found = useQuery({
    queryKey: [id, "desk", "finding", search],
    queryFn: async ({ signal }) =>
      (await mallOf(id).products({ ...(search !== "" && { search }), limit: FOUND }, { signal })).products,
    enabled: chosen.length < most,
    placeholderData: (before) => before,
  });
  const titleOf = (product: string): string => {
    const known = [...(own.data ?? []), ...(found.data ?? [])].find((each) => each.id === product);
    return known ? read(known.title) : product;
  };
  return (
    <div>
      <ol className="mb-2 divide-y divide-line empty:hidden">
        {chosen.map((product, at) => (
          <li key={product} className="flex items-center gap-2 text-14">
            <span className="min-w-0 flex-1 truncate">{titleOf(product)}</span>
            {most > 1 && (
              <Button
                aria-label={t("front.up", { what: titleOf(product) })}
                className="px-2"
                disabled={at === 0}
                onClick={() => onChange(chosen.toSpliced(at, 1).toSpliced(at - 1, 0, product))}
              >
                <Icon name="up" size={18} />
              </Button>
            )}
            <Button
              aria-label={t("front.drop", { what: titleOf(product) })}
              className="px-2"
              onClick={() => onChange(chosen.toSpliced(at, 1))}
            >
              <Icon name="bin" size={18} />
            </Button>
          </li>
        ))}
      </ol>
      {chosen.length < most && (
        <>
          <Field
            label={t("front.find")}
            type="search"
            value={typed}
            maxLength={60}
            onChange={({ target }) => setTyped(target.value)}
            error={error}
          />
          <ul className="mt-2 flex flex-wrap gap-2">
            {(found.data ?? [])
              .filter((product) => !chosen.includes(product.id))
              .map((product) => (
                <li key={product.id}>
                  <Button onClick={() => onChange([...chosen, product.id])}>
                    <Icon name="plus" size={18} />
                    <span className="max-w-40 truncate">{read(product.title)}</span>
                  </Button>
                </li>
              ))}
          </ul>
        </>
      )}
    </div>
  );
}
