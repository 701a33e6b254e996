import type { Page } from '@playwright/test';
import { button, expect, open, reading, test, trainBriefly, useText, waitForStep } from './support/test.ts';

async function openCompare(page: Page): Promise<void> {
  await open(page);
  await trainBriefly(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
}

async function moveTo(page: Page, t: number): Promise<void> {
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('Home');
  for (let k = 0; k < t; k++) await page.keyboard.press('ArrowRight');
  await expect(reading(page)).toContainText(`Reading: t ${t} ·`);
}

const comparePage = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Compare' }).getByRole('tab', { name, exact: true });

test('gradients by lag: curves, fitted half-lives, and in words which is longer or that they do not differ', async ({
  page,
}) => {
  await openCompare(page);
  await button(page, 'Details').click();
  const region = page.getByRole('region', { name: 'Gradient by lag' });
  await expect(region.getByRole('img')).toHaveAccessibleName(/RNN, GRU, LSTM, LSTM c, LSTM c alone, LSTM c rest/);
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('listitem')).toHaveCount(3);
  await expect(found.getByRole('listitem').last()).toContainText(/LSTM’s ∂L\/∂c/);
  // The half-life in the table is the one that the decay per step gives.
  const row = region.getByRole('row', { name: /^LSTM / }).first();
  const cells = await row.getByRole('cell').allTextContents();
  const perStep = Number(cells.find((text) => text.startsWith('×'))!.slice(1));
  const halfLife = Number(cells[cells.findIndex((text) => text.startsWith('×')) + 1]);
  expect(Math.abs(Math.log(0.5) / Math.log(perStep) - halfLife)).toBeLessThan(0.02 * halfLife + 0.06);
  expect(cells[0]).toBe('1.00');
  await button(page, 'as measured').click();
  await expect(row.getByRole('cell').first()).not.toHaveText('1.00');
});

test('a press on a triangle takes the row’s loss, and the row is read out', async ({ page }) => {
  await openCompare(page);
  await comparePage(page, 'Triangle').click();
  const map = page.getByRole('img', { name: /^GRU: gradient norms of the losses/ });
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + box.height * 0.75);
  await expect(page.locator('[data-part="picture-tip"]')).toContainText(
    /GRU loss at \d+ ".+" → state at \d+ ".+", lag \d+ · /,
  );
  const t = /loss at (\d+)/.exec((await page.locator('[data-part="picture-tip"]').textContent())!)![1];
  await page.mouse.down();
  await page.mouse.up();
  await expect(reading(page)).toContainText(`Reading: t ${t} ·`);
  await page.getByText('The framed row in numbers').click();
  await expect(page.getByRole('columnheader', { name: `loss at t = ${t}` })).toBeVisible();
});

test('the chain follows the cursor, and both of its checks come out', async ({ page }) => {
  await openCompare(page);
  await moveTo(page, 40);
  await comparePage(page, 'Chain').click();
  await expect(page.getByRole('heading', { name: /^The chain of the loss at t = 40/ })).toBeVisible();
  for (const weight of ['W_ih', 'W_hh']) {
    await button(page, weight).click();
    for (const cell of ['RNN', 'GRU', 'LSTM']) {
      const column = page.getByRole('region', { name: `Chain of the ${cell}` });
      await expect(column).toContainText(/shares sum to 1\.000000/);
      const text = (await column.textContent())!;
      // Float64: about 1e-16 of the largest element.
      expect(/deviation (?:0|\d\.\d\d·10⁻¹[⁴-⁹])/.test(text), text).toBe(true);
    }
  }
  await page.getByRole('combobox', { name: "Rows of the LSTM's weight" }).selectOption('f');
  await expect(page.getByRole('region', { name: 'Chain of the LSTM' })).toContainText(/shares sum to 1\.000000/);
});

test('the Jacobian’s page gives every gate block, the RNN’s bound, and a spectrum', async ({ page }) => {
  await openCompare(page);
  await moveTo(page, 30);
  await comparePage(page, 'Jacobian').click();
  await expect(page.getByRole('heading', { name: /t = 30, layer 1/ })).toBeVisible();
  const blocks = page.getByRole('region', { name: 'Recurrent weights' });
  await expect(blocks.getByRole('rowheader')).toHaveText([
    'RNN h',
    'GRU r',
    'GRU z',
    'GRU n',
    'LSTM i',
    'LSTM f',
    'LSTM g',
    'LSTM o',
  ]);
  await expect(page.getByRole('rowheader', { name: /^RNN bound/ })).toBeVisible();
  // The LSTM's state is (h, c): its blocks come after the whole.
  const sigmas = page.getByRole('region', { name: 'Jacobian of the state' }).getByRole('rowheader', { name: /^LSTM/ });
  await expect(sigmas).toHaveText([/^LSTM ∂\(h, c\)/, /^LSTM ∂h/, /^LSTM ∂c/]);
  const found = page
    .getByRole('region', { name: 'Singular values' })
    .getByRole('listitem')
    .filter({ hasText: /^LSTM:/ });
  await expect(found).toContainText(/changes? of the state \(h, c\) ha(?:s|ve) (?:grown|shrunk)/);
  await page.getByRole('combobox', { name: 'at lag' }).selectOption('2');
  await expect(page.getByRole('img', { name: /^Singular values at lag 2/ })).toBeVisible();
});

