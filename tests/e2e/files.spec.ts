import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, expect, open, reading, test } from './support/test.ts';

const header = (page: Page) => page.getByRole('banner');
const encodings = (page: Page) => page.getByRole('dialog', { name: 'In which encoding is this file?' });

/** Writes a file of the test's own and returns its path. */
async function file(info: TestInfo, name: string, content: string | Uint8Array): Promise<string> {
  const path = info.outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Drops files and folders of the disk onto the page, as a person does. */
async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  }
}

/** One byte a character, as Latin-1 has it, with what Windows put into the gap for the rest. */
function windows1252(text: string): Uint8Array {
  const others = new Map([
    ['€', 0x80],
    ['“', 0x93],
    ['”', 0x94],
    ['—', 0x97],
  ]);
  return Uint8Array.from(Array.from(text, (symbol) => others.get(symbol) ?? symbol.charCodeAt(0)));
}

const FRENCH = 'Ça coûte 5 €, dit-elle. “Très bien” — à bientôt.\n'.repeat(80);

test('a folder, and several files at once, are refused with a sentence that names them; the text before stays', async ({
  page,
}, info) => {
  await open(page);
  const before = await header(page).textContent();
  const one = await file(info, 'books/one.txt', 'one text '.repeat(300));
  const two = await file(info, 'books/two.txt', 'two texts '.repeat(300));
  await drop(page, dirname(one));
  await expect(page.getByRole('alert')).toContainText('The folder “books” was not opened');
  await drop(page, one, two);
  await expect(page.getByRole('alert')).toContainText(
    'You dropped 2 files at once: “one.txt” and “two.txt”. None was opened, because only one text is read at a time.',
  );
  expect(await header(page).textContent()).toBe(before);
  await drop(page, two);
  await expect(header(page)).toContainText('two.txt, 3,000 characters');
  await expect(page.getByRole('alert')).toHaveText('');
});

test('of two files that are given quickly one after the other the newest is read, dropped or chosen', async ({
  page,
}, info) => {
  await open(page);
  const slow = await file(info, 'slow.txt', 'all work and no play '.repeat(1_000_000));
  const quick = await file(info, 'quick.txt', 'a short text '.repeat(200));
  await drop(page, slow);
  await drop(page, quick);
  await expect(header(page)).toContainText('quick.txt, 2,600 characters');
  await button(page, 'Text…').click();
  const input = page.getByRole('dialog', { name: 'Text' }).locator('input[type=file]');
  await input.setInputFiles(slow);
  await drop(page, quick);
  // The next text is read after both: by then the slow one would have come.
  await expect(page.getByRole('dialog', { name: 'Text' }).getByText('In use:')).toContainText('quick.txt');
  await page
    .getByRole('dialog', { name: 'Text' })
    .getByRole('textbox', { name: 'Your text' })
    .fill('the last text of all');
  await page.getByRole('dialog', { name: 'Text' }).getByRole('button', { name: 'Use this text' }).click();
  await expect(header(page)).toContainText('Your text, 20 characters');
});

test('the length of a file of 50,000,000 characters is said as it is', async ({ page }, info) => {
  await open(page);
  await drop(page, await file(info, 'long.txt', 'all work '.repeat(5_555_556).slice(0, 50_000_000)));
  await expect(page.getByRole('status', { name: 'About the text' })).toContainText(
    'Only the first 10,000,000 characters are used; the text has 50,000,000.',
  );
});

