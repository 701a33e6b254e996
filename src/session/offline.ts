/** The page's side of the service worker: works without a network, hears of newer versions, and forgets what was kept. */
import type { AppStoreApi } from '../state/actions.ts';

/** Milliseconds between two looks for a newer version; the browser looks by itself only when a page is opened. */
const LOOK_EVERY = 3_600_000;

/** Keeps all files of the page for use without a network, and says on the page when a newer version is ready. */
export async function keepOffline(store: AppStoreApi): Promise<void> {
  // Absent in an insecure context.
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const ask = (): void => askWhetherNewest((isNewest) => store.setState({ newerVersion: !isNewest }));
  serviceWorker.addEventListener('controllerchange', ask);
  ask();
  try {
    // After the page, whose files it fetches as well.
    if (document.readyState !== 'complete') await new Promise((done) => window.addEventListener('load', done));
    const registration = await serviceWorker.register('./serviceWorker.js');
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY);
  } catch {
    // The browser keeps nothing here, as in some private windows: the page works as long as there is a network.
  }
}

/** Tells the service worker which script this page runs: its answer is whether that belongs to the newest version. */
function askWhetherNewest(answered: (isNewest: boolean) => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => answered(data === true);
  navigator.serviceWorker.controller?.postMessage(import.meta.url, [port2]);
}

/** Forgets the files that were kept for use without a network, until the page is opened again. */
export async function eraseOffline(): Promise<void> {
  const registration = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined;
  if (!registration) return;
  const { scope } = registration;
  await registration.unregister();
  // Workbox ends the names of its caches with the scope.
  const names = (await caches.keys()).filter((name) => name.endsWith(scope));
  await Promise.all(names.map((name) => caches.delete(name)));
}
