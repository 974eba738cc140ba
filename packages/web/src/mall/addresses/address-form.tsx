// An address, new or changed.
import type { Address, AddressBody } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { addressesQuery, mall } from "../queries.js";

const EMPTY = { name: "", phone: "", province: "", city: "", district: "", street: "", region: "", first: false };
type Typed = typeof EMPTY;

const FIELDS = [
  { name: "name", word: "mall.addresses.name", complete: "name", most: 40, wide: false },
  { name: "phone", word: "mall.addresses.phone", complete: "tel", most: 20, wide: false },
  { name: "province", word: "mall.addresses.province", complete: "address-level1", most: 40, wide: false },
  { name: "city", word: "mall.addresses.city", complete: "address-level2", most: 40, wide: false },
  { name: "district", word: "mall.addresses.district", complete: "address-level3", most: 40, wide: false },
  { name: "region", word: "mall.addresses.region", complete: "off", most: 6, wide: false },
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
    "mall.addresses.province": t("mall.addresses.province"),
    "mall.addresses.city": t("mall.addresses.city"),
    "mall.addresses.district": t("mall.addresses.district"),
    "mall.addresses.region": t("mall.addresses.region"),
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
          <Field
            key={name}
            className={wide ? "sm:col-span-2" : ""}
            label={words[word]}
            name={name}
            autoComplete={complete}
            inputMode={name === "phone" ? "tel" : name === "region" ? "numeric" : undefined}
            maxLength={most}
            required={name === "name" || name === "phone" || name === "street"}
            value={typed[name]}
            onChange={({ target }) => setTyped((before) => ({ ...before, [name]: target.value }))}
          />
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
