// Random grants.
import type { Generator, Json } from "../draft.js";

export const grant: Generator = {
  kind: "grant",
  build(random, draft) {
    const on = random.pick(["order", "order", "order", "join", "activate", "merchant", "task:wave"]);
    const anybody = ["self", "referrer"] as const;
    const to =
      on === "order"
        ? random.pick([
            "self",
            "buyer",
            "merchant",
            "referrer",
            "referrer",
            "merchantReferrer",
            "agent",
            "agentSponsor",
          ])
        : on === "merchant"
          ? random.pick(["self", "merchant", "referrer", "agent"])
          : random.pick([...anybody]);
    const asset =
      on === "order" && random.once(4)
        ? "cash"
        : random.pick<() => string>([
            () => draft.asset("hi"),
            () => draft.asset("voucher"),
            () => draft.asset("coin", { cap: random.pick(["50", "5000"]), referencePrice: random.pick(["2", "0.3"]) }),
          ])();
    const byRate = on === "order" && !random.once(4);
    const of = random.pick(["gross", "margin", "earned"]);
    const atMarket = byRate && of !== "earned" && asset !== "cash" && random.once(3);
    const wanted: Json = random.once(3)
      ? random.pick<Json>([
          { activated: true },
          { kind: "member" },
          draft.ranks.length ? { rank: "r0" } : { kind: "merchant" },
        ])
      : {};
    draft.add({
      kind: "grant",
      on,
      to,
      asset,
      ...(byRate
        ? { rate: asset === "cash" ? random.rate(12) : random.rate(200), of }
        : { amount: random.pick(["0", "1", "7", "30"]) }),
      ...(atMarket ? { at: "market" } : {}),
      ...(to === "referrer" || to === "merchantReferrer" ? { generation: random.int(1, 3) } : {}),
      ...(to.startsWith("agent") ? { level: random.pick(["district", "city", "province", "any"]) } : {}),
      ...(Object.keys(wanted).length ? { if: wanted } : {}),
      ...(asset !== "cash" && random.once(4) ? { vest: { daily: random.rate(60, 1) } } : {}),
      ...(random.once(5)
        ? { limits: { [random.pick(["perHolderPerDay", "perHolder", "perDay", "total"])]: random.pick(["5", "60"]) } }
        : {}),
      ...(on === "order" && random.once(4) ? { [random.pick(["tags", "exceptTags"])]: ["zone"] } : {}),
    });
  },
  vary: (random, { rate, asset, vest }) => ({
    ...(rate === undefined ? { amount: random.pick(["2", "9"]) } : { rate: random.rate(asset === "cash" ? 12 : 200) }),
    ...(vest === undefined ? {} : { vest: { daily: random.rate(60, 1) } }),
  }),
  event: (random, cast) => ({ type: "task.done", member: random.some(cast.members) ?? "nobody", task: "wave" }),
};
