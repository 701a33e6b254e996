/** The page's side of the service worker, on stand-ins for the browser's objects; tests/e2e/offline.spec.ts has the real ones. */
import { afterEach, expect, it, vi } from 'vitest';
import { eraseOffline } from '../../../src/session/offline.ts';

const SCOPE = 'https://host.example/unrolled/';

/** A browser with this registration and these caches; returns the names that are left. */
function browserWith(registration: object | undefined, cacheNames: readonly string[] = []): Set<string> {
  const names = new Set(cacheNames);
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => registration } });
  vi.stubGlobal('caches', { keys: async () => [...names], delete: async (name: string) => names.delete(name) });
  return names;
}

afterEach(() => vi.unstubAllGlobals());

it('erases the files of this page alone, and its service worker', async () => {
  const unregister = vi.fn<() => Promise<boolean>>(async () => true);
  const others = ['workbox-precache-v2-https://host.example/other/', 'own of another page'];
  const names = browserWith({ scope: SCOPE, unregister }, [
    `workbox-1a2b-${SCOPE}`,
    `workbox-3c4d-${SCOPE}`,
    ...others,
  ]);
  await eraseOffline();
  expect([...names]).toEqual(others);
  expect(unregister).toHaveBeenCalledOnce();
});

it('erases nothing where nothing was kept, or nothing can be', async () => {
  const names = browserWith(undefined, ['own of another page']);
  await eraseOffline();
  vi.stubGlobal('navigator', {});
  await eraseOffline();
  expect(names.size).toBe(1);
});
