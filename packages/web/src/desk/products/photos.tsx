// The photos of a product: sent with progress, put in order by buttons, dropped. The first is the one that lists show.
import type { ProductDesk } from "@perennial/api";
import { createDeskClient } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, mallOf, productQuery, stale } from "../data/queries.js";
import { Round } from "../ui/round.js";
import { Uploader } from "../ui/uploader.js";

const MOST = 12;

export function Photos({ product }: { product: ProductDesk }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const photos = product.photos.map((photo) => photo.id);
  const order = useMutation({
    mutationFn: async (next: string[]) => deskOf(id).setPhotos(product.id, next),
    onSuccess: async (changed) => {
      queries.setQueryData(productQuery(id, product.id).queryKey, changed);
      await stale(queries, id);
    },
  });
  const swap = (at: number, other: number): void => {
    const next = [...photos];
    const [one = "", two = ""] = [next[at], next[other]];
    next[at] = two;
    next[other] = one;
    order.mutate(next);
  };
  return (
    <Card>
      <CardTitle aside={t("desk.photo.count", { count: photos.length, most: MOST })}>{t("desk.photo.title")}</CardTitle>
      {photos.length === 0 && <p className="mb-3 text-14 text-ink-2">{t("desk.photo.none")}</p>}
      <ol className="mb-3 grid grid-cols-2 gap-3 empty:hidden sm:grid-cols-4 xl:grid-cols-6">
        {photos.map((photo, at) => (
          <li key={photo} className="overflow-hidden rounded-control border border-line">
            <img
              src={mallOf(id).photoUrl(photo, 320)}
              alt={t("desk.photo.alt", { at: at + 1 })}
              className="aspect-square w-full object-cover"
            />
            <div className="flex justify-between bg-paper">
              <Round
                icon="left"
                label={t("desk.photo.left", { at: at + 1 })}
                isOff={at === 0}
                onClick={() => swap(at, at - 1)}
              />
              <Round
                icon="bin"
                label={t("desk.photo.drop", { at: at + 1 })}
                onClick={() => order.mutate(photos.filter((each) => each !== photo))}
              />
              <Round
                icon="right"
                label={t("desk.photo.right", { at: at + 1 })}
                isOff={at === photos.length - 1}
                onClick={() => swap(at, at + 1)}
              />
            </div>
          </li>
        ))}
      </ol>
      <ErrorNote error={order.error} />
      {photos.length < MOST && (
        <Uploader
          label={t("desk.photo.add")}
          accept="image/jpeg,image/png,image/webp"
          multiple
          send={async (file, tell) => {
            const changed = await createDeskClient(id, { fetch: tell }).addPhoto(product.id, file);
            queries.setQueryData(productQuery(id, product.id).queryKey, changed);
          }}
        />
      )}
      <p className="mt-2 text-12 text-ink-3">{t("desk.photo.hint")}</p>
    </Card>
  );
}
