import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, drawn, expect, open, reading, setNumber, showAllMaps, test } from './support/test.ts';

async function watch(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await showAllMaps(page);
  await expect(page.locator('[data-part="heatmap"][data-draws]')).toHaveCount(6);
  // The tabs use the arrows themselves.
  await page.getByRole('tab', { name: 'Watch' }).blur();
}

const zoomState = (page: Page): Locator =>
  page.getByRole('group', { name: 'Zoom in time' }).locator('[data-part="zoom-state"]');
const forgetMap = (page: Page): Locator =>
  page.getByRole('region', { name: 'Forget gate, layer 1' }).locator('canvas').first();

/** Timestep that the pointer reads on a map. */
async function timestepRead(page: Page): Promise<number> {
  const tip = (await page.locator('[data-part="picture-tip"]').textContent())!;
  return Number(/\bt (\d+)/.exec(tip)![1]);
}

test('Ctrl and wheel zoom about the pointer, from ten timesteps to all, and never draw more pixels than there are', async ({
  page,
}) => {
  await watch(page);
  const map = forgetMap(page);
  const box = (await map.boundingBox())!;
  const x = box.x + 500.5;
  await page.mouse.move(x, box.y + 5);
  const before = await timestepRead(page);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect(zoomState(page)).not.toContainText('96 steps');
  await page.mouse.move(x, box.y + 6);
  expect(await timestepRead(page)).toBe(before);

  await button(page, 'Fit all').click();
  await expect(zoomState(page)).toContainText('steps a pixel');
  await expect(page.getByRole('region', { name: 'Cell state, layer 1' })).toContainText('largest of');
  await expect(page.getByRole('region', { name: 'Forget gate, layer 1' })).toContainText('mean of');
  const pixels = await map.evaluate((canvas: HTMLCanvasElement) => ({
    drawn: canvas.width * canvas.height,
    shown: canvas.clientWidth * canvas.clientHeight * devicePixelRatio ** 2,
  }));
  expect(pixels.drawn).toBeLessThanOrEqual(pixels.shown);

  for (let k = 0; k < 20; k++) await button(page, 'Zoom in').click();
  await expect(zoomState(page)).toContainText('10 steps in view');
  await page.keyboard.press('0');
  await expect(zoomState(page)).toContainText('96 steps in view');
});

test('panning leaves the cursor and moves the window, and the cursor brings the window back', async ({ page }) => {
  await watch(page);
  await page.keyboard.press('PageDown');
  await expect(forgetMap(page)).toHaveAttribute('aria-label', /timesteps 72 to 167/);
  await expect(reading(page)).toContainText('Reading: t 0 ·');
  // Nothing brings the window back by itself.
  await drawn(page);
  await expect(forgetMap(page)).toHaveAttribute('aria-label', /timesteps 72 to 167\. Lowest/);
  await page.keyboard.press('ArrowRight');
  await expect(forgetMap(page)).toHaveAttribute('aria-label', /timesteps 0 to 95/);
});

test('find goes from one match to the next and round again, and a wrong or endless expression is refused in words', async ({
  page,
}) => {
  await watch(page);
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Find in text' });
  await expect(field).toBeFocused();
  await field.fill('the');
  const count = page.getByRole('search').getByRole('status');
  await expect(count).toContainText(/^[\d,]+ found$/);
  await field.press('Enter');
  await expect(count).toContainText(/^1 of [\d,]+$/);
  await expect(reading(page)).toContainText('"t"');
  await field.press('Shift+Enter');
  const total = /of ([\d,]+)/.exec((await count.textContent())!)![1];
  await expect(count).toHaveText(`${total} of ${total}`);
  await button(page, 'Regular expression').click();
  await field.fill('(the');
  await expect(count).toContainText('no regular expression');
  await field.fill('(\\w+\\s?)+~');
  await expect(count).toContainText('takes too long');
  await field.fill('\\bs\\w+');
  await expect(count).toContainText(/found$/);
});

test('channels and gradients can be chosen, of one layer or of all', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Layers', 2);
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('spinbutton', { name: 'Layer', exact: true }).fill('2');
  await showAllMaps(page);
  await expect(page.getByRole('region', { name: 'Forget gate, layer 2' })).toBeVisible();
  await button(page, 'Shown 6 of 8').click();
  await page.getByRole('checkbox', { name: /input gate/ }).uncheck();
  await page.getByRole('checkbox', { name: /∂L\/∂h/ }).check();
  await expect(page.getByRole('region', { name: 'Input gate, layer 2' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Gradient of the loss by h, layer 2' })).toContainText('∂L/∂h');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('radio', { name: /all layers/ }).check();
  await expect(page.getByRole('region', { name: 'Cell state, layer 1' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cell state, layer 2' })).toBeVisible();
  await expect(page.getByRole('region', { name: /, layer [12]$/ })).toHaveCount(2);
});

test('moving the cursor repaints neither the strip nor the band of the whole trace', async ({ page }) => {
  await watch(page);
  const paints = (): Promise<(string | null)[]> =>
    page
      .locator('[data-part="strip"] canvas, [data-part="track-band"]')
      .evaluateAll((all) => all.map((canvas) => canvas.getAttribute('data-draws')));
  // A trace that arrives in the middle paints too: then the cursor moves once more.
  await expect(async () => {
    await page.keyboard.press('Home');
    await drawn(page);
    const before = await paints();
    expect(before).toHaveLength(2);
    for (let k = 0; k < 15; k++) await page.keyboard.press('ArrowRight');
    await expect(reading(page)).toContainText('Reading: t 15 ·');
    await drawn(page);
    expect(await paints()).toEqual(before);
  }).toPass();
});
