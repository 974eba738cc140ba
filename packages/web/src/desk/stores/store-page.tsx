// One store: what it is called, where it is, when it is open, what it does; and its photo.
import type { Store } from "@perennial/api";
import { createDeskClient } from "@perennial/api";
import { storeBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, mallOf, stale, storeQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { BackTo } from "../ui/back.js";
import { TextArea, Tick } from "../ui/fields.js";
import type { Form } from "../ui/form.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded } from "../ui/parts.js";
import { Uploader } from "../ui/uploader.js";
import type { PlaceDraft } from "./place.js";
import { placeBody, PlaceFields } from "./place.js";

interface StoreDraft extends PlaceDraft {
  title: string;
  phone: string;
  hours: string;
  services: string;
  open: boolean;
  ships: boolean;
}

const FRESH: StoreDraft = {
  title: "",
  phone: "",
  hours: "",
  services: "",
  open: true,
  ships: true,
  address: "",
  region: "",
  latitude: "",
  longitude: "",
  system: "wgs84",
};

const draftOf = ({
  title,
  phone,
  hours,
  services,
  open,
  ships,
  address,
  region,
  latitude,
  longitude,
}: Store): StoreDraft => ({
  title,
  phone,
  hours,
  services,
  open,
  ships,
  address,
  region,
  latitude: String(latitude),
  longitude: String(longitude),
  system: "wgs84",
});

const bodyOf = (draft: StoreDraft) => ({ ...draft, ...placeBody(draft) });

export function NewStorePage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = null } = useDesk();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    initial: FRESH,
    schema: storeBody,
    body: bodyOf,
    send: async (body) => {
      const made = await deskOf(id).addStore(merchant, body);
      await stale(queries, id);
      await navigate({ to: "/p/$programme/desk/stores/$store", params: { programme: id, store: made.id } });
    },
  });
  return (
    <>
      <BackTo to="/p/$programme/desk/stores">{t("desk.nav.stores")}</BackTo>
      <PageTitle title={t("desk.store.new")} />
      <Card>
        <StoreForm form={form}>
          <FormEnd form={form} label={t("desk.store.create")} />
        </StoreForm>
      </Card>
    </>
  );
}

export function StorePage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { store } = useParams({ from: "/p/$programme/desk/stores/$store" });
  const query = useQuery(storeQuery(id, store));
  return (
    <>
      <BackTo to="/p/$programme/desk/stores">{t("desk.nav.stores")}</BackTo>
      <PageTitle title={query.data?.title ?? t("desk.nav.stores")} />
      <div className="space-y-4">
        {query.data && <StorePhoto store={query.data} />}
        <Card>
          <Loaded query={query}>{(data) => <Edit key={data.id} store={data} />}</Loaded>
        </Card>
      </div>
    </>
  );
}

function Edit({ store }: { store: Store }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    initial: draftOf(store),
    schema: storeBody,
    body: bodyOf,
    send: async (body) => {
      setSaved(false);
      await deskOf(id).setStore(store.id, body);
      await stale(queries, id);
      setSaved(true);
    },
  });
  return (
    <StoreForm form={form} own={store.id}>
      <FormEnd form={form} label={t("desk.save")} done={saved && t("desk.saved")} />
    </StoreForm>
  );
}

function StorePhoto({ store }: { store: Store }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  return (
    <Card>
      <CardTitle>{t("desk.store.photo")}</CardTitle>
      {store.photo && (
        <img
          src={mallOf(id).photoUrl(store.photo.id, 640)}
          alt={store.title}
          className="mb-3 max-h-60 rounded-control object-cover"
        />
      )}
      <Uploader
        label={t(store.photo ? "desk.store.otherPhoto" : "desk.photo.add")}
        accept="image/jpeg,image/png,image/webp"
        send={async (file, tell) => {
          const changed = await createDeskClient(id, { fetch: tell }).addStorePhoto(store.id, file);
          queries.setQueryData(storeQuery(id, store.id).queryKey, changed);
        }}
      />
    </Card>
  );
}

function StoreForm({
  form,
  own,
  children,
}: {
  form: Form<StoreDraft>;
  own?: string;
  children: ReactElement;
}): ReactElement {
  const { t } = useTranslation();
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("desk.store.title")}
          maxLength={60}
          value={draft.title}
          onChange={({ target }) => set("title", target.value)}
          error={fault("title")}
        />
        <Field
          label={t("desk.store.phone")}
          type="tel"
          maxLength={20}
          value={draft.phone}
          onChange={({ target }) => set("phone", target.value)}
          error={fault("phone")}
        />
        <Field
          label={t("desk.store.hours")}
          hint={t("desk.store.hoursHint")}
          maxLength={100}
          value={draft.hours}
          onChange={({ target }) => set("hours", target.value)}
          error={fault("hours")}
        />
        <Tick
          label={t("desk.store.open")}
          hint={t("desk.store.openHint")}
          checked={draft.open}
          onChange={(open) => set("open", open)}
        />
        <Tick
          label={t("desk.store.ships")}
          hint={t("desk.store.shipsHint")}
          checked={draft.ships}
          onChange={(ships) => set("ships", ships)}
        />
        <TextArea
          className="sm:col-span-2"
          label={t("desk.store.services")}
          maxLength={500}
          value={draft.services}
          onChange={({ target }) => set("services", target.value)}
          error={fault("services")}
        />
      </div>
      <PlaceFields form={form} {...(own !== undefined && { own })} />
      {children}
    </form>
  );
}
