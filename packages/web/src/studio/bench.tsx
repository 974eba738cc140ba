// What is done with the whole plan: begin from another, open a file, save one, a step back and forth.
import { useQuery } from "@tanstack/react-query";
import type { ChangeEvent, ReactElement } from "react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { programmeQuery } from "../shared/api/queries.js";
import { Icon } from "../shared/ui/icons.js";
import { download } from "./document/files.js";
import type { Change, Desk } from "./document/history.js";
import { parsed } from "./document/history.js";
import { BARE, SHIPPED } from "./document/starts.js";
import { isObject } from "./schema/json-schema.js";
import { useLabels } from "./words/labels.js";

const TOOL =
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control border border-line bg-paper px-3 text-14 hover:border-leaf hover:bg-leaf-soft disabled:cursor-not-allowed disabled:opacity-40";
const IN_FORCE = " in force";
const NONE = " bare";

export function Bench({
  desk,
  change,
  from,
}: {
  desk: Desk;
  change: (change: Change) => void;
  from: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const file = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const { data } = useQuery({ ...programmeQuery(from ?? ""), enabled: from !== undefined });
  const begin = (name: string): void => {
    setTrouble(undefined);
    if (name === IN_FORCE && data) change({ type: "open", value: data.plan });
    else if (name === NONE) change({ type: "open", value: BARE });
    else {
      const start = SHIPPED.find((each) => each.name === name);
      if (start) change({ type: "open", value: start.document });
    }
  };
  const open = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = target.files ?? [];
    target.value = "";
    if (!chosen) return;
    const found = parsed(await chosen.text());
    if (found && isObject(found.value)) {
      setTrouble(undefined);
      change({ type: "open", value: found.value });
    } else setTrouble(t("studio.bench.noPlan", { file: chosen.name }));
  };
  const name =
    isObject(desk.sheet.value) && typeof desk.sheet.value["plan"] === "string" ? desk.sheet.value["plan"] : "plan";
  return (
    <div className="w-full min-w-0 sm:w-auto">
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label={t("studio.bench.start")}
          value=""
          onChange={({ target }) => begin(target.value)}
          className="min-h-11 max-w-full min-w-0 basis-full rounded-control border border-line bg-paper px-3 text-14 sm:w-44 sm:basis-auto"
        >
          <option value="">{t("studio.bench.start")}</option>
          <option value={NONE}>{t("studio.bench.bare")}</option>
          {data && (
            <option value={IN_FORCE}>
              {t("studio.bench.inForce", { title: isChinese ? data.title.zh : data.title.en })}
            </option>
          )}
          <optgroup label={t("studio.bench.shipped")}>
            {SHIPPED.map(({ name: plan, title }) => (
              <option key={plan} value={plan}>
                {isChinese ? title.zh : title.en} · {plan}
              </option>
            ))}
          </optgroup>
        </select>
        <button type="button" className={TOOL} onClick={() => file.current?.click()}>
          <Icon name="up" size={16} />
          {t("studio.bench.open")}
        </button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          className="hidden"
          aria-label={t("studio.bench.open")}
          onChange={(event) => void open(event)}
        />
        <button type="button" className={TOOL} onClick={() => download(`${name}.json`, `${desk.sheet.text}\n`)}>
          <Icon name="down" size={16} />
          {t("studio.bench.save")}
        </button>
        <button
          type="button"
          className={TOOL}
          disabled={desk.past.length === 0}
          onClick={() => change({ type: "undo" })}
          aria-label={t("studio.bench.undo")}
          title={t("studio.bench.undo")}
        >
          <Icon name="undo" size={16} />
        </button>
        <button
          type="button"
          className={TOOL}
          disabled={desk.future.length === 0}
          onClick={() => change({ type: "redo" })}
          aria-label={t("studio.bench.redo")}
          title={t("studio.bench.redo")}
        >
          <Icon name="redo" size={16} />
        </button>
      </div>
      {trouble !== undefined && (
        <p role="alert" className="mt-2 text-12 text-clay">
          {trouble}
        </p>
      )}
    </div>
  );
}
