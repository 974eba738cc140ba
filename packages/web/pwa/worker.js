// The service worker: keeps the shell of the mall, so that it opens without a network. Answers of the API are never kept.
// The build writes the list of files and its hash into the two names below.
const FILES = __FILES__;
const CACHE = "perennial-__HASH__";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const drop = async (name) => name.startsWith("perennial-") && name !== CACHE && caches.delete(name);
  event.waitUntil(caches.keys().then((names) => Promise.all(names.map(drop))));
});

/** Names below assets/ hold a hash of their content: what is kept is right for good. */
async function lasting(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await caches.open(CACHE).then((cache) => cache.put(request, answer.clone()));
  return answer;
}

/** What may change is asked for first; what was kept stands in when there is no network. */
async function fresh(request, standIn) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(standIn);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(fresh(request, "/"));
  else if (pathname.startsWith("/assets/")) event.respondWith(lasting(request));
  else if (FILES.includes(pathname)) event.respondWith(fresh(request, request));
});
