// An order that somebody comes for: its number leads to it, where it is handed over.
import { ApiError } from "@perennial/api";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf } from "../data/queries.js";

/** A number as it is read out, or the address that the buyer's code holds. */
export const numberOf = (text: string): string =>
  (text.trim().split("/").at(-1) ?? "").replaceAll(/[\s-]/g, "").toUpperCase();

const NUMBER = /^[A-Z0-9]{6,40}$/;

export function EnterOrder(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const number = numberOf(text);
  const find = useMutation({
    mutationFn: async () => deskOf(id).order(number),
    onSuccess: ({ id: order }) =>
      void navigate({ to: "/p/$programme/desk/orders/$order", params: { programme: id, order } }),
  });
  const isUnknown = find.error instanceof ApiError && find.error.problem.code === "not_found";
  return (
    <Card>
      <CardTitle>{t("desk.till.enter")}</CardTitle>
      <form
        noValidate
        className="grid gap-3 sm:grid-cols-[1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          if (NUMBER.test(number)) find.mutate();
        }}
      >
        <Field
          label={t("desk.till.number")}
          hint={t("desk.till.numberHint")}
          autoComplete="off"
          autoCapitalize="characters"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            find.reset();
          }}
          error={isUnknown ? t("desk.till.unknown") : undefined}
        />
        <Button type="submit" disabled={!NUMBER.test(number) || find.isPending} className="self-start sm:mt-7">
          {t("desk.till.find")}
        </Button>
      </form>
      {!isUnknown && <ErrorNote error={find.error} />}
    </Card>
  );
}
