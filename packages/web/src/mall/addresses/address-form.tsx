// An address, new or changed. Its point, if its holder gives it, chooses the nearest store to send from.
import type { Address, AddressBody } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { RegionField } from "../../shared/region/region-field.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import type { Place } from "../nearby/place.js";
import { usePlace } from "../nearby/place.js";
import { addressesQuery, mall } from "../queries.js";

interface Typed extends Required<Omit<AddressBody, "latitude" | "longitude">> {
  region: string;
  latitude?: number | undefined;
  longitude?: number | undefined;
}
const EMPTY: Typed = {
  name: "",
  phone: "",
  province: "",
  city: "",
  district: "",
  street: "",
  region: "",
  first: false,
};

const FIELDS = [
  { name: "name", word: "mall.addresses.name", complete: "name", most: 40, wide: false },
  { name: "phone", word: "mall.addresses.phone", complete: "tel", most: 20, wide: false },
  { name: "street", word: "mall.addresses.street", complete: "street-address", most: 200, wide: true },
] as const;

const LEAST_PHONE = 5;

function bodyOf({ region, ...typed }: Typed): AddressBody {
  return { ...typed, ...(/^\d{6}$/.test(region) && { region }) };
}

export function AddressForm({
  member,
  address,
  onDone,
  onCancel,
}: {
  member: string;
  address?: Address | undefined;
  onDone: (address: Address) => void;
  onCancel?: (() => void) | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({ ...EMPTY, ...address, region: address?.region ?? "" });
  const save = useMutation({
    mutationFn: async (body: AddressBody) =>
      address ? mall(id).setAddress(address.id, body) : mall(id).addAddress(body),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: addressesQuery(id, member).queryKey });
      onDone(saved);
    },
  });
  const isReady = typed.name.trim() !== "" && typed.phone.trim().length >= LEAST_PHONE && typed.street.trim() !== "";
  const words = {
    "mall.addresses.name": t("mall.addresses.name"),
    "mall.addresses.phone": t("mall.addresses.phone"),
    "mall.addresses.street": t("mall.addresses.street"),
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate(bodyOf(typed));
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {FIELDS.map(({ name, word, complete, most, wide }) => (
          <Fragment key={name}>
            {name === "street" && (
              <div className="sm:col-span-2">
                <RegionField
                  value={typed.region}
                  onChange={({ code, ...names }) => setTyped((before) => ({ ...before, region: code, ...names }))}
                />
              </div>
            )}
            <Field
              className={wide ? "sm:col-span-2" : ""}
              label={words[word]}
              name={name}
              autoComplete={complete}
              inputMode={name === "phone" ? "tel" : undefined}
              maxLength={most}
              required
              value={typed[name]}
              onChange={({ target }) => setTyped((before) => ({ ...before, [name]: target.value }))}
            />
          </Fragment>
        ))}
      </div>
      <label className="mt-3 flex min-h-11 cursor-pointer items-center gap-2 text-14">
        <input
          type="checkbox"
          className="size-5 accent-leaf"
          checked={typed.first}
          onChange={({ target }) => setTyped((before) => ({ ...before, first: target.checked }))}
        />
        {t("mall.addresses.first")}
      </label>
      <Point typed={typed} onPoint={(point) => setTyped((before) => ({ ...before, ...point }))} />
      <ErrorNote error={save.error} />
      <div className="mt-3 flex gap-2">
        <Button type="submit" kind="primary" disabled={!isReady || save.isPending}>
          {t("mall.addresses.save")}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t("mall.cancel")}</Button>}
      </div>
    </form>
  );
}

/** The place of the address, by the device: told only when it is asked for, and forgotten as easily. */
function Point({
  typed,
  onPoint,
}: {
  typed: Typed;
  onPoint: (point: { [K in keyof Place]: number | undefined }) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { finding, ask } = usePlace(onPoint);
  const isKnown = typed.latitude !== undefined;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4">
      <Button
        disabled={finding === "asking"}
        onClick={() => (isKnown ? onPoint({ latitude: undefined, longitude: undefined }) : ask())}
      >
        <Icon name="place" size={18} />
        {t(isKnown ? "mall.addresses.forget" : "mall.addresses.here")}
      </Button>
      <p aria-live="polite" className="py-2 text-12 text-ink-2">
        {t(
          isKnown
            ? "mall.addresses.known"
            : finding === "refused"
              ? "mall.addresses.refused"
              : "mall.addresses.hereHint",
        )}
      </p>
    </div>
  );
}
