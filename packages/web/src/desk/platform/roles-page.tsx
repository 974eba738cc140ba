// Who has a role in the programme; an operator gives and takes them.
import type { Role, StaffList } from "@perennial/api";
import { staffBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { accounts } from "../../shared/session/session.js";
import { Field } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { rolesQuery, stale } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Tick, Ticks } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";
import { whoBody } from "./who.js";

const ROLES: readonly Role[] = ["operator", "reviewer", "support", "auditor"];

export function RolesPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { isOperator } = useDesk();
  const query = useQuery(rolesQuery(id));
  return (
    <>
      <PageTitle title={t("desk.nav.roles")} lead={t("desk.role.lead")} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card>
          <Loaded query={query} rows={2}>
            {({ staff }) =>
              staff.length === 0 ? (
                <Notice icon="members" title={t("desk.role.none")} />
              ) : (
                <ul className="divide-y divide-line">
                  {staff.map((person) => (
                    <Person key={person.account} person={person} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Card>
        {isOperator && <Change />}
      </div>
    </>
  );
}

function Person({ person }: { person: StaffList["staff"][number] }): ReactElement {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <span className="min-w-0">
        <span className="block text-14 font-medium">{person.name}</span>
        <span className="block text-12 text-ink-2">{person.contact}</span>
      </span>
      <span className="flex flex-wrap gap-2">
        {person.roles.map((role) => (
          <Pill key={role} tone="plain">
            {t(`desk.role.${role}`)}
          </Pill>
        ))}
      </span>
    </li>
  );
}

function Change(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    initial: { contact: "", roles: [] as Role[] },
    schema: staffBody.refine(({ phone, email }) => phone !== undefined || email !== undefined, { path: ["contact"] }),
    body: ({ contact, roles }) => ({ ...whoBody(contact), roles }),
    send: async (body) => {
      setSaved(false);
      await accounts.setStaff(id, body);
      await stale(queries, id);
      form.replace({ contact: "", roles: [] });
      setSaved(true);
    },
  });
  const { draft, set, fault } = form;
  return (
    <Card>
      <CardTitle>{t("desk.role.change")}</CardTitle>
      <form noValidate onSubmit={form.submit} className="space-y-4">
        <Field
          label={t("desk.staff.contact")}
          hint={t("desk.staff.contactHint")}
          autoComplete="off"
          value={draft.contact}
          onChange={({ target }) => set("contact", target.value)}
          error={fault("contact") ?? fault("phone") ?? fault("email")}
        />
        <Ticks legend={t("desk.role.all")} hint={t("desk.role.allHint")}>
          {ROLES.map((role) => (
            <Tick
              key={role}
              label={t(`desk.role.${role}`)}
              hint={t(`desk.role.may.${role}`)}
              checked={draft.roles.includes(role)}
              onChange={(has) =>
                set("roles", has ? [...draft.roles, role] : draft.roles.filter((each) => each !== role))
              }
            />
          ))}
        </Ticks>
        <FormEnd form={form} label={t("desk.save")} done={saved && t("desk.saved")} />
      </form>
    </Card>
  );
}
