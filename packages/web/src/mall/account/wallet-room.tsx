// The wallet of whoever is signed in, among the rooms of the mall.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { WalletOf } from "../../member/wallet-page.js";
import { ForMember } from "../../shared/session/gate.js";

export function WalletRoom(): ReactElement {
  const { t } = useTranslation();
  return <ForMember>{(member) => <WalletOf name={member} title={t("mall.me.wallet")} />}</ForMember>;
}
