// The words of an application: who, with which licence, where, doing what, at which margin. Kept in the browser until the service has the draft.
import type { MerchantApplication } from "@perennial/api";
import { applicationBody } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { keepDraft, keptDraft } from "../data/drafts.js";
import { deskOf, stale } from "../data/queries.js";
import { MarginField } from "../shop/margin-field.js";
import { percentOf, rateOf } from "../shop/rate.js";
import type { PlaceDraft } from "../stores/place.js";
import { placeBody, PlaceFields } from "../stores/place.js";
import { TextArea } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd } from "../ui/parts.js";

interface ApplicationDraft extends PlaceDraft {
  title: string;
  licence: string;
  contact: string;
  phone: string;
  services: string;
  margin: string;
  referralCode: string;
}

const FRESH: ApplicationDraft = {
  title: "",
  licence: "",
  contact: "",
  phone: "",
  services: "",
  margin: "",
  referralCode: "",
  address: "",
  region: "",
  latitude: "",
  longitude: "",
  system: "wgs84",
};

const draftOf = (application: MerchantApplication): ApplicationDraft => ({
  title: application.title,
  licence: application.licence,
  contact: application.contact,
  phone: application.phone,
  services: application.services,
  margin: percentOf(application.margin),
  referralCode: "",
  address: application.address,
  region: application.region,
  latitude: String(application.latitude),
  longitude: String(application.longitude),
  system: "wgs84",
});

export function ApplicationForm({
  application,
  onSaved,
}: {
  application: MerchantApplication | undefined;
  onSaved: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const place = `${id}.application`;
  const form = useForm({
    initial: application ? draftOf(application) : keptDraft(place, FRESH),
    schema: applicationBody,
    body: ({ referralCode, margin, ...draft }) => ({
      ...draft,
      ...placeBody(draft),
      margin: rateOf(margin),
      ...(referralCode.trim() !== "" && { referralCode: referralCode.trim() }),
    }),
    send: async (body) => {
      await (application ? deskOf(id).setApplication(application.id, body) : deskOf(id).apply(body));
      keepDraft(place, null);
      await stale(queries, id);
      onSaved();
    },
  });
  const { draft, set, fault } = form;
  useEffect(() => {
    if (!application) keepDraft(place, draft);
  }, [application, place, draft]);
  const text = (name: "title" | "licence" | "contact" | "phone", most: number, autoComplete = "off"): ReactElement => (
    <Field
      label={t(`desk.apply.${name === "title" ? "name" : name}`)}
      maxLength={most}
      autoComplete={autoComplete}
      type={name === "phone" ? "tel" : "text"}
      value={draft[name]}
      onChange={({ target }) => set(name, target.value)}
      error={fault(name)}
    />
  );
  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      <div className="grid gap-4 sm:grid-cols-2">
        {text("title", 60, "organization")}
        {text("licence", 60)}
        {text("contact", 40, "name")}
        {text("phone", 20, "tel")}
      </div>
      <PlaceFields form={form} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          className="sm:col-span-2"
          label={t("desk.apply.services")}
          hint={t("desk.apply.servicesHint")}
          maxLength={1_000}
          value={draft.services}
          onChange={({ target }) => set("services", target.value)}
          error={fault("services")}
        />
        <MarginField
          label={t("desk.apply.margin")}
          value={draft.margin}
          onChange={(margin) => set("margin", margin)}
          error={fault("margin")}
        />
        <Field
          label={t("desk.apply.referralCode")}
          hint={t("desk.apply.referralHint")}
          autoComplete="off"
          maxLength={16}
          value={draft.referralCode}
          onChange={({ target }) => set("referralCode", target.value)}
          error={fault("referralCode") ?? fault("code")}
        />
      </div>
      <FormEnd form={form} label={t("desk.apply.next")} />
    </form>
  );
}
