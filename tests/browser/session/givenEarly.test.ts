/** A file that is given while the page begins: it is what the page shows, and a refused one leaves what the page begins with. */
import { afterEach, describe, expect, test } from 'vitest';
import { readLink } from '../../../src/state/address.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { runsOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

let store: AppStoreApi | null = null;
afterEach(() => {
  void store?.getState().close();
  store = null;
});

const GIVEN = 'A text of my own, long enough to be read. '.repeat(20);
const HASH = 'v=1&hidden=8&batch=4&unroll=16&backend=wasm';

/** A page that begins with a link, by itself, or after the database was asked. */
function begin(link: boolean, isStored: boolean): AppStoreApi {
  store = createAppStore({ backend: 'wasm' }, { link: link ? readLink(HASH) : null, isStored });
  return store;
}

const file = (bytes: string | Uint8Array<ArrayBuffer>): File => new File([bytes], 'given.txt');
/** Neither a text nor a model. */
const refused = (): File => file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]));
const isReady = (page: AppStoreApi): Promise<unknown> =>
  until(page, (s) => s.status === 'idle' && runsOf(s).length === 3, 'the models');

describe.each([
  ['a link', true, false],
  ['a link, beside a database', true, true],
  ['the first sample', false, false],
  ['the first sample, beside a database', false, true],
])('while the page begins with %s', (_, link, isStored) => {
  test('a file takes its place', async () => {
    const page = begin(link, isStored);
    expect(await page.getState().takeFiles([file(GIVEN)])).toBe(true);
    await isReady(page);
    expect(page.getState().text?.name).toBe('given.txt');
    expect(page.getState().text?.text).toBe(GIVEN);
  });

  test('a file that is refused leaves it, and is said to be refused', async () => {
    const page = begin(link, isStored);
    expect(await page.getState().takeFiles([refused()])).toBe(false);
    await isReady(page);
    await until(page, (s) => s.notice?.kind === 'error', 'what is said of the file');
    const { text, settings, notice } = page.getState();
    expect(text?.source.kind).toBe('sample');
    expect(settings.hidden).toBe(link ? 8 : 64);
    expect(notice?.text).toContain('given.txt');
  });
});
