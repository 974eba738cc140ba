// Where the channels send the shop's part of settled orders, where they can; without one it stays in the shop's wallet.
import type { Channel } from "@perennial/api";
import { receiverBody } from "@perennial/api/schemas";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, receiversQuery, stale } from "../data/queries.js";
import { Select } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded } from "../ui/parts.js";

const CHANNELS: readonly Channel[] = ["wechat", "alipay", "stripe"];

export function ReceiversCard({ merchant, mayChange }: { merchant: string; mayChange: boolean }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const query = useQuery(receiversQuery(id, merchant));
  const drop = useMutation({
    mutationFn: async (channel: Channel) => deskOf(id).dropReceiver(merchant, channel),
    onSuccess: async () => stale(queries, id),
  });
  return (
    <Card>
      <CardTitle>{t("desk.receiver.title")}</CardTitle>
      <p className="mb-3 text-14 text-ink-2">{t("desk.receiver.lead")}</p>
      <Loaded query={query} rows={1}>
        {({ receivers }) => (
          <ul className="divide-y divide-line">
            {receivers.map(({ channel, account, name }) => (
              <li key={channel} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
                <span className="min-w-0 flex-1 basis-40">
                  <span className="block text-14 font-medium">{t(`desk.channel.${channel}`)}</span>
                  <span className="block text-12 text-ink-2">{`${name} · ${account}`}</span>
                </span>
                {mayChange && (
                  <Button
                    aria-label={t("desk.receiver.dropOf", { channel: t(`desk.channel.${channel}`) })}
                    disabled={drop.isPending}
                    onClick={() => drop.mutate(channel)}
                  >
                    {t("desk.receiver.drop")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ErrorNote error={drop.error} />
      {mayChange && <Add merchant={merchant} />}
    </Card>
  );
}

function Add({ merchant }: { merchant: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { channel: "wechat", account: "", name: "" },
    schema: receiverBody,
    body: ({ account, name }) => ({ account: account.trim(), name }),
    send: async (body) => {
      const channel = CHANNELS.find((each) => each === form.draft.channel) ?? "wechat";
      await deskOf(id).setReceiver(merchant, channel, body);
      await stale(queries, id);
      form.replace({ channel, account: "", name: "" });
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="mt-3 space-y-4 border-t border-line pt-4">
      <Select
        label={t("desk.receiver.channel")}
        value={draft.channel}
        onChange={({ target }) => set("channel", target.value)}
        error={fault("channel")}
      >
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {t(`desk.channel.${channel}`)}
          </option>
        ))}
      </Select>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("desk.receiver.account")}
          hint={t(`desk.receiver.hint.${draft.channel}`)}
          autoComplete="off"
          maxLength={64}
          value={draft.account}
          onChange={({ target }) => set("account", target.value)}
          error={fault("account")}
        />
        <Field
          label={t("desk.receiver.name")}
          autoComplete="off"
          maxLength={120}
          value={draft.name}
          onChange={({ target }) => set("name", target.value)}
          error={fault("name")}
        />
      </div>
      <FormEnd form={form} label={t("desk.receiver.add")} />
    </form>
  );
}