test('the numeric check runs on the weights shown and finds every tensor right; it can be stopped', async ({
  page,
}) => {
  await openCompare(page);
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('End');
  await comparePage(page, 'Check').click();
  await button(page, 'Check the gradients').click();
  await button(page, 'Stop').click();
  await expect(button(page, 'Check the gradients')).toBeEnabled();
  await button(page, 'Check the gradients').click();
  const tables = page.getByRole('region', { name: 'Gradient check' }).getByRole('table');
  await expect(tables).toHaveCount(3);
  for (const table of await tables.all()) {
    await expect(table.getByRole('rowheader')).toHaveText([
      'rnn.weight_ih_l0',
      'rnn.weight_hh_l0',
      'rnn.bias_ih_l0',
      'rnn.bias_hh_l0',
      'head.weight',
      'head.bias',
    ]);
    await expect(table).toContainText(
      /Right: \d+ gradients agree, worst error (?:0|\d\.\d\d·10⁻(?:[⁶-⁹]|¹[⁰-⁹¹²³])), limit 10⁻⁵\./,
    );
  }
});

/** Texts and SVG attributes of the page in which a number is no number. */
const notFinite = (page: Page) =>
  page.evaluate(() => {
    const isBad = (text: string): boolean => /NaN|Infinity|undefined|∞/.test(text);
    const attributes = [...document.querySelectorAll('svg *')].flatMap((element) => [...element.attributes]);
    return [
      ...document.body.innerText.split('\n').filter(isBad),
      ...attributes.map(({ name, value }) => `${name}="${value}"`).filter(isBad),
    ];
  });

test('gradients that grow are said to double, and nothing that is not finite is drawn or written', async ({ page }) => {
  await open(page);
  // One step, on a machine of any speed: how many a short training takes decides whether four times the weights are enough.
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('combobox', { name: 'Model' }).selectOption('RNN');
  await button(page, 'Details').click();
  const table = page.getByRole('region', { name: 'Gradient by lag' }).getByRole('table').first();
  const row = table.getByRole('row', { name: /^RNN / });
  const found = page.getByRole('region', { name: 'What was found' });
  // What is compared comes from one range, which the table and every sentence name.
  const range = /fitted over lags (\d+–\d+)/.exec((await table.textContent())!)![1]!;
  for (const message of await found.getByRole('listitem').allTextContents()) {
    expect(message).toMatch(new RegExp(`^Over lags ${range}, which all of them have, the (GRU|LSTM)’s`));
  }
  await button(page, 'Provoke it…').click();
  // At its start this network is almost linear: four times its weights (5 to the power of 0.86) let a change grow without end.
  await page.getByRole('slider', { name: 'Multiply W_hh' }).fill('0.86');
  await expect(row).toContainText(/doubles every \d+\.\d/);
  // The panel stands where the sentences do.
  await button(page, 'Close').click();
  await expect(found).toContainText(/the RNN’s ∂L\/∂h doubles every \d+\.\d steps/);
  await page.getByText('Every lag in numbers').click();
  await button(page, 'as measured').click();
  expect(await notFinite(page)).toEqual([]);
  // The maps beside the curves are of the weights as they were trained, and say so.
  await button(page, 'Close details').click();
  const falls = page.getByRole('region', { name: 'Over training, beside it' });
  await expect(falls).toContainText('RNN: as trained, without the change by hand.');
  for (const name of ['Over time', 'Triangle', 'Over training']) {
    await comparePage(page, name).click();
    expect(await notFinite(page)).toEqual([]);
  }
  await expect(page.getByRole('status', { name: 'Weights compared' })).toContainText(
    'these pictures show the weights as they were trained',
  );
});

test('a text of one symbol has no gradient, and the page By lag says so instead of writing NaN', async ({ page }) => {
  await open(page);
  await useText(page, 'a'.repeat(1200));
  await expect(reading(page)).toContainText('"a"');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page.getByText(/^Back 20 characters, no gradient of the RNN’s is above 10⁻³⁰/)).toBeVisible();
  await button(page, 'Details').click();
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('listitem')).toHaveCount(4);
  await expect(found.getByRole('listitem').first()).toHaveText(
    'The RNN’s ∂L/∂h is below 10⁻³⁰ for every loss, so there is nothing to fit.',
  );
  await page.getByText('Every lag in numbers').click();
  expect(await notFinite(page)).toEqual([]);
  // Not an axis without a line.
  const curves = page.getByRole('region', { name: 'Gradient by lag' });
  await expect(curves.getByRole('status')).toContainText(
    'There is no curve to draw: no loss has a gradient above 10⁻³⁰.',
  );
  await expect(curves.getByRole('img')).toHaveCount(0);
  await button(page, 'as measured').click();
  await expect(curves.getByRole('status')).toContainText('There is no curve to draw');
  const row = curves.getByRole('row', { name: /^GRU / });
  await expect(row.getByRole('cell').first()).toHaveText('< 10⁻³⁰');
  expect(await notFinite(page)).toEqual([]);
});
