/** Takes back what the page has stored in the browser. Files for use without a network are forgotten elsewhere (`eraseOffline`). */
import { eraseExperiments } from './experimentStore.ts';

/** Whatever we store under a key of ours begins so. */
const PREFIX = 'unrolled.';

/** Erases the experiments and all keys of this page. */
export async function eraseStorage(): Promise<void> {
  await eraseExperiments();
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  }
}
