/** The Memory page of Compare: a text with known lags, learned and asked. */
import { button, chooseCells, expect, open, pause, test, waitForStep, stepOf } from './support/test.ts';

test('an LSTM learns delayed recall, and how often it is right is drawn by lag beside its gradients', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'LSTM');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('tab', { name: 'Memory' }).click();
  await page.getByRole('spinbutton', { name: 'Longest lag' }).fill('8');
  await page.getByRole('spinbutton', { name: 'Longest lag' }).press('Enter');
  await button(page, 'Take this text').click();
  await expect(page.getByText('Delayed recall, lags to 8').first()).toBeVisible();
  const row = (cell: string) => page.getByRole('table').getByRole('row', { name: new RegExp(`^${cell} `) });
  const right = async (cell: string) => Number(await row(cell).getByRole('cell').nth(1).textContent());
  await expect(row('LSTM')).toBeVisible();
  const untrained = await right('LSTM');
  expect(untrained).toBeLessThan(0.5);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 40);
  await expect.poll(() => right('LSTM'), { timeout: 240_000 }).toBeGreaterThan(untrained + 0.3);
  await pause(page);
  const step = await stepOf(page, 'LSTM');
  await expect
    .poll(async () => (await row('LSTM').getByRole('cell').first().textContent())?.replaceAll(',', ''))
    .toBe(String(step));
  await expect(page.getByRole('region', { name: 'Accuracy by lag' }).getByRole('img')).toHaveAccessibleName(
    /^Share of right answers by lag up to 12 for LSTM/,
  );
  await expect(page.getByRole('region', { name: 'Gradient by lag beside it' })).toBeVisible();
  await expect(button(page, 'This is the text')).toBeDisabled();
});
