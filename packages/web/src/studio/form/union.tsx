// A part that may be written in several ways: which way is chosen above, its own fields stand below. The way is read off the value's shape, not off its being right.
import { pathText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { blankOf, isObject, optionFor, optionsOf } from "../schema/json-schema.js";
import { useLabels } from "../words/labels.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";
import { Fields } from "./object.js";
import { Group } from "./parts.js";

export function UnionField({ schema, path, value, owner, label, onRemove }: FieldProps): ReactElement {
  const { Field, set, suggest, faults } = useForming();
  const labels = useLabels();
  const { t } = useTranslation();
  const id = useId();
  const options = optionsOf(schema);
  const index = optionFor(options, value);
  const option = options[index];
  const at = pathText(path);
  const isLeaf = option !== undefined && option.type !== "object" && option.type !== "array";
  const change = (next: number): void => {
    const chosen = options[next];
    if (!chosen) return;
    const blank = blankOf(chosen, String(path.at(-1)), suggest);
    // What both ways have stays as it was.
    const kept =
      isObject(blank) && isObject(value)
        ? Object.fromEntries(Object.entries(value).filter(([key]) => key in blank && key !== "kind"))
        : {};
    set(path, isObject(blank) ? { ...blank, ...kept } : blank);
  };
  const way = (
    <select
      id={id}
      aria-label={t("studio.form.way", { part: label })}
      value={index}
      onChange={({ target }) => change(Number(target.value))}
      className="min-h-8 rounded-control border border-line bg-paper px-2 text-12 text-ink-2 hover:border-ink-3"
    >
      {index === -1 && <option value={-1}>—</option>}
      {options.map((each, number) => (
        <option key={labels.option(each, number)} value={number}>
          {labels.option(each, number)}
        </option>
      ))}
    </select>
  );
  return (
    <Group
      label={label}
      hint={labels.hint(schema)}
      faults={isLeaf ? [] : (faults.get(at) ?? [])}
      onRemove={onRemove}
      path={at}
      aside={way}
    >
      {option?.properties && <Fields schema={option} path={path} value={value} owner={owner} skip={["kind"]} />}
      {option && !option.properties && option.const === undefined && (
        <Field
          schema={option.description === undefined ? option : { ...option, description: "" }}
          path={path}
          value={value}
          owner={owner}
          label={isLeaf ? label : labels.option(option, index)}
          isBare={isLeaf}
        />
      )}
    </Group>
  );
}
