import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, chooseCells, expect, open, pause, reading, readingAt, test, waitForStep } from './support/test.ts';

const selection = (page: Page) => page.getByRole('status', { name: 'Selection' });
const units = (page: Page) => page.getByRole('region', { name: 'Units of the selection' });

async function setField(page: Page, name: string, value: number): Promise<void> {
  const field = page.getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

/** How many units are on over the selection. */
async function chosen(page: Page): Promise<number> {
  const words = (await units(page).getByRole('status').textContent()) ?? '';
  return Number(/^(\d+) of \d+ units/.exec(words)?.[1] ?? 0);
}

test('a selection made by Shift and a drag has units, thresholds change them, and their other places are found', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await button(page, 'Train').click();
  await waitForStep(page, 'GRU', 60);
  await pause(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByRole('tab', { name: 'Match' }).click();
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('h');
  await expect(page.getByRole('region', { name: 'Select and match' })).toContainText('Nothing is selected.');

  const strip = (await page.locator('[data-part="strip"]').boundingBox())!;
  const at = (t: number): [number, number] => [strip.x + (t + 0.5) * 9, strip.y + 30];
  await page.keyboard.down('Shift');
  await page.mouse.move(...at(20));
  await page.mouse.down();
  await page.mouse.move(...at(23), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(selection(page)).toHaveText('Selected t 20–23, 4 characters');
  await expect(reading(page)).toContainText('Reading: t 23');
  // A plain drag moves the cursor and leaves the selection.
  await page.mouse.move(...at(40));
  await page.mouse.down();
  await page.mouse.move(...at(44), { steps: 2 });
  await page.mouse.up();
  await expect(reading(page)).toContainText('Reading: t 44');
  await expect(selection(page)).toHaveText('Selected t 20–23, 4 characters');

  await setField(page, 'Off before', 0);
  await setField(page, 'Off after', 0);
  await setField(page, 'On at or above', 0.1);
  await expect.poll(() => chosen(page)).toBeGreaterThan(0);
  await setField(page, 'On at or above', 0.999);
  await expect(units(page).getByRole('status')).toContainText('No unit is on over all of the selection');
  await expect(button(page, 'Find places')).toBeDisabled();
  await units(page)
    .getByRole('button', { name: /^Lower it to/ })
    .click();
  await expect.poll(() => chosen(page)).toBeGreaterThanOrEqual(5);

  await units(page).getByRole('listitem').first().getByRole('button').click();
  const name = (await units(page).getByRole('listitem').first().getByRole('button').getAttribute('aria-label'))!;
  await expect(reading(page)).toContainText(`unit ${/Unit (\d+)/.exec(name)![1]} · h`);

  await setField(page, 'with at least', 50);
  await button(page, 'Find places').click();
  const occurrences = page.getByRole('table', { name: 'Places' });
  await expect(page.getByRole('table', { name: 'Labels at these places' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Other places' })).toContainText(/other places?/);

  // The place's first character is under the cursor, wherever in the text it stands.
  const row = occurrences.getByRole('row').nth(1);
  const character = Number((await row.getByRole('rowheader').innerText()).replaceAll(',', ''));
  const first = Array.from(await row.locator('mark').innerText())[0]!;
  await row.getByRole('button').click();
  const start = Number(await page.getByRole('spinbutton', { name: 'Text from' }).inputValue());
  await expect(reading(page)).toContainText(`${readingAt(character - start, first)} GRU`);

  // Once asked, the question follows the threshold.
  const before = await page.locator('[data-part="match-summary"]').innerText();
  await setField(page, 'with at least', 100);
  await expect(page.locator('[data-part="match-summary"]')).not.toHaveText(before);
  await expect(page.locator('[data-part="match-answer"]')).toHaveAttribute('aria-busy', 'false');

  const download = page.waitForEvent('download');
  await button(page, 'Save places (CSV)').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^unrolled-gru-step\d+-places\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('\r\n"selected, characters",4\r\n');
  expect(text).toContain('\r\nrank,first character,length,');

  expect(await violations(page)).toEqual([]);
});

test('a selection is made by keys, by numbers, and by a plain drag while that is switched on', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByRole('tab', { name: 'Match' }).click();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(selection(page)).toBeEmpty();
  for (let k = 0; k < 3; k++) await page.keyboard.press('Control+Shift+ArrowRight');
  await expect(selection(page)).toHaveText('Selected t 10–13, 4 characters');
  for (let k = 0; k < 5; k++) await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(selection(page)).toHaveText('Selected t 8–10, 3 characters');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toBeEmpty();

  await setField(page, 'from t', 30);
  await setField(page, 'to t', 36);
  await expect(selection(page)).toHaveText('Selected t 30–36, 7 characters');
  await expect(page.getByLabel('Selected text').locator('mark')).toHaveText(/^.{7}$/u);

  await button(page, 'Select by dragging').click();
  const text = (await page.getByRole('group', { name: 'Text in the unit’s colours' }).boundingBox())!;
  const gutter = 52;
  await page.mouse.move(text.x + gutter + 4, text.y + 9);
  await page.mouse.down();
  await page.mouse.move(text.x + gutter + 4 + 8 * 5, text.y + 9, { steps: 5 });
  await page.mouse.up();
  await expect(selection(page)).toHaveText('Selected t 0–5, 6 characters');
  await page.getByRole('tab', { name: 'Labels' }).click();
  await page.getByRole('tab', { name: 'Match' }).click();
  await expect(button(page, 'Select by dragging')).toHaveAttribute('aria-pressed', 'false');
});
