// Whether there is room for two columns.
import { useSyncExternalStore } from "react";

const wide = matchMedia("(min-width: 1024px)");

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
