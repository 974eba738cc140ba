// The shop as a whole, as several routes answer it: what the plan says to it, and its own terms.
import type { Shop } from "@perennial/api";
import { shippingOf } from "../../../mall/orders/shipping.js";
import { termsOf } from "../../../mall/settings.js";
import type { Service } from "../../service.js";

export async function shopOf({ programmes, mall }: Service, programme: string): Promise<Shop> {
  const terms = termsOf(programmes.need(programme).programme);
  return {
    programme,
    ...terms,
    categories: await mall.products.categories(programme),
    channels: await mall.payments.channels(programme),
    shipping: await shippingOf(mall.parts.database, programme, null, terms.cashScale),
  };
}
