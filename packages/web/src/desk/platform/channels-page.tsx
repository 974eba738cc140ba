// Channels of payment: which are set up, and the settings of another - sealed by the service when they are saved, and never shown again.
import type { Channel } from "@perennial/api";
import { channelBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, shopQuery, stale } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { TextArea } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";

interface Setting {
  name: string;
  /** a key of many lines */
  isLong?: true;
  mayLack?: true;
}

/** What each channel needs, as docs/mall.md has it. */
const SETTINGS = {
  alipay: [
    { name: "appId" },
    { name: "keyType" },
    { name: "privateKey", isLong: true },
    { name: "alipayPublicKey", isLong: true },
    { name: "gateway", mayLack: true },
  ],
  wechat: [
    { name: "appid" },
    { name: "mchid" },
    { name: "serial" },
    { name: "privateKey", isLong: true },
    { name: "apiKey" },
    { name: "platformSerial" },
    { name: "platformKey", isLong: true },
    { name: "sharing", mayLack: true },
    { name: "gateway", mayLack: true },
  ],
  stripe: [{ name: "secretKey" }, { name: "webhookSecret" }, { name: "gateway", mayLack: true }],
} as const satisfies Partial<Record<Channel, readonly Setting[]>>;

type Own = keyof typeof SETTINGS;
const CHANNELS: readonly Own[] = ["wechat", "alipay", "stripe"];

export function ChannelsPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useQuery(shopQuery(id));
  const [open, setOpen] = useState<Own>();
  return (
    <>
      <PageTitle title={t("desk.nav.channels")} lead={t("desk.channel.lead")} />
      <Card>
        <Loaded query={query} rows={3}>
          {({ channels }) => (
            <ul className="divide-y divide-line">
              {channels.includes("sandbox") && (
                <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                  <span className="min-w-0 flex-1 basis-40">
                    <span className="block text-14 font-medium">{t("desk.channel.sandbox")}</span>
                    <span className="block text-12 text-ink-2">{t("desk.channel.sandboxHint")}</span>
                  </span>
                  <Pill tone="good">{t("desk.channel.on")}</Pill>
                </li>
              )}
              {CHANNELS.map((channel) => {
                const isOn = channels.includes(channel);
                const name = t(`desk.channel.${channel}`);
                return (
                  <li key={channel} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                    <span className="min-w-0 flex-1 basis-40 text-14 font-medium">{name}</span>
                    <Pill tone={isOn ? "good" : "plain"}>{t(isOn ? "desk.channel.on" : "desk.channel.off")}</Pill>
                    <Button
                      onClick={() => setOpen(channel)}
                      aria-label={t(isOn ? "desk.channel.againOf" : "desk.channel.setOf", { name })}
                    >
                      {t(isOn ? "desk.channel.again" : "desk.channel.set")}
                    </Button>
                  </li>
                );
              })}
            </ul>
          )}
        </Loaded>
      </Card>
      <Dialog
        title={open === undefined ? "" : t(`desk.channel.${open}`)}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open !== undefined && <Settings key={open} channel={open} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </>
  );
}

function Settings({ channel, onDone }: { channel: Own; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const settings: readonly Setting[] = SETTINGS[channel];
  const form = useForm({
    initial: { settings: Object.fromEntries(settings.map(({ name }) => [name, name === "keyType" ? "PKCS8" : ""])) },
    schema: channelBody.superRefine((body, context) => {
      for (const { name, mayLack } of settings)
        if (!mayLack && (body.settings[name] ?? "") === "")
          context.addIssue({ code: "custom", path: ["settings", name], message: "missing" });
    }),
    body: (draft) => ({
      settings: Object.fromEntries(
        Object.entries(draft.settings).flatMap(([name, value]) => (value.trim() === "" ? [] : [[name, value.trim()]])),
      ),
    }),
    send: async (body) => {
      await deskOf(id).setChannel(channel, body);
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  const general = fault("settings");
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4" autoComplete="off">
      <p className="text-14 text-ink-2">{t("desk.channel.sealed")}</p>
      {settings.map(({ name, isLong, mayLack }) => {
        const common = {
          label: mayLack ? t("desk.channel.optional", { name }) : name,
          value: draft.settings[name] ?? "",
          spellCheck: false,
          error: fault(`settings.${name}`),
        };
        const change = (value: string): void => set("settings", { ...draft.settings, [name]: value });
        return isLong ? (
          <TextArea key={name} {...common} onChange={({ target }) => change(target.value)} />
        ) : (
          <Field key={name} {...common} autoComplete="off" onChange={({ target }) => change(target.value)} />
        );
      })}
      {general !== undefined && (
        <p role="alert" className="text-14 text-clay">
          {t("desk.channel.wrong")}
        </p>
      )}
      <FormEnd form={form} label={t("desk.channel.seal")} />
    </form>
  );
}
