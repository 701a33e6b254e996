/** The first page of Compare: how far back learning reaches, in a sentence and a picture. */
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { faults } from './support/faults.ts';
import { button, expect, open, reading, test, workspaceTab } from './support/test.ts';

const curves = (page: Page) => page.getByRole('region', { name: 'Gradient by lag', exact: true });
const sentence = (page: Page) => curves(page).getByText(/^Back 20 characters, /);
const slider = (page: Page) => page.getByRole('slider', { name: 'Before to after training' });

async function follow(page: Page, hash: string): Promise<void> {
  await open(page);
  await page.evaluate((next) => location.assign(`#${next}`), hash);
}

test('a lecture opens on one sentence, whose numbers are those of the table, before and after training', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await follow(page, 'trained=recall&w=compare&step=0');
  await expect(page.getByRole('tab', { name: 'By lag', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(sentence(page)).toHaveText(/RNN’s gradient is left, .* GRU’s and .* LSTM’s, before training\.$/);
  // The sentence, the curves and the maps stand on one screen.
  await expect(page.getByRole('slider', { name: 'Weights of training step, LSTM' })).toBeInViewport({ ratio: 1 });
  await expect(button(page, 'Details')).toBeInViewport({ ratio: 1 });
  await expect(curves(page).locator('svg [data-before]')).toHaveCount(0);

  await slider(page).focus();
  await page.keyboard.press('End');
  await expect(sentence(page)).toHaveText(/after 2,000 steps of training/);
  await expect(curves(page).locator('svg [data-before]')).toHaveCount(3);
  await expect(curves(page)).toContainText('Pale: before training.');
  expect(await faults(page)).toEqual([]);
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('Home');
  await expect(sentence(page)).toHaveText(/, before training\.$/);
  await expect.poll(() => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('step')).toBe('0');
  const said = (await sentence(page).textContent())!;
  await button(page, 'Details').click();
  const at20 = async (cell: string): Promise<string> =>
    (await curves(page)
      .getByRole('row', { name: new RegExp(`^${cell} `) })
      .first()
      .getByRole('cell')
      .nth(2)
      .textContent())!;
  const numbers = said.match(/\d[\d.]*(·10[⁻⁰-⁹¹²³]+)?(?= of the)/g)!;
  expect(numbers).toHaveLength(3);
  for (const [k, cell] of ['RNN', 'GRU', 'LSTM'].entries()) {
    const [mantissa, power] = numbers[k]!.split('·');
    const [inTable, samePower] = (await at20(cell)).split('·');
    expect(samePower).toBe(power);
    expect(Number(mantissa)).toBeCloseTo(Number(inTable), power === undefined ? 3 : 1);
  }
});

test('gradients are measured on held-out text as well, and the page says on which', async ({ page }) => {
  await follow(page, 'trained=recall&w=compare');
  await expect(curves(page)).toContainText('Measured on the text shown, t = 200 to 399.');
  const before = (await sentence(page).textContent())!;
  await button(page, 'held-out text').click();
  await expect(curves(page)).toContainText('Measured on the first held-out characters, which training never saw.');
  await expect(sentence(page)).not.toHaveText(before);
  await expect(curves(page).locator('svg [data-before]')).toHaveCount(3);
  await expect.poll(() => new URL(page.url()).hash).toContain('measured=heldOut');
  await button(page, 'the text shown').click();
  await expect(sentence(page)).toHaveText(before);
});

test('equal networks are said not to differ, and a text on which cells differ is offered', async ({ page }) => {
  await follow(page, 'hidden=16&added=lstm-2*lr*0.01&out=rnn_gru&w=compare');
  await expect(sentence(page)).toHaveText(
    /before training: they do not clearly differ \(their middle halves overlap\)\.$/,
  );
  const recall = curves(page).getByRole('link', { name: 'Open delayed recall' });
  // In the page's ink, not in the browser's blue.
  await expect(recall).toHaveCSS('color', await page.evaluate(() => getComputedStyle(document.body).color));
  await recall.click();
  await expect(sentence(page)).toHaveText(/^Back 20 characters, .* RNN’s .* GRU’s and .* LSTM’s, before training\.$/);
  await expect(sentence(page)).not.toContainText('differ');
  await expect(reading(page)).toContainText('LSTM');
});

test('a network that was not trained shows one row, and says how more come', async ({ page }) => {
  await open(page);
  await workspaceTab(page, 'Compare').click();
  await expect(page.getByText('One row so far')).toBeVisible();
  await expect(slider(page)).toBeDisabled();
  await expect(sentence(page)).toHaveText(/, before training/);
});
