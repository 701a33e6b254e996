/** Watch as it opens: twelve units of one channel, the selected unit's lines, and its answer beside the cell. */
import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, drawn, expect, reading, showAllMaps, test } from './support/test.ts';

/** A trained LSTM of 32 units; f of unit 31 shuts where a line ends. */
const LINES = './?backend=wasm#trained=lines&w=watch&m=lstm&c=f';

const forgetMap = (page: Page): Locator => page.getByRole('region', { name: 'Forget gate, layer 1', exact: true });
const numbersOf = (page: Page): Promise<string[]> =>
  forgetMap(page).locator('[data-part="row-numbers"] text').allTextContents();

async function openLines(page: Page, more = ''): Promise<void> {
  await page.goto(LINES + more);
  await expect(forgetMap(page).locator('canvas[data-draws]')).toBeVisible();
  await expect(reading(page)).toContainText('LSTM layer 1');
}

test('Watch begins with twelve units of one channel; all units and all channels are one press away', async ({
  page,
}) => {
  await openLines(page, '&u=31');
  await expect(page.getByRole('heading', { name: 'LSTM, layer 1: 12 of 32 units' })).toBeVisible();
  const numbers = await numbersOf(page);
  expect(numbers).toHaveLength(12);
  expect(numbers).toContain('31');
  await expect(page.getByRole('img', { name: /^Forget gate, layer 1 of the LSTM: 12 of 32 units by/ })).toBeVisible();
  await expect(page.locator('[data-part="watch-maps"] [data-part="channel"]')).toHaveCount(1);
  for (const line of ['Forget gate of unit 31, layer 1', 'Cell state of unit 31, layer 1'])
    await expect(
      page.getByRole('img', { name: new RegExp(`^${line} of the LSTM, .* Lowest .*, highest`) }),
    ).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await button(page, 'all units').click();
  await expect(page.getByRole('heading', { name: 'LSTM, layer 1: 32 units' })).toBeVisible();
  expect((await numbersOf(page)).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 32 }, (_, unit) => String(unit)),
  );
  await button(page, 'all channels').click();
  await expect(page.locator('[data-part="watch-maps"] [data-part="channel"]')).toHaveCount(6);
  await expect(page.locator('[data-part="unit-line"]')).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/&mapunits=all&channels=all/);
  await button(page, 'all channels').click();
  await expect(page.locator('[data-part="watch-maps"] [data-part="channel"]')).toHaveCount(1);
});

test('the unit whose forget gate shuts at the end of a line is found by the order of changes at the cursor', async ({
  page,
}) => {
  await openLines(page);
  // The first line ends at the 19th character.
  await page.getByRole('slider', { name: 'Timestep' }).fill('18');
  await expect(reading(page)).toContainText('"↵"');
  expect(await numbersOf(page)).not.toContain('31');
  await page.getByRole('combobox', { name: 'Unit order' }).selectOption({ label: 'change at the cursor' });
  await expect.poll(async () => (await numbersOf(page)).slice(0, 3)).toContain('31');
  await forgetMap(page).locator('[data-part="row-numbers"] text', { hasText: /^31$/ }).click();
  // The number selects the unit, and the cursor stays.
  await expect(reading(page)).toContainText(/Reading: t 18 · .* · unit 31 · f · 0\.0/);
  const answer = page.locator('[data-part="unit-answer"]');
  await expect(answer).toContainText(/f 31\s*opens it most.*shuts it most.*↵\s*.*0\.0\d/s);
  await expect(answer).toContainText(/c 31\s*pushes for .+ above 0, for .+ below/s);
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`map, lines and the unit’s answer with its cell stand above the fold (${width} × ${height})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openLines(page, '&u=31');
    const fold = (await page.getByRole('region', { name: 'Timeline' }).boundingBox())!.y;
    const parts = [
      forgetMap(page).locator('canvas'),
      page.getByRole('region', { name: /^Cell state of unit 31/ }),
      page.locator('[data-part="unit-answer"]'),
      page.getByRole('img', { name: /^Cell of the LSTM/ }),
    ];
    for (const part of parts) {
      const box = (await part.boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(fold);
    }
  });
}

test('the twelve rows stay while the window moves along with the cursor', async ({ page }) => {
  await openLines(page);
  const before = await numbersOf(page);
  const slider = page.getByRole('slider', { name: 'Timestep' });
  await slider.focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press('Shift+ArrowRight');
  await expect(reading(page)).toContainText('Reading: t 100 ·');
  await expect(forgetMap(page).locator('canvas')).toHaveAttribute('aria-label', /timesteps 29 to 124\. Lowest/);
  expect(await numbersOf(page)).toEqual(before);
});

test('other rows are chosen where half of what was in view has gone', async ({ page }) => {
  await openLines(page, '&zoom=86');
  const before = await numbersOf(page);
  await page.keyboard.press('PageDown');
  await expect(forgetMap(page).locator('canvas')).toHaveAttribute('aria-label', /timesteps 8 to 17\. Lowest/);
  expect((await numbersOf(page)).toSorted()).not.toEqual(before.toSorted());
});

test('in the orders by the cursor a step draws one map once, and none where the rows stay', async ({ page }) => {
  await openLines(page, '&order=change&t=10');
  const canvas = forgetMap(page).locator('canvas');
  const draws = async (): Promise<number> => Number(await canvas.getAttribute('data-draws'));
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  const first = await numbersOf(page);
  const before = await draws();
  for (let k = 0; k < 15; k++) await page.keyboard.press('ArrowRight');
  await expect(reading(page)).toContainText('Reading: t 25 ·');
  await drawn(page);
  await expect.poll(() => numbersOf(page)).not.toEqual(first);
  const after = await draws();
  expect(after - before).toBeGreaterThan(0);
  expect(after - before).toBeLessThanOrEqual(15);
});

test('the layers of one channel, and a stack of all channels, show the same few units', async ({ page }) => {
  await page.goto('./?backend=wasm#hidden=16&layers=2&batch=4&unroll=16&w=watch&by=channel');
  const layers = page.getByRole('region', { name: /^Cell state, layer [12]$/ });
  await expect(layers).toHaveCount(2);
  for (const layer of await layers.all()) await expect(layer.locator('[data-part="row-numbers"] text')).toHaveCount(12);
  await button(page, 'all channels').click();
  await expect(page.getByRole('region', { name: /, layer 1$/ })).toHaveCount(6);
  await expect(page.getByRole('img', { name: /: 12 of 16 units by/ })).toHaveCount(6);
  await showAllMaps(page);
  await expect(page.getByRole('img', { name: /: 16 units by/ })).toHaveCount(6);
});
