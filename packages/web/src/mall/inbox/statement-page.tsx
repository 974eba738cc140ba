// A month's statement: what there was, what came in and went out by rule, what is left; to look into, to print, to take along.
import type { AssetMonth, MonthStatement, Movement } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { PostingWhy } from "../../shared/why/posting.js";
import { Figure } from "../../shared/why/sheet.js";
import { BackLink } from "./back-link.js";
import { monthText } from "./month-text.js";
import { inboxOf, monthQuery } from "./queries.js";

export function MonthPage(): ReactElement {
  const { t } = useTranslation();
  const { language } = useProgramme();
  const month = useParams({ strict: false, select: (params) => params.month ?? "" });
  return (
    <div className="mx-auto max-w-[840px] print:max-w-none">
      <BackLink to="/p/$programme/mall/statements" />
      <ForMember>
        {(member) => (
          <>
            <PageTitle
              title={t("inbox.statementOf", { month: monthText(month, language) })}
              lead={<Whose member={member} />}
            >
              <Ways month={month} />
            </PageTitle>
            <Month member={member} month={month} />
          </>
        )}
      </ForMember>
    </div>
  );
}

/** On paper it must say by itself whose it is. */
function Whose({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { detail, read } = useProgramme();
  return <>{t("inbox.whose", { mall: read(detail.title), member })}</>;
}

function Ways({ month }: { month: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <div className="flex gap-2 print:hidden">
      <Button onClick={() => print()}>
        <Icon name="entries" size={18} />
        {t("inbox.print")}
      </Button>
      <a href={inboxOf(id).statementUrl(month)} download className={linkButton("quiet")}>
        <Icon name="down" size={18} />
        {t("inbox.csv")}
      </a>
    </div>
  );
}

function Month({ member, month }: { member: string; month: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(monthQuery(id, member, month));
  if (data === undefined)
    return (
      <Card>
        <Pending error={error} onRetry={refetch} rows={6} />
      </Card>
    );
  if (data.assets.length === 0)
    return (
      <Card>
        <Notice icon="entries" title={t("inbox.nothing")}>
          {t("inbox.nothingBody")}
        </Notice>
      </Card>
    );
  return <Shown statement={data} />;
}

function Shown({ statement }: { statement: MonthStatement }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const { from, to, isClosed, assets } = statement;
  return (
    <div className="space-y-4">
      <p className="text-14 text-ink-2">
        {t("inbox.days", { from: format.day(from), to: format.day(to) })}
        {!isClosed && ` · ${t("inbox.stillRunning")}`}
      </p>
      {assets.map((asset) => (
        <Asset key={asset.asset} month={asset} />
      ))}
      <p className="text-12 text-ink-2">{t("inbox.basis")}</p>
    </div>
  );
}

function Asset({ month }: { month: AssetMonth }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  const { asset, opening, closing, owed } = month;
  return (
    <Card label={assetTitle(asset)} className="break-inside-avoid print:bg-paper">
      <table className="w-full border-collapse text-14" data-statement={asset}>
        <caption className="pb-2 text-left text-16 font-semibold">{assetTitle(asset)}</caption>
        <tbody>
          <tr className="border-b border-line">
            <th scope="row" className="py-2 text-left font-medium">
              {t("inbox.opening")}
            </th>
            <td className="py-2 text-right font-semibold whitespace-nowrap">{quantity(asset, opening)}</td>
          </tr>
          <Movements asset={asset} title={t("inbox.cameIn")} all={month.in} />
          <Movements asset={asset} title={t("inbox.wentOut")} all={month.out} />
        </tbody>
        <tfoot>
          <tr className="border-t border-line">
            <th scope="row" className="py-2 text-left text-16 font-semibold">
              {t("inbox.closing")}
            </th>
            <td className="py-2 text-right text-16 font-semibold whitespace-nowrap">{quantity(asset, closing)}</td>
          </tr>
          {!(isZero(owed.opening) && isZero(owed.closing)) && (
            <tr>
              <th scope="row" className="py-1 text-left font-normal text-clay">
                {t("inbox.owed", { before: quantity(asset, owed.opening) })}
              </th>
              <td className="py-1 text-right whitespace-nowrap text-clay">{quantity(asset, owed.closing)}</td>
            </tr>
          )}
        </tfoot>
      </table>
    </Card>
  );
}

function Movements({ asset, title, all }: { asset: string; title: string; all: readonly Movement[] }): ReactElement {
  return (
    <>
      {all.map((movement, index) => (
        <Line
          key={`${movement.mechanism}/${movement.rule}/${movement.type}`}
          asset={asset}
          movement={movement}
          title={index === 0 ? title : undefined}
        />
      ))}
    </>
  );
}

function Line({
  asset,
  movement: { mechanism, type, amount, count, why, seq },
  title,
}: {
  asset: string;
  movement: Movement;
  title: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { read, assetTitle, mechanismTitle, signedQuantity } = useProgramme();
  const event = t(`event.${type}`, { defaultValue: type });
  const name = mechanism === "" ? event : `${mechanismTitle(mechanism)} · ${event}`;
  return (
    <>
      {title !== undefined && (
        <tr>
          <th scope="colgroup" colSpan={2} className="pt-3 pb-1 text-left text-12 font-medium text-ink-2">
            {title}
          </th>
        </tr>
      )}
      <tr className="align-top">
        <th scope="row" className="py-1.5 pr-4 text-left font-normal">
          <span className="block">{name}</span>
          <span className="block text-12 text-ink-2">{count === 1 ? read(why.text) : t("inbox.times", { count })}</span>
        </th>
        <td className="py-1.5 text-right whitespace-nowrap">
          <Figure
            className="print:no-underline"
            why={() => ({
              title: `${assetTitle(asset)} · ${name}`,
              figure: signedQuantity(asset, amount),
              body: (
                <>
                  {count > 1 && <p className="mb-4 text-14 text-ink-2">{t("inbox.lastOf", { count })}</p>}
                  <PostingWhy why={why} seq={seq} />
                </>
              ),
            })}
          >
            {signedQuantity(asset, amount)}
          </Figure>
        </td>
      </tr>
    </>
  );
}
