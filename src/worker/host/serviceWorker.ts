/// <reference lib="webworker" />
/**
 * The service worker: keeps every file of the built page, so that the page works without a network.
 *
 * Names of files hold a hash of their content, and `index.html` alone decides which version a page is of. A newer version is
 * therefore taken at once, and shows with the next load; a page of an older one goes on to get its own files, because they
 * are kept beside until a page of the newest version is the only one.
 */
import { cacheNames, setCacheNameDetails } from 'workbox-core';
import { getCacheKeyForURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & {
  /** The list of files, which the build writes here. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
};

// oxlint-disable-next-line no-underscore-dangle -- the name that the build looks for
const files = [...self.__WB_MANIFEST];
const { scope } = self.registration;

// The page names all other files, so that its revision is that of the whole version.
setCacheNameDetails({ precache: files.find(({ url }) => url === 'index.html')?.revision ?? 'unnamed' });
// The address of a page may ask for a backend: it is the same file under every query.
precacheAndRoute(files, { ignoreURLParametersMatching: [/./], cleanURLs: false });

self.addEventListener('install', () => void self.skipWaiting());
// Pages that are open hear of it, the first one ever among them.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// What only a page of another version asks for.
self.addEventListener('fetch', (event) => {
  const { url } = event.request;
  if (!url.startsWith(`${scope}assets/`) || getCacheKeyForURL(url) !== undefined) return;
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});

/** Forgets other versions, unless a page may need them: one that is open, or one that the browser just installs. */
async function forgetOthers(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.endsWith(scope) && name !== cacheNames.precache);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { installing, waiting } = self.registration;
  if (installing || waiting || pages.filter(({ url }) => url.startsWith(scope)).length > 1) return;
  await Promise.all(others.map((name) => caches.delete(name)));
}

// A page says which script it runs, and is answered whether it is of this version.
self.addEventListener('message', (event) => {
  const isOwn = getCacheKeyForURL(String(event.data)) !== undefined;
  event.ports[0]?.postMessage(isOwn);
  if (isOwn) event.waitUntil(forgetOthers());
});
