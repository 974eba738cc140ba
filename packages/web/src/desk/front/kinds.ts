// The kinds of block that a home is laid out of: how each begins, and what it is called in the list.
import type { HomeBlock } from "@perennial/api";
import type { IconName } from "../../shared/ui/icons.js";

export type Kind = HomeBlock["kind"];
export type BlockOf<K extends Kind> = Extract<HomeBlock, { kind: K }>;

export const KINDS: readonly { kind: Kind; icon: IconName }[] = [
  { kind: "banner", icon: "star" },
  { kind: "notice", icon: "entries" },
  { kind: "shelf", icon: "gift" },
  { kind: "categories", icon: "menu" },
  { kind: "wallet", icon: "wallet" },
  { kind: "promise", icon: "plan" },
  { kind: "stores", icon: "place" },
  { kind: "window", icon: "shop" },
];

const none = { zh: "", en: "" };

/** A new block of a kind, under a name that no other has. */
export function blockOf(kind: Kind): HomeBlock {
  const id = crypto.randomUUID().replaceAll("-", "").slice(0, 12);
  switch (kind) {
    case "banner":
      return { id, kind, photo: "", alt: none, link: { to: "nowhere" } };
    case "notice":
      return { id, kind, tone: "plain", title: none, text: none, link: { to: "nowhere" } };
    case "shelf":
      return { id, kind, title: none, from: { by: "sold" }, most: 6, lay: "row" };
    case "stores":
      return { id, kind, title: none, most: 3 };
    case "promise":
    case "window":
      return { id, kind, title: none };
    case "wallet":
    case "categories":
      return { id, kind };
  }
}

/** The words of its own that tell a block from others of its kind. */
export function nameOf(block: HomeBlock): string {
  if (block.kind === "banner") return block.alt.zh;
  if (block.kind === "notice") return block.title.zh === "" ? block.text.zh : block.title.zh;
  return "title" in block ? block.title.zh : "";
}
