// Starts the service worker, which keeps the shell of the mall for when there is no network.

/** Only a build has one. A browser that wants none works without. */
export function startWorker(): void {
  if (import.meta.env.PROD && "serviceWorker" in navigator)
    navigator.serviceWorker.register("/worker.js").catch(() => undefined);
}
