// What is sent besides being told here: by topic, by mail and by SMS, and in which language.
import type { InboxChoice, InboxChoiceBody, NoticeTopic } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { Choice } from "../ui/choice.js";
import { BackLink } from "./back-link.js";
import { choiceQuery, inboxOf } from "./queries.js";

const TOPICS = ["statement", "expiry", "exit", "queue", "payout", "order", "rules"] as const satisfies NoticeTopic[];
const CHANNELS = ["mail", "sms"] as const;

export function InboxSettingsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink to="/p/$programme/mall/inbox" />
      <PageTitle title={t("inbox.settings")} lead={t("inbox.settingsLead")} />
      <ForMember>{(member) => <Loaded member={member} />}</ForMember>
    </div>
  );
}

function Loaded({ member }: { member: string }): ReactElement {
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(choiceQuery(id, member));
  if (data) return <Form choice={data} member={member} />;
  return (
    <Card>
      <Pending error={error} onRetry={refetch} rows={7} />
    </Card>
  );
}

function Form({ choice, member }: { choice: InboxChoice; member: string }): ReactElement {
  const { t } = useTranslation();
  const { id, language } = useProgramme();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<InboxChoiceBody>({ ...choice, language: choice.language ?? language });
  const save = useMutation({
    mutationFn: async () => inboxOf(id).setChoice({ mail: wanted.mail, sms: wanted.sms, language: wanted.language }),
    onSuccess: (saved) => queries.setQueryData(choiceQuery(id, member).queryKey, saved),
  });
  const reached = { mail: choice.address, sms: choice.phone };
  const change = (next: InboxChoiceBody): void => {
    save.reset();
    setWanted(next);
  };
  const toggle = (channel: "mail" | "sms", topic: NoticeTopic): void => {
    const own = wanted[channel];
    change({ ...wanted, [channel]: own.includes(topic) ? own.filter((each) => each !== topic) : [...own, topic] });
  };
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card label={t("inbox.what")}>
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{t("inbox.what")}</caption>
          <thead>
            <tr className="border-b border-line text-12 text-ink-2">
              <th scope="col" className="py-2 text-left font-medium">
                {t("inbox.what")}
              </th>
              {CHANNELS.map((channel) => (
                <th key={channel} scope="col" className="w-20 px-2 text-center font-medium">
                  {t(`inbox.channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TOPICS.map((topic) => (
              <tr key={topic} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-3 text-left font-normal">
                  <span className="block">{t(`inbox.topic.${topic}`)}</span>
                  <span className="block text-12 text-ink-2">{t(`inbox.topicMeans.${topic}`)}</span>
                </th>
                {CHANNELS.map((channel) => (
                  <td key={channel} className="text-center">
                    <label className="inline-flex size-11 cursor-pointer items-center justify-center">
                      <input
                        type="checkbox"
                        className="size-5 accent-leaf"
                        aria-label={`${t(`inbox.topic.${topic}`)} · ${t(`inbox.channel.${channel}`)}`}
                        disabled={reached[channel] === null}
                        checked={reached[channel] !== null && wanted[channel].includes(topic)}
                        onChange={() => toggle(channel, topic)}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <ul className="mt-3 space-y-1 text-12 text-ink-2">
          {CHANNELS.map((channel) => (
            <li key={channel}>
              {reached[channel] === null
                ? t(`inbox.unreached.${channel}`)
                : t(`inbox.reached.${channel}`, { to: reached[channel] })}
            </li>
          ))}
          <li>{t("inbox.quiet")}</li>
        </ul>
      </Card>
      <Card label={t("inbox.language")}>
        <CardTitle>{t("inbox.language")}</CardTitle>
        <div className="grid gap-2 sm:grid-cols-2">
          {(["zh-CN", "en"] as const).map((each) => (
            <Choice
              key={each}
              group="inbox-language"
              checked={wanted.language === each}
              onChoose={() => change({ ...wanted, language: each })}
            >
              <span lang={each}>{each === "en" ? "English" : "简体中文"}</span>
            </Choice>
          ))}
        </div>
      </Card>
      <ErrorNote error={save.error} />
      <Button type="submit" kind="primary" className="w-full" disabled={save.isPending}>
        {t("mall.save")}
      </Button>
      <p aria-live="polite" className="text-center text-14 text-leaf">
        {save.isSuccess && t("inbox.saved")}
      </p>
    </form>
  );
}
