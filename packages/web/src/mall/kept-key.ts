// The key under which something is done once: kept in the tab for exactly this deed, over reloads, until it has been answered.
interface Kept {
  deed: string;
  key: string;
}

const nameOf = (slot: string): string => `perennial.key.${slot}`;

function kept(slot: string): Kept | undefined {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(nameOf(slot)) ?? "null");
    if (typeof found !== "object" || found === null || !("deed" in found) || !("key" in found)) return undefined;
    const { deed, key } = found;
    return typeof deed === "string" && typeof key === "string" ? { deed, key } : undefined;
  } catch {
    return undefined;
  }
}

/** The key of a deed: the same one until it has been answered. `slot`: what kind of deed, where; one at a time is kept. */
export function keyFor(slot: string, deed: string): string {
  const before = kept(slot);
  if (before?.deed === deed) return before.key;
  const key = crypto.randomUUID();
  try {
    sessionStorage.setItem(nameOf(slot), JSON.stringify({ deed, key } satisfies Kept));
  } catch {
    // Without storage the key lives as long as the request.
  }
  return key;
}

/** It has been answered: the same deed again is another one. */
export function forgetKey(slot: string): void {
  try {
    sessionStorage.removeItem(nameOf(slot));
  } catch {
    // Nothing was kept.
  }
}
