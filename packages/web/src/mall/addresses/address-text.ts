// An address in one line, as it is written in China: from the large to the small.
import type { AddressBody } from "@perennial/api";

export const addressLines = ({
  province = "",
  city = "",
  district = "",
  street,
}: Pick<AddressBody, "province" | "city" | "district" | "street">): string =>
  [province, city === province ? "" : city, district, street].filter((part) => part !== "").join(" ");
