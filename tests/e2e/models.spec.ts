import type { Page } from '@playwright/test';
import {
  addModel,
  button,
  expect,
  open,
  pause,
  reading,
  save,
  setNumber,
  status,
  stepOf,
  test,
  waitForStep,
  workspaceTab,
  unfoldSettings,
} from './support/test.ts';

const cells = (page: Page) => page.getByRole('group', { name: 'Cells' });
const perturb = (page: Page) => page.getByRole('region', { name: 'Provoke it' });

/** Compare with what changes weights by hand open beside the pictures. */
async function openPerturb(page: Page): Promise<void> {
  await workspaceTab(page, 'Compare').click();
  await button(page, 'Provoke it…').click();
}

async function trainTo(page: Page, step: number): Promise<void> {
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', step);
  await pause(page);
}

test('equal parameters gives each cell its own H, and the table shows sizes and counts', async ({ page }) => {
  await open(page);
  const table = page.getByRole('table', { name: 'Size and speed of each cell' });
  await unfoldSettings(page);
  await page.getByRole('combobox', { name: 'Compare at' }).selectOption('parameters');
  const row = async (cell: string): Promise<number[]> =>
    (await table.getByRole('row', { name: cell }).getByRole('cell').allTextContents())
      .slice(0, 2)
      .map((text) => Number(text.replaceAll(',', '')));
  await expect.poll(async () => (await row('RNN'))[0]).toBeGreaterThan(100);
  const [rnn, gru, lstm] = [await row('RNN'), await row('GRU'), await row('LSTM')];
  expect(lstm[0]).toBe(64);
  for (const [hidden, count] of [rnn, gru]) {
    expect(hidden).toBeGreaterThan(64);
    expect(Math.abs(count! / lstm[1]! - 1)).toBeLessThan(0.01);
  }
});

test('a model paused alone falls behind and says so, and comes back into step', async ({ page }) => {
  await open(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'RNN', 3);
  await button(page, 'Pause RNN').click();
  await expect(status(page)).toContainText(/RNN step [\d,]+ · paused, [\d,]+ steps? behind/);
  await waitForStep(page, 'LSTM', 60);
  await pause(page);
  await workspaceTab(page, 'Compare').click();
  await expect(page.getByRole('status', { name: 'Weights compared' })).toContainText(
    'Not at the same training step: RNN',
  );
  const step = await stepOf(page, 'LSTM');
  await button(page, 'Resume RNN').click();
  await button(page, 'Step').click();
  for (const cell of ['RNN', 'LSTM'] as const) {
    await expect.poll(() => stepOf(page, cell)).toBe(step + 1);
  }
  await expect(status(page)).not.toContainText('behind');
  await expect(page.getByRole('status', { name: 'Weights compared' })).toBeEmpty();
});

test('the same cell under two settings is told apart by name and dash in every chart, and can be removed', async ({
  page,
}) => {
  await open(page);
  await addModel(page, 'LSTM', 'forget bias', '-3');
  await expect(cells(page).getByRole('checkbox', { name: 'LSTM, forget bias −3' })).toBeChecked();
  await expect(page.getByRole('region', { name: 'Models' })).toContainText('LSTM, forget bias −3');
  await trainTo(page, 12);
  await expect(status(page)).toContainText(/LSTM, forget bias −3 step [\d,]+ · loss/);
  const dashOf = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((path) => getComputedStyle(path).strokeDasharray);
  expect(await dashOf('[data-part="chart"] [data-cell="lstm"]:not([data-variant]) [data-part="curve"]')).toBe('none');
  expect(await dashOf('[data-part="chart"] [data-cell="lstm"][data-variant="1"] [data-part="curve"]')).toMatch(
    /^8px, 3px$/,
  );
  await workspaceTab(page, 'Compare').click();
  await page.getByRole('tab', { name: 'Over time', exact: true }).click();
  const table = page.getByRole('tabpanel').getByRole('table').first();
  for (const row of ['LSTM h', 'LSTM c', 'LSTM, forget bias −3 h', 'LSTM, forget bias −3 c'])
    await expect(table).toContainText(row);
  const dashes = new Set<string>();
  for (const variant of [':not([data-variant])', '[data-variant="1"]']) {
    for (const dotted of [':not([data-dotted])', '[data-dotted]']) {
      dashes.add(await dashOf(`[data-part="line-plot"] [data-cell="lstm"]${variant} [data-part="plot-line"]${dotted}`));
    }
  }
  expect(dashes.size).toBe(4);
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'LSTM, forget bias −3' });
  await expect(reading(page)).toContainText('LSTM, forget bias −3 layer 1');
  await workspaceTab(page, 'Train').click();
  await button(page, 'Remove LSTM, forget bias −3').click();
  await expect(cells(page).getByRole('checkbox')).toHaveCount(3);
  await expect(reading(page)).not.toContainText('LSTM, forget bias −3');
});

