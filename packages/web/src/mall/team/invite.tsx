// My code: as a QR code, as a link to copy, and as a poster to save.
import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { invitation } from "../account/referral.js";
import { handOver } from "../ui/file.js";
import { Qr } from "../../shared/ui/qr.js";
import { posterOf } from "./poster.js";

export function Invite({ code }: { code: string }): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail } = useProgramme();
  const link = invitation(id, code);
  const [isCopied, setCopied] = useState(false);
  const save = useMutation({
    mutationFn: async () =>
      handOver(
        await posterOf({
          title: read(detail.title),
          lead: t("mall.team.posterLead"),
          code: t("mall.team.codeIs", { code }),
          note: t("mall.team.posterNote"),
          link,
        }),
        `${id}-${code}.png`,
      ),
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Card label={t("mall.team.invite")}>
      <CardTitle>{t("mall.team.invite")}</CardTitle>
      <Qr text={link} label={t("mall.team.qr", { link })} className="mx-auto w-full max-w-60" />
      <p className="mt-3 text-center text-20 font-semibold" data-code>
        {code}
      </p>
      <p className="mt-1 text-center text-12 text-ink-2">{t("mall.team.inviteBody")}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button className="flex-1" onClick={() => void copy()}>
          <Icon name="copy" size={18} />
          {isCopied ? t("mall.team.copied") : t("mall.team.copy")}
        </Button>
        <Button className="flex-1" kind="primary" disabled={save.isPending} onClick={() => save.mutate()}>
          <Icon name="down" size={18} />
          {t("mall.team.poster")}
        </Button>
      </div>
      <ErrorNote error={save.error} />
    </Card>
  );
}
