// One field of any schema: chooses the part that draws it.
import type { ReactElement } from "react";
import { choicesOf, isRecord, isText, optionsOf } from "../schema/json-schema.js";
import type { FieldProps } from "./forming.js";
import { BothField, ChoiceField, NumberField, SwitchField, TextField, WordsField } from "./leaf.js";
import { ListField } from "./list.js";
import { ObjectField } from "./object.js";
import { RecordField } from "./record.js";
import { UnionField } from "./union.js";

export function SchemaField(props: FieldProps): ReactElement {
  const { schema } = props;
  if (choicesOf(schema) || schema.const !== undefined) return <ChoiceField {...props} />;
  if (optionsOf(schema).length > 0) return <UnionField {...props} />;
  switch (schema.type) {
    case "object":
      if (isText(schema)) return <BothField {...props} />;
      return isRecord(schema) ? <RecordField {...props} /> : <ObjectField {...props} />;
    case "array":
      return isWords(props) ? <WordsField {...props} /> : <ListField {...props} />;
    case "integer":
    case "number":
      return <NumberField {...props} />;
    case "boolean":
      return <SwitchField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** A list of names. */
const isWords = ({ schema }: FieldProps): boolean =>
  schema.items?.type === "string" && schema.items.pattern === undefined && choicesOf(schema.items) === undefined;
