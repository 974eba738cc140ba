// A part whose keys are names that the plan chooses: assets, pools, rates by rank. A name can be changed where it stands.
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { renamed } from "../document/path.js";
import type { JsonSchema } from "../schema/json-schema.js";
import { blankOf, isObject } from "../schema/json-schema.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";
import { Fields } from "./object.js";
import { AddButton, CONTROL, FaultLines, PartGroup, RemoveButton } from "./parts.js";

/** Which names of the plan a record's keys are, where they are any. */
const NAMED_BY: Readonly<Record<string, string>> = {
  rates: "rank",
  ranks: "rank",
  directRank: "rank",
  teamRank: "rank",
  holding: "asset",
};

export const RecordField = (props: FieldProps): ReactElement => (
  <PartGroup props={props}>
    <Entries {...props} />
  </PartGroup>
);

/** The entries of a record without a frame. */
export function Entries({ schema, path, value, owner, label }: FieldProps): ReactElement {
  const { Field, set, remove, suggest } = useForming();
  const { t } = useTranslation();
  const record = isObject(value) ? value : {};
  const part: JsonSchema = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  const own = String(path.at(-1));
  const known = suggest(NAMED_BY[own] ?? "");
  const next = known.find((name) => !Object.hasOwn(record, name) && name !== "cash") ?? freeName(record, own);
  return (
    <>
      <ul className="space-y-3">
        {Object.entries(record).map(([name, each], index) => (
          // Names change while they are typed: the place is what stays.
          <li key={index} className={part.type === "object" ? "rounded-control border border-line bg-paper p-3" : ""}>
            <Entry
              name={name}
              known={known}
              onRename={(to) => set(path, renamed(record, name, to))}
              onRemove={() => remove([...path, name])}
              isTaken={(to) => to !== name && Object.hasOwn(record, to)}
            >
              {part.properties ? (
                <Fields schema={part} path={[...path, name]} value={each} owner={owner} />
              ) : (
                <Field
                  schema={part}
                  path={[...path, name]}
                  value={each}
                  owner={owner}
                  label={t("studio.form.valueOf", { name })}
                />
              )}
            </Entry>
          </li>
        ))}
      </ul>
      <AddButton label={label} onAdd={() => set([...path, next], blankOf(part, own, suggest))} />
    </>
  );
}

function freeName(record: Readonly<Record<string, unknown>>, of: string): string {
  const stem = of.replace(/s$/, "");
  let name = stem;
  for (let number = 2; Object.hasOwn(record, name); number++) name = `${stem}${number}`;
  return name;
}

function Entry({
  name,
  known,
  isTaken,
  onRename,
  onRemove,
  children,
}: {
  name: string;
  known: readonly string[];
  isTaken: (to: string) => boolean;
  onRename: (to: string) => void;
  onRemove: () => void;
  children: ReactElement;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;
  const taken = typed !== undefined && isTaken(typed);
  const finish = (): void => {
    if (typed !== undefined && typed !== "" && !taken) onRename(typed);
    setTyped(undefined);
  };
  return (
    <>
      <div className="mb-2 flex items-center gap-2">
        <input
          id={id}
          aria-label={t("studio.form.nameOf", { name })}
          aria-invalid={taken || undefined}
          list={known.length > 0 ? `${id}-known` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={shown}
          maxLength={64}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={finish}
          onKeyDown={({ key }) => {
            if (key === "Enter") finish();
            if (key === "Escape") setTyped(undefined);
          }}
          className={`${CONTROL} max-w-56 font-medium`}
        />
        {known.length > 0 && (
          <datalist id={`${id}-known`}>
            {known.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </datalist>
        )}
        <RemoveButton label={name} onRemove={onRemove} />
      </div>
      {taken && <FaultLines faults={[{ path: "", wrong: t("studio.form.taken", { name: typed }), right: "" }]} />}
      {children}
    </>
  );
}