test('a file in Windows-1252 says its name, place and kind, is shown in the encodings that fit, and is read in the chosen one', async ({
  page,
}, info) => {
  await open(page);
  const before = await header(page).textContent();
  const path = await file(info, 'notes.txt', windows1252(`plain\n${FRENCH}`));
  await drop(page, path);
  const dialog = encodings(page);
  await expect(dialog.getByRole('alert')).toContainText(
    'The file “notes.txt” is not valid UTF-8: the byte 0xC7 at offset 6 (line 2, character 1) begins a character that is not continued.',
  );
  const best = dialog.getByRole('radio', { name: /^Windows-1252/ });
  await expect(best).toBeChecked();
  await expect(best).toBeFocused();
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('Ça coûte 5 €, dit-elle. “Très bien”');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('region', { name: 'Preview' })).not.toContainText('Ça coûte 5 €');
  expect(await violations(page, 'all', 'dialog[open]')).toEqual([]);

  // Nothing is taken when the dialog is left, and the next file is asked about anew.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await header(page).textContent()).toBe(before);
  await drop(page, path);
  await dialog.getByRole('button', { name: 'Show all' }).click();
  expect(await dialog.getByRole('radio').count()).toBeGreaterThan(8);
  await dialog.getByRole('radio', { name: /^Windows-1252/ }).check();
  await dialog.getByRole('button', { name: 'Use this encoding' }).click();
  await expect(header(page)).toContainText('notes.txt, 3,926 characters');
  await expect(page.getByRole('status', { name: 'About the text' })).toContainText('Read as Windows-1252');
  await expect(reading(page)).toBeVisible();
});

test('one bad byte in a text in UTF-8 is offered as UTF-8 with that place replaced; the file picker asks too', async ({
  page,
}, info) => {
  await open(page);
  const good = new TextEncoder().encode('Grüße aus Köln, und “danke”.\n'.repeat(400));
  const bytes = Uint8Array.from([...good.subarray(0, 7001), 0x92, ...good.subarray(7001)]);
  await button(page, 'Text…').click();
  const text = page.getByRole('dialog', { name: 'Text' });
  await text.locator('input[type=file]').setInputFiles(await file(info, 'bad.txt', bytes));
  const dialog = encodings(page);
  await expect(dialog.getByRole('alert')).toContainText('at offset 7,001');
  await expect(dialog.getByRole('radio', { name: /^UTF-8, 1 place shown as/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Use this encoding' }).click();
  await expect(text).toBeHidden();
  await expect(header(page)).toContainText('bad.txt');
  await expect(page.getByRole('status', { name: 'About the text' })).toContainText(
    'Read as UTF-8; one place that it cannot read became \ufffd.',
  );
});

test('while a file waits for its encoding another may come: it is read, and the question is gone', async ({
  page,
}, info) => {
  await open(page);
  await drop(page, await file(info, 'old.txt', windows1252(FRENCH)));
  await expect(encodings(page)).toBeVisible();
  await drop(page, await file(info, 'new.txt', 'a new text '.repeat(200)));
  await expect(encodings(page)).toBeHidden();
  await expect(header(page)).toContainText('new.txt, 2,200 characters');
});

test('a file that is refused while the dialog Text is open says so there; invisible and look-alike characters are listed', async ({
  page,
}, info) => {
  await open(page);
  await button(page, 'Text…').click();
  const dialog = page.getByRole('dialog', { name: 'Text' });
  await drop(
    page,
    await file(info, 'photo.png', Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 0])),
  );
  await expect(dialog.getByRole('alert')).toContainText('The file “photo.png” looks like a binary file');
  await dialog
    .getByRole('textbox', { name: 'Your text' })
    .fill('[18/3/24, 6:48\u202fAM] p\u0430ypal: see you soon\n'.repeat(90));
  await dialog.getByRole('button', { name: 'Use this text' }).click();
  const about = page.getByRole('status', { name: 'About the text' });
  await expect(about).toContainText('The text has invisible characters: 90 × U+202F narrow no-break space.');
  await expect(about).toContainText('90 × “\u0430” U+0430 Cyrillic small letter a beside');
});

test('a file that is pasted is read like one that is dropped', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['pasted words '.repeat(200)], 'pasted.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  });
  await expect(header(page)).toContainText('pasted.txt, 2,600 characters');
});
