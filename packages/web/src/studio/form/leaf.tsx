// Fields without parts: a figure, a name, a choice, a switch, a whole number, a list of words, a text in two languages.
import { pathText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { choicesOf, isDecimal, isObject } from "../schema/json-schema.js";
import { useLabels } from "../words/labels.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";
import { CONTROL, Group, Labelled } from "./parts.js";

/** What a field shows of its value, whatever the value is. */
const shown = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);

interface Wired {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** What the control of a field, and the frame with its label around it, take from the form. */
function useWired({ path, schema, label, onRemove, isBare }: FieldProps) {
  const id = useId();
  const { faults } = useForming();
  const labels = useLabels();
  const own = faults.get(pathText(path)) ?? [];
  const hint = labels.hint(schema);
  const wired: Wired = {
    id,
    "aria-invalid": own.length > 0 ? true : undefined,
    "aria-describedby": own.length > 0 ? `${id}-fault` : hint === undefined ? undefined : `${id}-hint`,
  };
  const frame = { id, label, hint, faults: own, onRemove, path: pathText(path), isBare };
  return { id, frame, wired, labels };
}

/** A decimal, a name or any other text; names that the document knows are suggested. */
export function TextField(props: FieldProps): ReactElement {
  const { path, schema, value } = props;
  const { set, suggest } = useForming();
  const { id, frame, wired } = useWired(props);
  const key = String(path.findLast((each) => typeof each === "string") ?? "");
  const known = isDecimal(schema) ? [] : suggest(key);
  return (
    <Labelled {...frame}>
      <input
        {...wired}
        type="text"
        autoComplete="off"
        spellCheck={false}
        inputMode={isDecimal(schema) ? "decimal" : "text"}
        list={known.length > 0 ? `${id}-known` : undefined}
        value={shown(value)}
        onChange={({ target }) => set(path, isDecimal(schema) ? target.value.normalize("NFKC").trim() : target.value)}
        className={CONTROL}
      />
      {known.length > 0 && (
        <datalist id={`${id}-known`}>
          {known.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

/** A whole number; what is typed and is none stays as typed, and the fault says so. */
export function NumberField(props: FieldProps): ReactElement {
  const { path, value } = props;
  const { set } = useForming();
  const { frame, wired } = useWired(props);
  return (
    <Labelled {...frame}>
      <input
        {...wired}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={shown(value)}
        onChange={({ target }) => {
          const text = target.value.normalize("NFKC").trim();
          set(path, /^\d{1,15}$/.test(text) ? Number(text) : text);
        }}
        className={CONTROL}
      />
    </Labelled>
  );
}

/** One of a list; a value that is none of them is shown as it is. */
export function ChoiceField(props: FieldProps): ReactElement {
  const { path, schema, value } = props;
  const { set } = useForming();
  const { frame, wired, labels } = useWired(props);
  const choices = choicesOf(schema) ?? (schema.const === undefined ? [] : [schema.const]);
  const isKnown = choices.some((each) => each === value);
  return (
    <Labelled {...frame}>
      <select
        {...wired}
        value={isKnown ? String(value) : ""}
        onChange={({ target }) => set(path, choices.find((each) => String(each) === target.value) ?? target.value)}
        className={CONTROL}
      >
        {!isKnown && <option value="">{shown(value) || "—"}</option>}
        {choices.map((each) => (
          <option key={String(each)} value={String(each)}>
            {labels.value(each)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function SwitchField(props: FieldProps): ReactElement {
  const { path, value } = props;
  const { set } = useForming();
  const { t } = useTranslation();
  const { frame, wired } = useWired(props);
  return (
    <Labelled {...frame}>
      <select
        {...wired}
        value={String(value === true)}
        onChange={({ target }) => set(path, target.value === "true")}
        className={CONTROL}
      >
        <option value="true">{t("studio.form.yes")}</option>
        <option value="false">{t("studio.form.no")}</option>
      </select>
    </Labelled>
  );
}

const WORD_BREAK = /[\s,，、;；]+/;
const wordsIn = (text: string): string[] => text.split(WORD_BREAK).filter((word) => word !== "");

/** A list of words, typed with spaces or commas between. */
export function WordsField(props: FieldProps): ReactElement {
  const { path, value } = props;
  const { set } = useForming();
  const { t } = useTranslation();
  const { frame, wired } = useWired(props);
  const list = Array.isArray(value) ? value.map(shown) : wordsIn(shown(value));
  const [typed, setTyped] = useState(list.join(" "));
  const text = wordsIn(typed).join(" ") === list.join(" ") ? typed : list.join(" ");
  return (
    <Labelled {...frame}>
      <input
        {...wired}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={t("studio.form.words")}
        value={text}
        onChange={({ target }) => {
          setTyped(target.value);
          set(path, wordsIn(target.value));
        }}
        className={CONTROL}
      />
    </Labelled>
  );
}

const LONG = 60;

/** A text in Chinese and English, side by side where there is room. */
export function BothField(props: FieldProps): ReactElement {
  const { path, value, label, onRemove } = props;
  const { set, faults } = useForming();
  const { t } = useTranslation();
  const id = useId();
  const texts = isObject(value) ? value : {};
  const isLong = path.at(-1) === "rules" || Object.values(texts).some((text) => shown(text).length > LONG);
  const languages = [
    ["zh", t("studio.form.chinese"), "zh-CN"],
    ["en", t("studio.form.english"), "en"],
  ] as const;
  return (
    <Group label={label} faults={faults.get(pathText(path)) ?? []} onRemove={onRemove} path={pathText(path)}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {languages.map(([key, name, lang]) => {
          const own = faults.get(pathText([...path, key])) ?? [];
          const common = {
            id: `${id}-${key}`,
            lang,
            value: shown(texts[key]),
            "aria-label": `${label}: ${name}`,
            "aria-invalid": own.length > 0 || undefined,
            onChange: ({ target }: { target: { value: string } }) => set([...path, key], target.value),
          };
          return (
            <Labelled
              key={key}
              id={`${id}-${key}`}
              label={name}
              hint={undefined}
              faults={own}
              path={pathText([...path, key])}
            >
              {isLong ? (
                <textarea {...common} rows={5} className={`${CONTROL} py-2`} />
              ) : (
                <input {...common} type="text" className={CONTROL} />
              )}
            </Labelled>
          );
        })}
      </div>
    </Group>
  );
}
