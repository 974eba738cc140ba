// The programme's API keys: made with the scopes they need, shown once, revoked when they are no longer wanted.
import type { KeyList, KeyMade } from "@perennial/api";
import { keyBody, scope } from "@perennial/api/schemas";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { accounts } from "../../shared/session/session.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { keysQuery, stale } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { Tick, Ticks } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";

type Scope = (typeof scope.options)[number];

export function KeysPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { isOperator } = useDesk();
  const query = useQuery(keysQuery(id));
  const [made, setMade] = useState<KeyMade>();
  return (
    <>
      <PageTitle title={t("desk.nav.keys")} lead={t("desk.key.lead")} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card>
          {made && <Made made={made} />}
          <Loaded query={query} rows={2}>
            {({ keys }) =>
              keys.length === 0 ? (
                <Notice icon="chain" title={t("desk.key.none.title")}>
                  {t("desk.key.none.body")}
                </Notice>
              ) : (
                <ul className="divide-y divide-line">
                  {keys.map((key) => (
                    <Row key={key.id} brief={key} mayRevoke={isOperator} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Card>
        {isOperator && <Make onMade={setMade} />}
      </div>
    </>
  );
}

/** The key itself, this once. */
function Made({ made }: { made: KeyMade }): ReactElement {
  const { t } = useTranslation();
  return (
    <output className="mb-4 block rounded-control border border-amber bg-amber-soft p-3">
      <p className="text-14 font-medium">{t("desk.key.made", { name: made.name })}</p>
      <code className="my-2 block text-14 break-all">{made.key}</code>
      <Button onClick={() => void navigator.clipboard.writeText(made.key)}>
        <Icon name="copy" size={18} />
        {t("desk.key.copy")}
      </Button>
    </output>
  );
}

function Row({ brief, mayRevoke }: { brief: KeyList["keys"][number]; mayRevoke: boolean }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const revoke = useMutation({
    mutationFn: async () => accounts.revokeKey(id, brief.id),
    onSuccess: async () => {
      setAsked(false);
      await stale(queries, id);
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block text-14 font-medium">{brief.name}</span>
        <span className="block text-12 text-ink-2">
          {brief.scopes.map((each) => t(`desk.scope.${each.replace(":", "_")}`)).join(" · ")}
        </span>
        <span className="block text-12 text-ink-3">{t("desk.key.since", { at: format.time(brief.createdAt) })}</span>
      </span>
      {brief.revokedAt !== null ? (
        <Pill tone="bad">{t("desk.key.revoked")}</Pill>
      ) : (
        mayRevoke && (
          <Button aria-label={t("desk.key.revokeOf", { name: brief.name })} onClick={() => setAsked(true)}>
            {t("desk.key.revoke")}
          </Button>
        )
      )}
      <Dialog title={t("desk.key.revokeOf", { name: brief.name })} open={asked} onClose={() => setAsked(false)}>
        <p className="mb-4 text-14 text-ink-2">{t("desk.key.revokeBody")}</p>
        <ErrorNote error={revoke.error} />
        <Button kind="primary" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
          {t("desk.key.revoke")}
        </Button>
      </Dialog>
    </li>
  );
}

function Make({ onMade }: { onMade: (made: KeyMade) => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { name: "", scopes: [] as Scope[] },
    schema: keyBody,
    body: (draft) => draft,
    send: async (body) => {
      onMade(await accounts.createKey(id, body));
      await stale(queries, id);
      form.replace({ name: "", scopes: [] });
    },
  });
  const { draft, set, fault } = form;
  const wrong = fault("scopes");
  return (
    <Card>
      <CardTitle>{t("desk.key.new")}</CardTitle>
      <form noValidate onSubmit={form.submit} className="space-y-4">
        <Field
          label={t("desk.key.name")}
          hint={t("desk.key.nameHint")}
          autoComplete="off"
          maxLength={60}
          value={draft.name}
          onChange={({ target }) => set("name", target.value)}
          error={fault("name")}
        />
        <Ticks legend={t("desk.key.scopes")} hint={t("desk.key.scopesHint")}>
          {scope.options.map((each) => (
            <Tick
              key={each}
              label={t(`desk.scope.${each.replace(":", "_")}`)}
              checked={draft.scopes.includes(each)}
              onChange={(has) =>
                set("scopes", has ? [...draft.scopes, each] : draft.scopes.filter((other) => other !== each))
              }
            />
          ))}
        </Ticks>
        {wrong !== undefined && (
          <p role="alert" className="text-14 text-clay">
            {wrong}
          </p>
        )}
        <FormEnd form={form} label={t("desk.key.make")} />
      </form>
    </Card>
  );
}