test('W_hh multiplied by hand changes the pictures at once, says so everywhere, and is taken back', async ({
  page,
}) => {
  await open(page);
  await trainTo(page, 12);
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'RNN' });
  // Saving waits for the trace of the last step: what is read from here on is of the weights that Take back brings back.
  await save(page, 'Save trace');
  await openPerturb(page);
  const spectra = perturb(page).getByRole('table');
  await page.getByRole('slider', { name: 'Timestep' }).fill('50');
  await expect(reading(page)).toContainText('Reading: t 50 ·');
  const value = async (): Promise<string | undefined> =>
    /· h · (\S+)/.exec((await reading(page).textContent()) ?? '')?.[1];
  await expect(spectra.getByRole('row').nth(1)).toContainText(/\d\.\d/);
  const sigma = async (): Promise<number> => Number(await spectra.getByRole('cell').first().textContent());
  const [sigmaBefore, before] = [await sigma(), await value()];
  await expect(button(page, 'Take back')).toBeDisabled();

  const slider = page.getByRole('slider', { name: 'Multiply W_hh' });
  await slider.focus();
  for (let k = 0; k < 36; k++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status', { name: 'Provocation' })).toContainText('W_hh × 1.78: provoked, not trained');
  await expect(page.getByRole('status', { name: 'Weights compared' })).toContainText('RNN W_hh × 1.78: provoked');
  await expect(reading(page)).toContainText('· provoked');
  await expect.poll(async () => (await sigma()) / sigmaBefore).toBeGreaterThan(1.7);
  expect((await sigma()) / sigmaBefore).toBeLessThan(1.86);
  await expect.poll(value).not.toBe(before);
  expect((await save(page, 'Save weights')).name).toContain('provoked');
  await workspaceTab(page, 'Watch').click();
  const watch = page.getByRole('tabpanel', { name: 'Watch', exact: true });
  await expect(watch.getByText('W_hh × 1.78: provoked, not trained')).toBeVisible();

  await workspaceTab(page, 'Compare').click();
  await button(page, 'Take back').click();
  await expect(page.getByRole('status', { name: 'Provocation' })).toHaveText('As trained.');
  await expect.poll(value).toBe(before);
  await expect(reading(page)).not.toContainText('provoked');
});

test('a provoked run without clipping that explodes stops itself with a sentence, and Take back goes back', async ({
  page,
}) => {
  await open(page);
  await unfoldSettings(page);
  await page.getByRole('combobox', { name: 'RNN nonlinearity' }).selectOption('relu');
  await trainTo(page, 5);
  const step = await stepOf(page, 'RNN');
  await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'RNN' });
  await openPerturb(page);
  await page.getByRole('slider', { name: 'Multiply W_hh' }).fill('1');
  await expect(page.getByRole('status', { name: 'Provocation' })).toContainText('W_hh × 5: provoked');
  await perturb(page).getByRole('combobox', { name: 'Clip' }).selectOption('none');
  await button(page, 'Train on from here').click();
  await expect(page.getByText(/RNN diverged at step [\d,]+/).first()).toBeVisible();
  await expect(page.getByRole('status', { name: 'Provocation' })).toContainText('Trained on from W_hh × 5');
  await expect(page.locator('svg [d*="NaN"], svg [x*="NaN"], svg [y*="NaN"]')).toHaveCount(0);
  await button(page, 'Take back').click();
  await expect(page.getByRole('status', { name: 'Provocation' })).toHaveText('As trained.');
  expect(await stepOf(page, 'RNN')).toBe(step);
  await button(page, 'Step').click();
  await expect.poll(() => stepOf(page, 'RNN')).toBeGreaterThan(step);
});

test('the LSTM’s blocks and its forget bias are provoked apart', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 16);
  await openPerturb(page);
  await expect(perturb(page).getByRole('row')).toHaveCount(5);
  await page.getByRole('combobox', { name: 'Block of W_hh' }).selectOption('f');
  await button(page, 'Identity').click();
  const row = perturb(page).getByRole('row', { name: /^W ?hf/ });
  await expect(row.getByRole('cell').first()).toHaveText('1.00');
  await expect(row.getByRole('cell').nth(1)).toHaveText('1.00');
  await page.getByRole('slider', { name: 'Shift the forget bias' }).fill('-2.5');
  await expect(page.getByRole('status', { name: 'Provocation' })).toContainText('W_hf = identity, forget bias −2.5');
});
