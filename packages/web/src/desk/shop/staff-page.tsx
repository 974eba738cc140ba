// Who works at the shop; its owner lets somebody in by phone or e-mail, and out again.
import { merchantStaffBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, merchantQuery, merchantStaffQuery, stale } from "../data/queries.js";
import { whoBody } from "../platform/who.js";
import { useDesk } from "../shell/seat.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";

export function StaffPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = "", isOperator } = useDesk();
  const query = useQuery(merchantStaffQuery(id, merchant));
  const shop = useQuery(merchantQuery(id, merchant));
  const mayChange = isOperator || shop.data?.owner === true;
  return (
    <>
      <PageTitle title={t("desk.nav.staff")} lead={t("desk.staff.lead")} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card>
          <Loaded query={query} rows={2}>
            {({ staff }) => (
              <ul className="divide-y divide-line">
                {staff.map((person) => (
                  <li key={person.account} className="flex flex-wrap items-center justify-between gap-3 py-3">
                    <span className="min-w-0">
                      <span className="block text-14 font-medium">{person.name}</span>
                      <span className="block text-12 text-ink-2">{person.contact}</span>
                    </span>
                    <Pill tone={person.owner ? "good" : "plain"}>
                      {t(person.owner ? "desk.staff.owner" : "desk.staff.clerk")}
                    </Pill>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Card>
        {mayChange && <Change merchant={merchant} />}
      </div>
    </>
  );
}

function Change({ merchant }: { merchant: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [done, setDone] = useState("");
  const form = useForm({
    initial: { contact: "", works: true },
    schema: merchantStaffBody.refine(({ phone, email }) => phone !== undefined || email !== undefined, {
      path: ["contact"],
    }),
    body: ({ contact, works }) => ({ ...whoBody(contact), works }),
    send: async (body) => {
      await deskOf(id).setStaff(merchant, body);
      await stale(queries, id);
      setDone(t(body.works ? "desk.staff.added" : "desk.staff.removed"));
      form.replace({ contact: "", works: true });
    },
  });
  return (
    <Card>
      <CardTitle>{t("desk.staff.change")}</CardTitle>
      <form noValidate onSubmit={form.submit} className="space-y-4">
        <Field
          label={t("desk.staff.contact")}
          hint={t("desk.staff.contactHint")}
          autoComplete="off"
          value={form.draft.contact}
          onChange={({ target }) => form.set("contact", target.value)}
          error={form.fault("contact") ?? form.fault("phone") ?? form.fault("email")}
        />
        <fieldset>
          <legend className="text-14 font-medium">{t("desk.staff.what")}</legend>
          <div className="mt-1 flex flex-wrap gap-x-6">
            {[true, false].map((works) => (
              <label key={String(works)} className="flex min-h-11 items-center gap-2 text-14">
                <input
                  type="radio"
                  name="works"
                  checked={form.draft.works === works}
                  onChange={() => form.set("works", works)}
                  className="size-6 accent-leaf"
                />
                {t(works ? "desk.staff.add" : "desk.staff.remove")}
              </label>
            ))}
          </div>
        </fieldset>
        <FormEnd form={form} label={t("desk.save")} done={done} />
      </form>
    </Card>
  );
}
