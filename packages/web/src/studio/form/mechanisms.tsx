// The mechanisms of the plan: a card each, in the order in which they run, with what it does in sentences and its fields one tap away.
import { mechanismKinds, pathText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shared/ui/icons.js";
import { moved } from "../document/path.js";
import type { JsonSchema, Json } from "../schema/json-schema.js";
import { isObject } from "../schema/json-schema.js";
import { newMechanism } from "../schema/plan-schema.js";
import type { Sound } from "../follow/use-checked.js";
import { useLabels } from "../words/labels.js";
import { faultsIn, useForming } from "./forming.js";
import { Movers } from "./list.js";
import { Fields } from "./object.js";
import { FaultLines, RemoveButton, SMALL_BUTTON } from "./parts.js";

export function Mechanisms({
  schemas,
  list,
  sound,
}: {
  schemas: ReadonlyMap<string, JsonSchema>;
  list: readonly unknown[];
  sound: Sound | undefined;
}): ReactElement {
  const { set } = useForming();
  const { t } = useTranslation();
  // Cards are known by a number of their own, so that an open one stays open when it moves.
  const [keys, setKeys] = useState<readonly number[]>([]);
  const shown = list.map((_, index) => keys[index] ?? index + 1);
  const move = (from: number, to: number): void => {
    setKeys(moved(shown, from, to));
    set(["mechanisms"], moved(list, from, to));
  };
  return (
    <>
      {list.length === 0 && <p className="mb-3 text-14 text-ink-2">{t("studio.form.noMechanisms")}</p>}
      <ol className="space-y-3">
        {list.map((mechanism, index) => (
          <Mechanism
            key={shown[index]}
            mechanism={isObject(mechanism) ? mechanism : {}}
            index={index}
            count={list.length}
            schema={schemas.get(kindOf(mechanism))}
            sound={sound}
            onMove={(to) => move(index, to)}
            onRemove={() => {
              setKeys(shown.filter((_, at) => at !== index));
              set(
                ["mechanisms"],
                list.filter((_, at) => at !== index),
              );
            }}
            onCopy={() => {
              const copy = isObject(mechanism) ? { ...mechanism, id: freeId(list, mechanism) } : mechanism;
              setKeys([...shown.slice(0, index + 1), Math.max(0, ...shown) + 1, ...shown.slice(index + 1)]);
              set(["mechanisms"], [...list.slice(0, index + 1), copy, ...list.slice(index + 1)]);
            }}
          />
        ))}
      </ol>
      <AddMechanism schemas={schemas} list={list} />
    </>
  );
}

const kindOf = (mechanism: unknown): string =>
  isObject(mechanism) && typeof mechanism["kind"] === "string" ? mechanism["kind"] : "";

const idOf = (mechanism: unknown): string =>
  isObject(mechanism) && typeof mechanism["id"] === "string" ? mechanism["id"] : kindOf(mechanism);

function freeId(list: readonly unknown[], mechanism: Json): string {
  const taken = new Set(list.map(idOf));
  const stem = idOf(mechanism);
  let id = `${stem}-2`;
  for (let number = 3; taken.has(id); number++) id = `${stem}-${number}`;
  return id;
}

function AddMechanism({
  schemas,
  list,
}: {
  schemas: ReadonlyMap<string, JsonSchema>;
  list: readonly unknown[];
}): ReactElement {
  const { set, suggest } = useForming();
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const add = (kind: string): void => {
    const schema = schemas.get(kind);
    if (!schema) return;
    const blank = newMechanism(kind, schema, suggest);
    set(
      ["mechanisms", list.length],
      list.some((each) => idOf(each) === kind) ? { ...blank, id: freeId(list, blank) } : blank,
    );
  };
  return (
    <div className="mt-4">
      <label htmlFor={id} className="sr-only">
        {t("studio.form.addMechanism")}
      </label>
      <select
        id={id}
        value=""
        onChange={({ target }) => add(target.value)}
        className="min-h-11 w-full rounded-control border border-dashed border-leaf bg-paper px-3 text-14 text-leaf sm:w-auto"
      >
        <option value="">+ {t("studio.form.addMechanism")}</option>
        {mechanismKinds().map(({ kind, title }) => (
          <option key={kind} value={kind}>
            {labels.isChinese ? `${title.zh} · ${kind}` : `${title.en} · ${kind}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function Mechanism({
  mechanism,
  index,
  count,
  schema,
  sound,
  onMove,
  onRemove,
  onCopy,
}: {
  mechanism: Json;
  index: number;
  count: number;
  schema: JsonSchema | undefined;
  sound: Sound | undefined;
  onMove: (to: number) => void;
  onRemove: () => void;
  onCopy: () => void;
}): ReactElement {
  const { faults } = useForming();
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const [isOpen, setOpen] = useState(false);
  const kind = kindOf(mechanism);
  const id = idOf(mechanism);
  const title = mechanismKinds().find((each) => each.kind === kind)?.title;
  const name = title === undefined ? kind || t("studio.form.unknownKind") : isChinese ? title.zh : title.en;
  const path = pathText(["mechanisms", index]);
  const wrong = faultsIn(faults, path);
  const isOff = mechanism["enabled"] === false;
  const said = wrong > 0 ? [] : (sound?.rules.find((rule) => rule.id === id)?.sentences ?? []);
  return (
    <li
      data-path={path}
      tabIndex={-1}
      className={`rounded-card border bg-paper p-3 outline-none sm:p-4 ${wrong > 0 ? "border-clay" : "border-line"}`}
    >
      <div className="flex items-start justify-between gap-2">
        <h3 className="min-w-0 text-14 font-semibold">
          <span className="mr-1.5 text-ink-3">{index + 1}</span>
          {name}
          {id !== kind && <span className="ml-1.5 font-normal text-ink-2">{id}</span>}
          {isOff && <span className="ml-2 text-12 font-normal text-clay">{t("studio.form.off")}</span>}
          {wrong > 0 && (
            <span className="ml-2 text-12 font-normal text-clay">{t("studio.form.faults", { count: wrong })}</span>
          )}
        </h3>
        <div className="-mt-1 -mr-1 flex shrink-0">
          <Movers index={index} count={count} name={id} onMove={onMove} />
          <button
            type="button"
            className={SMALL_BUTTON}
            aria-label={t("studio.form.copy", { part: id })}
            title={t("studio.form.copy", { part: id })}
            onClick={onCopy}
          >
            <Icon name="copy" size={14} />
          </button>
          <RemoveButton label={id} onRemove={onRemove} />
        </div>
      </div>
      {said.length > 0 && (
        <ul className="mt-1 space-y-0.5 text-12 text-ink-2">
          {said.map((sentence) => (
            <li key={sentence.en}>{isChinese ? sentence.zh : sentence.en}</li>
          ))}
        </ul>
      )}
      <FaultLines faults={[...(faults.get(path) ?? []), ...(schema ? [] : (faults.get(`${path}.kind`) ?? []))]} />
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="mt-1">
        <summary className="inline-flex min-h-9 items-center text-12 text-sky underline underline-offset-4">
          {isOpen ? t("studio.form.close") : t("studio.form.edit")}
        </summary>
        {isOpen && schema && (
          <div className="mt-2">
            <Fields schema={schema} path={["mechanisms", index]} value={mechanism} owner={kind} skip={["kind"]} />
          </div>
        )}
      </details>
    </li>
  );
}
