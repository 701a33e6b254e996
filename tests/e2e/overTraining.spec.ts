import type { Page } from '@playwright/test';
import { button, expect, open, pause, reading, setNumber, test, waitForStep, openMenu } from './support/test.ts';

async function openPage(page: Page): Promise<void> {
  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Compare', exact: true }).click();
  await page.getByRole('tab', { name: 'Over training', exact: true }).click();
}

const rows = (page: Page, cell: string) => page.getByRole('slider', { name: `Weights of training step, ${cell}` });
const missing = (page: Page) => page.getByRole('region', { name: 'Over training' }).getByRole('status');

test('the waterfall fills in while the models train, and a row takes all pictures to its step and back', async ({
  page,
}) => {
  await open(page);
  await setNumber(page, 'Hidden units', 16);
  await button(page, 'Train').click();
  await openPage(page);
  await waitForStep(page, 'LSTM', 33);
  await expect(rows(page, 'LSTM')).toBeVisible();
  await pause(page);
  await expect(missing(page)).toBeEmpty();
  await expect(rows(page, 'RNN')).toHaveAttribute('aria-valuetext', /^step [\d,]+$/);
  await expect(button(page, 'newest')).toBeDisabled();

  const map = rows(page, 'GRU');
  const count = Number(await map.getAttribute('aria-valuemax')) + 1;
  expect(count).toBeGreaterThan(10);
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + (4.5 / count) * box.height);
  await expect(page.locator('[data-part="picture-tip"]')).toHaveText(/^GRU step 4, lag \d+ · \d/);
  await page.mouse.down();
  await page.mouse.up();
  for (const cell of ['RNN', 'GRU', 'LSTM']) await expect(rows(page, cell)).toHaveAttribute('aria-valuetext', 'step 4');
  await expect(page.getByText('Not at the same training step')).toHaveCount(0);
  await expect(page.getByText('RNN step 4:').first()).toBeVisible();
  await page.getByRole('tab', { name: 'By lag', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Gradient by lag', exact: true })).toContainText('step 4:');

  await page.getByRole('tab', { name: 'Over training', exact: true }).click();
  await rows(page, 'LSTM').press('ArrowUp');
  await expect(rows(page, 'LSTM')).toHaveAttribute('aria-valuetext', 'step 3');
  await button(page, 'newest').click();
  await expect(rows(page, 'LSTM')).toHaveAttribute('aria-valuenow', String(count - 1));
  await expect(page.locator('svg [d*="NaN"], svg [x*="NaN"], svg [y*="NaN"]')).toHaveCount(0);
});

test('the table has every kept step with its blocks, and ∂L/∂c is another picture than ∂L/∂h', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 16);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 8);
  await pause(page);
  await openPage(page);
  await expect(missing(page)).toBeEmpty();
  await page.getByText('Every kept step in numbers').click();
  const table = page.getByRole('table', { name: 'LSTM' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'step',
    ...[0, 10, 20, 50, 100].map((k) => `k = ${k}`),
    '1 % from lag',
    ...['i', 'f', 'g', 'o'].map((gate) => `Wh${gate} σmax · quartiles · ρ`),
  ]);
  const steps = await table.getByRole('rowheader').allTextContents();
  expect(steps.slice(0, 7)).toEqual(['0', '1', '2', '3', '4', '6', '8']);
  const atLag10 = table.getByRole('row').nth(3).getByRole('cell').nth(1);
  const ofH = await atLag10.textContent();
  await button(page, 'LSTM ∂L/∂c').click();
  await expect(atLag10).not.toHaveText(ofH!);
  await expect(page.getByRole('table', { name: 'RNN' }).getByRole('row')).toHaveCount(steps.length + 1);
});

test('a phone holds the page, and a new run begins with an empty one', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await setNumber(page, 'Hidden units', 16);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 4);
  await pause(page);
  await openPage(page);
  await expect(missing(page)).toBeEmpty();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await openMenu(page);
  await button(page, 'Reset').click();
  await expect(reading(page)).toBeVisible();
  await expect(rows(page, 'RNN')).toHaveAttribute('aria-valuemax', '0');
});
