// A part with named parts: those that are there as fields, those that may be added as chips, those that nobody knows with the way out.
import { pathText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Path } from "../document/path.js";
import type { JsonSchema } from "../schema/json-schema.js";
import { blankOf, isObject } from "../schema/json-schema.js";
import { useLabels } from "../words/labels.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";
import { Chips, FaultLines, Group, RemoveButton } from "./parts.js";

export function ObjectField({ schema, path, value, owner, label, onRemove }: FieldProps): ReactElement {
  const { faults } = useForming();
  const labels = useLabels();
  const at = pathText(path);
  return (
    <Group label={label} hint={labels.hint(schema)} faults={faults.get(at) ?? []} onRemove={onRemove} path={at}>
      <Fields schema={schema} path={path} value={value} owner={owner} />
    </Group>
  );
}

/** The fields of an object without a frame. `skip`: keys that are shown elsewhere; `only`: no others. */
export function Fields({
  schema,
  path,
  value,
  owner,
  skip = [],
  only,
}: {
  schema: JsonSchema;
  path: Path;
  value: unknown;
  owner?: string | undefined;
  skip?: readonly string[];
  only?: readonly string[];
}): ReactElement {
  const { Field, set, remove, suggest, faults } = useForming();
  const labels = useLabels();
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const object = isObject(value) ? value : {};
  const properties = schema.properties ?? {};
  const names = (only ?? Object.keys(properties)).filter((name) => !skip.includes(name) && properties[name]);
  const required = schema.required ?? [];
  const isThere = (name: string): boolean => Object.hasOwn(object, name) || required.includes(name);
  const absent = names.filter((name) => !isThere(name));
  const strangers = only ? [] : Object.keys(object).filter((name) => !(name in properties));

  const add = (name: string): void => {
    set([...path, name], blankOf(properties[name] ?? {}, name, suggest));
    // The new field takes the focus once it is drawn.
    const at = pathText([...path, name]);
    requestAnimationFrame(() => {
      const field = [...(place.current?.querySelectorAll("[data-path]") ?? [])].find(
        (each) => each.getAttribute("data-path") === at,
      );
      field?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
    });
  };

  return (
    <div ref={place} className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
      {names.filter(isThere).map((name) => (
        <Field
          key={name}
          schema={properties[name] ?? {}}
          path={[...path, name]}
          value={object[name]}
          owner={owner}
          label={labels.key(name, owner)}
          onRemove={required.includes(name) ? undefined : () => remove([...path, name])}
        />
      ))}
      {strangers.map((name) => (
        <div key={name} className="col-span-full min-w-0" data-path={pathText([...path, name])}>
          <div className="flex items-center justify-between gap-2 rounded-control bg-clay-soft px-3">
            <code className="text-12 text-clay">{name}</code>
            <RemoveButton label={name} onRemove={() => remove([...path, name])} />
          </div>
          <FaultLines faults={faults.get(pathText([...path, name])) ?? []} />
        </div>
      ))}
      <Chips
        names={absent.map((name) => [name, labels.key(name, owner), labels.hint(properties[name] ?? {})] as const)}
        onAdd={add}
      />
      {names.length === 0 && strangers.length === 0 && <p className="text-12 text-ink-3">{t("studio.form.nothing")}</p>}
    </div>
  );
}
