// A list of parts: each can go up, go down and go; one more can be added.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shared/ui/icons.js";
import { moved } from "../document/path.js";
import { blankOf } from "../schema/json-schema.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";
import { AddButton, PartGroup, RemoveButton, SMALL_BUTTON } from "./parts.js";

export const ListField = (props: FieldProps): ReactElement => (
  <PartGroup props={props}>
    <Items {...props} />
  </PartGroup>
);

/** The items of a list without a frame. */
export function Items({ schema, path, value, owner, label }: FieldProps): ReactElement {
  const { Field, set, remove, suggest } = useForming();
  const { t } = useTranslation();
  const list: unknown[] = Array.isArray(value) ? value : [];
  const item = schema.items ?? {};
  const key = String(path.findLast((each) => typeof each === "string") ?? "");
  return (
    <>
      <ol className="space-y-3">
        {list.map((part, index) => {
          const name = t("studio.form.number", { part: label, number: index + 1 });
          return (
            // A list has no names of its own: its places are what stays.
            <li key={index} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <Field schema={item} path={[...path, index]} value={part} owner={owner} label={name} />
              </div>
              <Movers
                index={index}
                count={list.length}
                name={name}
                onMove={(to) => set(path, moved(list, index, to))}
              />
              <RemoveButton label={name} onRemove={() => remove([...path, index])} />
            </li>
          );
        })}
      </ol>
      <AddButton label={label} onAdd={() => set([...path, list.length], blankOf(item, key, suggest))} />
    </>
  );
}

/** One place up, one place down. */
export function Movers({
  index,
  count,
  name,
  onMove,
}: {
  index: number;
  count: number;
  name: string;
  onMove: (to: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <button
        type="button"
        className={SMALL_BUTTON}
        disabled={index === 0}
        aria-label={t("studio.form.up", { part: name })}
        title={t("studio.form.up", { part: name })}
        onClick={() => onMove(index - 1)}
      >
        <span className="rotate-90">
          <Icon name="left" size={14} />
        </span>
      </button>
      <button
        type="button"
        className={SMALL_BUTTON}
        disabled={index === count - 1}
        aria-label={t("studio.form.down", { part: name })}
        title={t("studio.form.down", { part: name })}
        onClick={() => onMove(index + 1)}
      >
        <span className="rotate-90">
          <Icon name="right" size={14} />
        </span>
      </button>
    </>
  );
}
