// The documents of an application: pictures are shown, everything else is downloaded. The service never hands one out as a page of ours.
import type { MerchantApplication } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Bone } from "../../shared/ui/states.js";
import { deskOf } from "../data/queries.js";

type Document = MerchantApplication["documents"][number];

export function DocumentViews({ application }: { application: MerchantApplication }): ReactElement {
  const { t } = useTranslation();
  if (application.documents.length === 0) return <p className="text-14 text-ink-2">{t("desk.review.noDocuments")}</p>;
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {application.documents.map((document) => (
        <li key={document.id} className="min-w-0 rounded-control border border-line bg-paper p-3">
          <View application={application.id} document={document} />
        </li>
      ))}
    </ul>
  );
}

function View({ application, document }: { application: string; document: Document }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const url = deskOf(id).documentUrl(application, document.id);
  const kind = t(`desk.document.${document.kind}`);
  return (
    <>
      <div className="mb-2 flex items-center justify-between gap-3">
        <span className="min-w-0 truncate text-14 font-medium">{kind}</span>
        <a
          href={url}
          download={document.name}
          className={linkButton("quiet")}
          aria-label={t("desk.review.download", { kind })}
        >
          <Icon name="down" size={18} />
        </a>
      </div>
      {document.name.endsWith(".pdf") ? (
        <p className="text-14 text-ink-2">{t("desk.review.pdf")}</p>
      ) : (
        <Picture url={url} name={kind} />
      )}
    </>
  );
}

/** The picture's bytes, since the service sends them to be saved. */
function Picture({ url, name }: { url: string; name: string }): ReactElement {
  const { t } = useTranslation();
  const { data: shown, error } = useQuery({
    queryKey: ["document", url],
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`the document answered ${response.status}`);
      // Kept as long as the page: a reviewer looks at few of them.
      return URL.createObjectURL(await response.blob());
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <p className="text-14 text-clay">{t("desk.review.lost")}</p>;
  if (shown === undefined) return <Bone className="h-48 w-full" />;
  return <img src={shown} alt={name} className="max-h-80 w-full rounded-control object-contain" />;
}
