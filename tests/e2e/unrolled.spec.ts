import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, expect, open, pause, reading, setNumber, test, waitForStep } from './support/test.ts';

async function unroll(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Watch' }).click();
  await button(page, 'Unrolled').click();
  await expect(page.getByRole('img', { name: /^The LSTM unrolled from t = 0 to 6/ })).toBeVisible();
}

/** Rows of the table under the picture, by column name. */
async function tableRows(page: Page): Promise<readonly Readonly<Record<string, string>>[]> {
  const table = page.getByRole('group', { name: /^The unrolled network in numbers/ }).getByRole('table');
  const cells = await table
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const [names, ...rows] = cells;
  return rows.map((row) => Object.fromEntries(row.map((cell, k) => [names![k]!, cell])));
}

test('the unrolled network gives the numbers of the trace, and one loss’s gradient only before it', async ({
  page,
}) => {
  await open(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 5);
  await pause(page);
  await unroll(page);
  await page.getByText(/^Table: unit 0 in these copies/).click();
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('c');
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight');
  await expect(reading(page)).toContainText('Reading: t 3 ·');
  const value = /· c · (\S+)/.exec((await reading(page).textContent())!)![1]!;
  const rows = await tableRows(page);
  expect(rows.map(({ t }) => t)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(rows[3]!['c']).toBe(value);
  expect(rows.every((row) => Number(row['‖∂L/∂h‖']) > 0 && Number(row['‖∂L/∂c‖']) > 0)).toBe(true);

  await page.getByRole('button', { name: /^Loss at t = 4:/ }).click();
  await expect(page.getByText(/gradient of the loss at t = 4$/).first()).toBeVisible();
  const chosen = await tableRows(page);
  expect(chosen.map((row) => row['‖∂L/∂h‖'] !== '')).toEqual([true, true, true, true, true, false, false]);
  expect(chosen[0]!['‖∂L/∂h‖']).not.toBe(rows[0]!['‖∂L/∂h‖']);
});

test('full stop and comma walk through the parts of an update and on into the next character', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  const part = page.getByRole('group', { name: 'Sub-step' }).locator('[aria-pressed=true]');
  await expect(part).toHaveText('all');
  for (const [key, name, t] of [
    ['.', 'forget', 0],
    ['.', 'write', 0],
    ['.', 'expose', 0],
    ['.', 'forget', 1],
    [',', 'expose', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(part).toHaveText(name);
    await expect(reading(page)).toContainText(`Reading: t ${t} ·`);
  }
});

test('with two layers a press on a copy moves the cursor, and axe finds nothing in either theme', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Layers', 2);
  await unroll(page);
  const picture = page.getByRole('img', { name: /^The LSTM unrolled/ });
  const box = (await picture.boundingBox())!;
  await picture.click({ position: { x: box.width - 110, y: box.height - 40 } });
  await expect(reading(page)).toContainText('Reading: t 6 ·');
  await page.getByRole('checkbox', { name: 'all units' }).check();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
});

test('the unrolled network fits a phone with three copies', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await button(page, 'Unrolled').click();
  await expect(page.getByRole('button', { name: /^Loss at t = / })).toHaveCount(3);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('the table of the unrolled network can be opened and left without losing the page', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Unrolled' }).click();
  await page.getByText(/^Table: unit 0 in these copies/).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Maps' }).click();
  await expect(page.getByRole('region', { name: 'Cell state, layer 1' })).toBeVisible();
});
