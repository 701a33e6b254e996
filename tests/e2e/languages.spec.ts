import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { faults } from './support/faults.ts';
import { button, expect, open, reading, searched, test, useText, workspaceTab } from './support/test.ts';

/** Waits until the text that was just given is traced. */
async function waitUntilTraced(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: 'Text' })).toBeHidden();
  await expect(reading(page)).toContainText(/· [−\d]/);
}

/** Moves the cursor with the slider, as a key would. */
async function goTo(page: Page, t: number): Promise<void> {
  await page.getByRole('slider', { name: 'Timestep' }).fill(String(t));
  await expect(reading(page)).toContainText(`Reading: t ${t} ·`);
}

const HEBREW = 'בראשית ברא אלהים את השמים ואת הארץ. '.repeat(60);
const ARABIC = 'بسم الله الرحمن الرحيم. كتاب جميل في البيت الكبير. '.repeat(50);

/** Where the first and the last letter of the first words of an element stand, in pixels. */
function letterPositions(page: Page, selector: string): Promise<{ first: number; last: number; direction: string }> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const node = walker.nextNode() as Text;
      const at = (k: number): number => {
        const range = document.createRange();
        range.setStart(node, k);
        range.setEnd(node, k + 1);
        return range.getBoundingClientRect().left;
      };
      return { first: at(0), last: at(3), direction: getComputedStyle(element).direction };
    });
}

for (const [name, text] of [
  ['Hebrew', HEBREW],
  ['Arabic', ARABIC],
] as const) {
  test(`${name} flows from right to left in samples and continuations, and the strip says that it does not`, async ({
    page,
  }) => {
    await open(page);
    await useText(page, text);
    await waitUntilTraced(page);
    await expect(page.getByText(`although ${name} is read right to left`)).toBeVisible();

    // A place that is listed begins and ends at the framed character.
    await page.getByRole('tab', { name: 'Find' }).click();
    const frames = page.locator('[data-part="context-at"]');
    await expect(frames.first()).toBeVisible();
    const gaps = await frames.evaluateAll((all) =>
      all.map((frame) => {
        const range = document.createRange();
        range.selectNodeContents(frame.nextElementSibling!);
        return frame.getBoundingClientRect().left - range.getClientRects()[0]!.right;
      }),
    );
    expect(gaps.length).toBeGreaterThan(4);
    // A space in between is wider than nothing.
    for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(12);
    await workspaceTab(page, 'Train').click();

    const sample = await letterPositions(page, '[data-part="draw"] [data-part="written"]');
    expect(sample.direction).toBe('rtl');
    expect(sample.last).toBeLessThan(sample.first);
    // No letter is isolated there, so that the script's own shaping acts on it.
    expect(await page.locator('[data-part="draw"] [data-part="written"]').first().textContent()).not.toMatch(
      /[\u2066-\u2069]/,
    );

    await page.getByRole('tab', { name: 'Watch' }).click();
    await page.getByRole('tab', { name: 'Write', exact: true }).click();
    await button(page, 'Write').click();
    const written = page.getByRole('list', { name: 'Continuations' }).locator('[data-part="written"]').first();
    await expect(written).toHaveCSS('direction', 'rtl');
    await expect(page.getByText(`although ${name} is read right to left`)).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByText(`although ${name} is read right to left`)).toBeVisible();
  });
}

test('English says nothing of direction', async ({ page }) => {
  await open(page);
  await useText(page, 'the quick brown fox jumps over the lazy dog. '.repeat(60));
  await waitUntilTraced(page);
  await expect(page.getByText('is read right to left')).toHaveCount(0);
});

test('characters that look alike or are not seen are told apart in reading, predictions and menus', async ({
  page,
}) => {
  await open(page);
  await useText(page, '[1/2/24, 6:48\u202fPM] Ana: she said "ok" \u200eaа\u00a0e\u0301 – done-so\n'.repeat(50));
  await waitUntilTraced(page);
  const text = '[1/2/24, 6:48\u202fPM] Ana: she said "ok" \u200eaа\u00a0e\u0301 – done-so\n';
  const at = (symbol: string): number => [...text].indexOf(symbol);
  for (const [symbol, read] of [
    [' ', '"␣"'],
    ['\u202f', 'U+202F narrow no-break space'],
    ['\u00a0', 'U+00A0 no-break space'],
    ['"', `'"' U+0022 quotation mark`],
    ['\u200e', 'U+200E left-to-right mark'],
    ['\u0430', '"а" U+0430 Cyrillic small letter a'],
    ['\u0301', 'U+0301 combining acute accent'],
    ['–', 'U+2013 en dash'],
  ] as const) {
    await goTo(page, at(symbol));
    await expect(reading(page)).toContainText(read);
  }
  // On the page "U+" stands for no other character, and no two signs are the same.
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('tab', { name: 'Change', exact: true }).click();
  // Code points are as large as any other writing.
  expect(await faults(page)).toEqual([]);
  const options = await page.getByRole('combobox', { name: 'read as' }).locator('option').allTextContents();
  expect(options.length).toBe(new Set(text).size);
  expect(new Set(options.map((option) => option.trim())).size).toBe(options.length);
  expect(options).toContain('U+202F narrow no-break space');
  expect(options.filter((option) => option.trim() === '')).toEqual([]);

  await goTo(page, at('8'));
  const names = await page
    .getByRole('list', { name: 'Most probable next characters' })
    .locator('.visually-hidden')
    .allTextContents();
  expect(new Set(names).size).toBe(names.length);
  expect(await violations(page)).toEqual([]);
});

test('a saved table opens in a spreadsheet: it begins with a byte-order mark', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  await searched(page);
  const saveTable = button(page, 'Save table (CSV)');
  await expect(saveTable).toBeEnabled();
  const download = page.waitForEvent('download');
  await saveTable.click();
  const bytes = await readFile(await (await download).path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect([...bytes.subarray(3, 6)]).not.toEqual([0xef, 0xbb, 0xbf]);
});
