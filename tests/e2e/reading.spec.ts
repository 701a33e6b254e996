/** What a model writes, and what a changed character does, as a reader meets them in Watch. */
import type { Page } from '@playwright/test';
import { button, expect, open, pause, reading, test, chooseCells, waitForStep } from './support/test.ts';

async function watchTrained(page: Page): Promise<void> {
  await open(page);
  await chooseCells(page, 'LSTM');
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 20);
  await pause(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
}

const moveTo = (page: Page, t: number) => page.getByRole('slider', { name: 'Timestep' }).fill(String(t));
/** The panel in which the LSTM is let to write. */
const writes = (page: Page) => page.getByRole('region', { name: 'What the LSTM writes' });
const lastTimestep = async (page: Page) =>
  Number(await page.getByRole('slider', { name: 'Timestep' }).getAttribute('max'));

test('the LSTM writes on after the cursor, its gates appear as it writes, and what it wrote can be scrubbed', async ({
  page,
}) => {
  await watchTrained(page);
  await moveTo(page, 30);
  await page.getByRole('tab', { name: 'Write' }).click();
  await writes(page).getByRole('spinbutton', { name: 'Characters' }).fill('40');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '32 / s' });
  await writes(page).getByRole('button', { name: 'Write' }).click();
  await expect(page.getByText(/Written by the LSTM at step [\d,]+, from t = 31/).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Continuations' }).getByRole('button')).toHaveCount(3);
  const early = await lastTimestep(page);
  expect(early).toBeLessThan(70);
  await expect.poll(() => lastTimestep(page)).toBe(70);
  await expect(reading(page)).toContainText('Reading: t 70 ·');
  await expect(page.getByRole('region', { name: 'Cell state, layer 1' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Forget gate of unit 0, layer 1' })).toBeVisible();

  await moveTo(page, 45);
  await expect(reading(page)).toContainText(/Reading: t 45 · .+ · LSTM layer 1 · unit 0 · c · [−\d]/);
  await page.getByRole('list', { name: 'Continuations' }).getByRole('button').first().click();
  await expect(page.getByRole('list', { name: 'Continuations' }).getByRole('button', { pressed: true })).toHaveCount(1);
  await button(page, 'Back to the text').click();
  await expect.poll(() => lastTimestep(page)).toBe(999);
});

test('a press that ends the typing of another stretch reaches its button, though the pictures are replaced', async ({
  page,
}) => {
  await watchTrained(page);
  await moveTo(page, 12);
  await page.getByRole('tab', { name: 'Write' }).click();
  await expect(writes(page)).toBeVisible();
  const stretch = page.locator('[data-part="watch-head"]').getByRole('spinbutton', { name: 'Characters' });
  await stretch.fill('40');
  await writes(page).getByRole('button', { name: 'Write' }).click();
  await expect(page.getByText(/Written by the LSTM at step [\d,]+, from t = 13/).first()).toBeVisible();
  await button(page, 'Back to the text').click();
  await expect.poll(() => lastTimestep(page)).toBe(39);
});

test('the text is written one character at a time by hand, too', async ({ page }) => {
  await watchTrained(page);
  await moveTo(page, 12);
  await page.getByRole('tab', { name: 'Write' }).click();
  await page.getByRole('combobox', { name: 'Each character' }).selectOption({ label: 'always the best (greedy)' });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '1 / s' });
  await writes(page).getByRole('button', { name: 'Write' }).click();
  await button(page, 'Stop').click();
  const before = await lastTimestep(page);
  await button(page, 'Step forward').click();
  await button(page, 'Step forward').click();
  expect(await lastTimestep(page)).toBe(before + 2);
  await expect(page.getByText('drawn', { exact: true }).first()).toBeVisible();
});

test('a changed character leaves the states before it alone, and the difference after it can be read', async ({
  page,
}) => {
  await watchTrained(page);
  await moveTo(page, 50);
  await page.getByRole('tab', { name: 'Change' }).click();
  const change = page.getByRole('region', { name: 'A changed character' });
  await change.getByRole('combobox', { name: 'read as' }).selectOption({ label: 'z' });
  await button(page, 'Change it').press('Enter');
  await expect(page.getByText(/^t = 50: .+ changed to z$/).first()).toBeVisible();
  // The pictures come anew, and the keyboard stays where it was.
  await expect(button(page, 'Change it')).toBeFocused();
  await expect(reading(page)).toContainText('Reading: t 50 · "z" ·');
  const table = change.getByRole('table', { name: /Unit 0 at t = / });
  const differences = async () => (await table.getByRole('row').allTextContents()).slice(1);
  await expect(table).toBeVisible();
  expect((await differences()).every((row) => !row.endsWith('0.00000'))).toBe(true);
  await moveTo(page, 49);
  await expect(table).toContainText('at t = 49');
  expect((await differences()).every((row) => row.endsWith('0.00000'))).toBe(true);
  await button(page, 'Back to the text').press('Enter');
  await expect(change.getByRole('table')).toHaveCount(0);
  // The button has gone; the next Tab goes on from its place.
  await expect(page.locator('[data-part="watch-head"] :focus, [data-part="watch"]:focus')).toHaveCount(1);
});

test('on the timestep slider Shift takes ten steps at once', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(reading(page)).toContainText('Reading: t 11 ·');
});

test('frozen weights are said in every workspace, and released there', async ({ page }) => {
  await watchTrained(page);
  await page.getByRole('checkbox', { name: 'Freeze' }).check();
  await button(page, 'Step').press('Enter');
  // It is disabled for the time of the step.
  await expect(button(page, 'Step')).toBeEnabled();
  await expect(button(page, 'Step')).toBeFocused();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page.getByText(/^frozen at step [\d,]+$/).first()).toBeVisible();
  await button(page, 'Release').click();
  await expect(page.getByText(/^frozen at step/)).toHaveCount(0);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await expect(page.getByRole('checkbox', { name: 'Freeze' })).not.toBeChecked();
});
