// What the browser keeps for us between visits. A browser that keeps nothing is no error: the page works without.

/** The text kept under a key; null when there is none or storage is closed. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text; null forgets it. */
export function remember(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Private windows may refuse; nothing depends on it.
  }
}
