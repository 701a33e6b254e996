/** What a dropped folder becomes. */
import { describe, expect, it } from 'vitest';
import type { AppStoreApi } from '../../../../src/state/actions.ts';
import { takeTransfer } from '../../../../src/views/shell/transfer.ts';

/** A page that notes what it is given and what is refused. */
function notingPage() {
  const given: unknown[] = [];
  const refused: string[] = [];
  const page = {
    getState: () => ({
      takeFiles: (files: readonly File[], folder?: string) => {
        given.push({ files: files.map(({ name }) => name), folder });
        return Promise.resolve(true);
      },
      refuse: ({ message }: { readonly message: string }) => refused.push(message),
    }),
  } as unknown as AppStoreApi;
  return { page, given, refused };
}

type Listing = (found: (entries: readonly object[]) => void, failed: (error: Error) => void) => void;

/** A drop of one folder, which the browser lists like this. */
function dropOf(list: Listing): DataTransfer {
  const folder = { isDirectory: true, isFile: false, name: 'models', createReader: () => ({ readEntries: list }) };
  return { files: [], items: [{ kind: 'file', webkitGetAsEntry: () => folder }] } as unknown as DataTransfer;
}

/** Lists files in one part, then nothing. */
function listing(entries: readonly object[]): Listing {
  const parts = [entries, []];
  return (found) => found(parts.shift()!);
}

const file = (name: string) => ({
  isFile: true,
  name,
  file: (found: (file: File) => void) => found(new File([], name)),
});
const locked = { isFile: true, name: 'b', file: (_: unknown, failed: (error: Error) => void) => failed(denied) };
const denied = new DOMException('denied', 'NotReadableError');

describe('a dropped folder', () => {
  it('gives its files and its name', async () => {
    const { page, given, refused } = notingPage();
    expect(await takeTransfer(page, dropOf(listing([file('a'), { isFile: false, name: 'below' }])))).toBe(true);
    expect(given).toEqual([{ files: ['a'], folder: 'models' }]);
    expect(refused).toEqual([]);
  });

  it.each<[string, Listing]>([
    ['that cannot be listed', (_, failed) => failed(denied)],
    ['with a file that cannot be read', listing([file('a'), locked])],
  ])('%s is said to be unreadable, not to hold no model', async (_, list) => {
    const { page, given, refused } = notingPage();
    expect(await takeTransfer(page, dropOf(list))).toBe(false);
    expect(given).toEqual([]);
    expect(refused).toEqual(['The folder “models” could not be read (NotReadableError).']);
  });
});
