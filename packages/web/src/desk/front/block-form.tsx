// The form of a block, by its kind.
import type { HomeBlock, ShelfSource } from "@perennial/api";
import { createDeskClient } from "@perennial/api";
import { MOST_ON_SHELF } from "@perennial/api/schemas";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { mallOf } from "../data/queries.js";
import { Select } from "../ui/fields.js";
import { Uploader } from "../ui/uploader.js";
import { CategoryField, LinkFields, ProductsField, WordsFields } from "./fields.js";
import type { FaultOf } from "./fields.js";
import type { BlockOf } from "./kinds.js";

/** `onChange`: with the field that was changed. */
interface FormOf<B extends HomeBlock> {
  block: B;
  fault: FaultOf;
  onChange: (block: B, field: string) => void;
}

const TITLE = 40;

/** `onPhoto`: a picture has come, perhaps long after it was chosen. */
export function BlockForm({
  block,
  fault,
  onChange,
  onPhoto,
}: FormOf<HomeBlock> & { onPhoto: (photo: string) => void }): ReactElement {
  const { t } = useTranslation();
  switch (block.kind) {
    case "banner":
      return <BannerForm block={block} fault={fault} onChange={onChange} onPhoto={onPhoto} />;
    case "notice":
      return <NoticeForm block={block} fault={fault} onChange={onChange} />;
    case "shelf":
      return <ShelfForm block={block} fault={fault} onChange={onChange} />;
    case "stores":
      return (
        <div className="space-y-3">
          <TitleFields block={block} fault={fault} onChange={onChange} />
          <MostField block={block} most={6} fault={fault} onChange={onChange} />
        </div>
      );
    case "promise":
    case "window":
      return <TitleFields block={block} fault={fault} onChange={onChange} />;
    case "wallet":
    case "categories":
      return <p className="text-14 text-ink-2">{t("front.nothing")}</p>;
  }
}

/** A fault below a place. */
const below =
  (fault: FaultOf, place: string): FaultOf =>
  (rest) =>
    fault(`${place}.${rest}`);

function TitleFields<B extends BlockOf<"shelf" | "stores" | "promise" | "window" | "notice">>({
  block,
  fault,
  onChange,
}: FormOf<B>): ReactElement {
  const { t } = useTranslation();
  return (
    <WordsFields
      label={t("front.title")}
      value={block.title}
      most={TITLE}
      fault={below(fault, "title")}
      onChange={(title) => onChange({ ...block, title }, "title")}
    />
  );
}

function MostField<B extends BlockOf<"shelf" | "stores">>({
  block,
  most,
  fault,
  onChange,
}: FormOf<B> & { most: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <Field
      label={t("front.most")}
      type="number"
      min={1}
      max={most}
      value={Number.isNaN(block.most) ? "" : block.most}
      onChange={({ target }) => onChange({ ...block, most: target.valueAsNumber }, "most")}
      error={fault("most")}
    />
  );
}

function BannerForm({
  block,
  fault,
  onChange,
  onPhoto,
}: FormOf<BlockOf<"banner">> & { onPhoto: (photo: string) => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const wrong = fault("photo");
  return (
    <div className="space-y-3">
      {block.photo !== "" && (
        <img
          src={mallOf(id).photoUrl(block.photo, 640)}
          alt={block.alt.zh}
          className="aspect-[5/2] w-full max-w-80 rounded-control object-cover"
        />
      )}
      <Uploader
        label={block.photo === "" ? t("front.photo") : t("front.otherPhoto")}
        accept="image/jpeg,image/png,image/webp"
        send={async (file, tell) => {
          const { photo } = await createDeskClient(id, { fetch: tell }).addHomePhoto(file);
          onPhoto(photo);
        }}
      />
      {wrong !== undefined && (
        <p role="alert" className="text-14 text-clay">
          {wrong}
        </p>
      )}
      <WordsFields
        label={t("front.alt")}
        value={block.alt}
        most={200}
        fault={below(fault, "alt")}
        onChange={(alt) => onChange({ ...block, alt }, "alt")}
      />
      <LinkFields
        link={block.link}
        fault={below(fault, "link")}
        onChange={(link) => onChange({ ...block, link }, "link")}
      />
    </div>
  );
}

function NoticeForm({ block, fault, onChange }: FormOf<BlockOf<"notice">>): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="space-y-3">
      <TitleFields block={block} fault={fault} onChange={onChange} />
      <WordsFields
        label={t("front.text")}
        value={block.text}
        most={400}
        long
        fault={below(fault, "text")}
        onChange={(text) => onChange({ ...block, text }, "text")}
      />
      <Select
        label={t("front.tone")}
        value={block.tone}
        onChange={({ target }) =>
          onChange({ ...block, tone: target.value === "warning" ? "warning" : "plain" }, "tone")
        }
      >
        <option value="plain">{t("front.toneOf.plain")}</option>
        <option value="warning">{t("front.toneOf.warning")}</option>
      </Select>
      <LinkFields
        link={block.link}
        fault={below(fault, "link")}
        onChange={(link) => onChange({ ...block, link }, "link")}
      />
    </div>
  );
}

const SOURCES = ["sold", "new", "category", "tag", "hand"] as const satisfies readonly ShelfSource["by"][];

const begin = (by: ShelfSource["by"]): ShelfSource => {
  switch (by) {
    case "sold":
    case "new":
      return { by };
    case "category":
      return { by, category: "" };
    case "tag":
      return { by, tag: "" };
    case "hand":
      return { by, products: [] };
  }
};

function ShelfForm({ block, fault, onChange }: FormOf<BlockOf<"shelf">>): ReactElement {
  const { t } = useTranslation();
  const { from } = block;
  const set = (source: ShelfSource): void => onChange({ ...block, from: source }, "from");
  return (
    <div className="space-y-3">
      <TitleFields block={block} fault={fault} onChange={onChange} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Select
          label={t("front.source")}
          value={from.by}
          onChange={({ target }) => set(begin(SOURCES.find((by) => by === target.value) ?? "sold"))}
        >
          {SOURCES.map((by) => (
            <option key={by} value={by}>
              {t(`front.sourceOf.${by}`)}
            </option>
          ))}
        </Select>
        {from.by === "category" && (
          <CategoryField
            value={from.category}
            error={fault("from.category")}
            onChange={(category) => set({ by: "category", category })}
          />
        )}
        {from.by === "tag" && (
          <Field
            label={t("front.tag")}
            value={from.tag}
            maxLength={40}
            onChange={({ target }) => set({ by: "tag", tag: target.value })}
            error={fault("from.tag")}
          />
        )}
      </div>
      {from.by === "hand" && (
        <ProductsField
          chosen={from.products}
          most={MOST_ON_SHELF}
          error={fault("from.products")}
          onChange={(products) => set({ by: "hand", products })}
        />
      )}
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <MostField block={block} most={MOST_ON_SHELF} fault={fault} onChange={onChange} />
        <Select
          label={t("front.lay")}
          value={block.lay}
          onChange={({ target }) => onChange({ ...block, lay: target.value === "grid" ? "grid" : "row" }, "lay")}
        >
          <option value="row">{t("front.layOf.row")}</option>
          <option value="grid">{t("front.layOf.grid")}</option>
        </Select>
      </div>
    </div>
  );
}
