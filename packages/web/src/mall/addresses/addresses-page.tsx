// The buyer's addresses.
import type { Address } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { BoneRows, Failure, Notice, Waiting } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { addressesQuery, mall } from "../queries.js";
import { LINK } from "../ui/styles.js";
import { AddressForm } from "./address-form.js";
import { addressLines } from "./address-text.js";

export function AddressesPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle title={t("mall.addresses.title")} />
      <ForMember>{(member) => <Own member={member} />}</ForMember>
    </div>
  );
}

function Own({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(addressesQuery(id, member));
  /** which one is being written; null: a new one */
  const [open, setOpen] = useState<string | null>();
  if (error)
    return (
      <Card>
        <Failure error={error} onRetry={() => void refetch()} />
      </Card>
    );
  if (!data)
    return (
      <Card>
        <Waiting>
          <BoneRows rows={2} />
        </Waiting>
      </Card>
    );
  const close = (): void => setOpen(undefined);
  return (
    <div className="space-y-4">
      {data.map((address) => (
        <Card key={address.id} label={address.name}>
          {open === address.id ? (
            <AddressForm member={member} address={address} onDone={close} onCancel={close} />
          ) : (
            <Shown member={member} address={address} onEdit={() => setOpen(address.id)} />
          )}
        </Card>
      ))}
      {open === null ? (
        <Card label={t("mall.addresses.add")}>
          <AddressForm member={member} onDone={close} onCancel={close} />
        </Card>
      ) : (
        <>
          {data.length === 0 && (
            <Card>
              <Notice icon="place" title={t("mall.addresses.none")}>
                {t("mall.addresses.noneBody")}
              </Notice>
            </Card>
          )}
          <Button kind="primary" className="w-full" onClick={() => setOpen(null)}>
            <Icon name="plus" size={18} />
            {t("mall.addresses.add")}
          </Button>
        </>
      )}
    </div>
  );
}

function Shown({ member, address, onEdit }: { member: string; address: Address; onEdit: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: async () => mall(id).dropAddress(address.id),
    onSuccess: async () => queries.invalidateQueries({ queryKey: addressesQuery(id, member).queryKey }),
  });
  return (
    <>
      <p className="text-16 font-medium">
        {address.name} {address.phone}
        {address.first && (
          <span className="ml-2 rounded-full bg-leaf-soft px-2 py-0.5 text-12 text-leaf">
            {t("mall.addresses.isFirst")}
          </span>
        )}
      </p>
      <p className="mt-1 text-14 text-ink-2">{addressLines(address)}</p>
      <ErrorNote error={drop.error} />
      <div className="mt-1 flex gap-6">
        <button type="button" className={LINK} onClick={onEdit}>
          {t("mall.addresses.change")}
        </button>
        <button type="button" className={LINK} disabled={drop.isPending} onClick={() => drop.mutate()}>
          {t("mall.addresses.drop")}
        </button>
      </div>
    </>
  );
}
