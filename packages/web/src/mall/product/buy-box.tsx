// Choosing a variant and a number, seeing what that earns, and taking it: into the cart or to the checkout.
import type { Product, Variant } from "@perennial/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useHere } from "../../shared/session/gate.js";
import { useSession } from "../../shared/session/session.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Bone, Waiting } from "../../shared/ui/states.js";
import { useCart } from "../cart/use-cart.js";
import { mall, shopQuery } from "../queries.js";
import { Earns } from "../ui/earns.js";
import { Quantity } from "../ui/quantity.js";
import { buyOf } from "../checkout/wish.js";

const FEW = 10;

export function BuyBox({ product }: { product: Product }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const { member, account } = useSession(id);
  const there = product.variants.find(({ stock }) => stock === null || stock > 0);
  const [chosen, setChosen] = useState(there?.id ?? product.variants[0]?.id ?? "");
  const [wanted, setQuantity] = useState(1);
  const variant = product.variants.find((each) => each.id === chosen);
  if (!variant) return <p className="text-14 text-ink-2">{t("mall.product.soldOut")}</p>;
  const isOut = variant.stock === 0 || !product.listed;
  const quantity = Math.max(1, Math.min(wanted, variant.stock ?? wanted));
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-28 font-semibold" data-price>
          {format.money(variant.price)}
        </span>
        {variant.was !== null && <s className="text-14 text-ink-3">{format.money(variant.was)}</s>}
      </p>
      {product.variants.length > 1 && (
        <fieldset className="mt-4">
          <legend className="mb-2 text-14 font-medium">{t("mall.product.variant")}</legend>
          <div className="flex flex-wrap gap-2">
            {product.variants.map((each) => (
              <VariantChoice key={each.id} variant={each} chosen={chosen} onChoose={setChosen} />
            ))}
          </div>
        </fieldset>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Quantity
          label={t("mall.quantity.of", { title: read(product.title) })}
          value={quantity}
          most={variant.stock}
          disabled={isOut}
          onChange={setQuantity}
        />
        <span className="text-14 text-ink-2">
          {product.kind === "service"
            ? t("mall.product.service")
            : isOut
              ? t("mall.product.soldOut")
              : variant.stock !== null && variant.stock <= FEW
                ? t("mall.product.fewLeft", { count: variant.stock })
                : t("mall.product.inStock")}
        </span>
      </div>
      <div className="mt-4 rounded-card border border-line bg-paper-2 p-4">
        {member !== undefined ? (
          <WouldEarn member={member} variant={variant} quantity={quantity} />
        ) : (
          <p className="text-14 text-ink-2">{t("mall.product.earnsAfterJoining")}</p>
        )}
      </div>
      {member !== undefined ? (
        <Take member={member} variant={variant} quantity={quantity} isOut={isOut} />
      ) : (
        account !== undefined && <WayIn signedIn={account !== null} />
      )}
    </div>
  );
}

function VariantChoice({
  variant,
  chosen,
  onChoose,
}: {
  variant: Variant;
  chosen: string;
  onChoose: (id: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center rounded-control border border-line bg-paper px-4 text-14 has-checked:border-leaf has-checked:bg-leaf-soft has-checked:font-medium has-checked:text-leaf has-focus-visible:outline-2 has-focus-visible:outline-sky">
      <input
        type="radio"
        name="variant"
        value={variant.id}
        checked={variant.id === chosen}
        onChange={() => onChoose(variant.id)}
        className="sr-only"
      />
      {read(variant.title)}
      {variant.stock === 0 && <span className="ml-1 text-12">{t("mall.product.out")}</span>}
    </label>
  );
}

/** By the kernel's dry run: nothing is reckoned here. */
function WouldEarn({
  member,
  variant,
  quantity,
}: {
  member: string;
  variant: Variant;
  quantity: number;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data: shop } = useQuery(shopQuery(id));
  const { data, error } = useQuery({
    queryKey: [id, "quote", member, variant.id, quantity],
    queryFn: async ({ signal }) => mall(id).quote({ lines: [{ variant: variant.id, quantity }] }, { signal }),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorNote error={error} />;
  const [order] = data?.orders ?? [];
  return (
    <section aria-label={t("mall.earns.title")}>
      <h2 className="mb-2 text-12 text-ink-2">{t("mall.earns.title")}</h2>
      <div aria-live="polite">
        {order ? (
          order.refusal ? (
            <p className="text-14 text-clay">
              {t(`code.${order.refusal.code}`, { defaultValue: order.refusal.wrong })}
            </p>
          ) : (
            <Earns earns={order.earns} hold={shop?.hold} />
          )
        ) : (
          <Waiting>
            <Bone className="h-6 w-40" />
          </Waiting>
        )}
      </div>
    </section>
  );
}

function Take({
  member,
  variant,
  quantity,
  isOut,
}: {
  member: string;
  variant: Variant;
  quantity: number;
  isOut: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const navigate = useNavigate();
  const { add } = useCart(member);
  return (
    <div className="sticky bottom-14 z-20 -mx-4 mt-4 space-y-2 border-t border-line bg-paper px-4 py-3 sm:mx-0 sm:border-0 sm:px-0 md:static">
      <div className="flex gap-2">
        <Button
          className="flex-1"
          disabled={isOut || add.isPending}
          onClick={() => add.mutate({ variant: variant.id, quantity })}
        >
          <Icon name="cart" size={18} />
          {t("mall.product.toCart")}
        </Button>
        <Button
          kind="primary"
          className="flex-1"
          disabled={isOut}
          onClick={() =>
            void navigate({
              to: "/p/$programme/mall/checkout",
              params: { programme: id },
              search: { buy: buyOf([{ variant: variant.id, quantity }]) },
            })
          }
        >
          {t("mall.product.buyNow")}
        </Button>
      </div>
      <ErrorNote error={add.error} />
      <p aria-live="polite" className="text-14 text-leaf empty:hidden">
        {add.isSuccess ? t("mall.product.added") : ""}
      </p>
    </div>
  );
}

function WayIn({ signedIn }: { signedIn: boolean }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const here = useHere();
  return (
    <Link
      to={signedIn ? "/p/$programme/mall/join" : "/p/$programme/mall/sign-in"}
      params={{ programme: id }}
      search={{ to: here }}
      className={`mt-4 w-full ${linkButton("primary")}`}
    >
      {signedIn ? t("session.join.go") : t("mall.product.signInToBuy")}
    </Link>
  );
}
