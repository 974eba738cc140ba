// Random collectibles.
import type { Generator } from "../draft.js";

export const collectible: Generator = {
  kind: "collectible",
  build(random, draft) {
    const title = { zh: "版", en: "edition" };
    draft.add({
      kind: "collectible",
      asset: random.pick(["voucher", draft.asset("hi")]),
      editions: [
        { edition: "first", title, price: random.pick(["1", "7"]), supply: random.int(1, 3) },
        { edition: "second", title, price: "3", supply: 1 },
      ],
      ...(random.once(3) ? { limits: { [random.pick(["perHolderPerDay", "perHolder", "total"])]: "8" } } : {}),
    });
  },
  event: (random, cast) => ({
    type: "collectible.redeemed",
    holder: random.some([...cast.members, ...cast.merchants]) ?? "nobody",
    edition: random.once(15) ? "third" : random.pick(["first", "first", "second"]),
  }),
};
