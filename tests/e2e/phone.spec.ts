/** A narrow page: one bar, the strip and a picture in the first 300 pixels, the rest in the menu. */
import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { faults } from './support/faults.ts';
import {
  button,
  closeMenu,
  expect,
  open,
  openMenu,
  reading,
  searched,
  status,
  test,
  unfoldSettings,
  workspaceTab,
} from './support/test.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
] as const;

const part = (page: Page, name: string) => page.locator(`[data-part="${name}"]`);
const menu = (page: Page) => page.getByRole('region', { name: 'Menu' });

/** Distance of the first picture of the workspace from the top of the page. */
async function pictureTop(page: Page): Promise<number> {
  return part(page, 'workspace')
    .locator('canvas, svg')
    .evaluateAll((all) =>
      Math.min(
        ...all
          .map((one) => one.getBoundingClientRect())
          .filter(({ width, height }) => width > 100 && height > 30)
          .map(({ top }) => top),
      ),
    );
}

for (const size of SIZES) {
  test(`one bar, the strip and the loss stand in the first 300 pixels, at ${size.width} pixels`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    expect(await part(page, 'bar').boundingBox()).toEqual({ x: 0, y: 0, width: size.width, height: 44 });
    const strip = (await part(page, 'strip').boundingBox())!;
    expect(strip.y).toBeLessThan(60);
    expect(await pictureTop(page)).toBeLessThan(300);
    expect((await part(page, 'timeline').boundingBox())!).toMatchObject({ y: size.height - 56, height: 56 });
    // The bar stays, and Train with it.
    await page.evaluate(() => scrollTo(0, 600));
    await expect(button(page, 'Train')).toBeInViewport({ ratio: 1 });
    expect((await part(page, 'bar').boundingBox())!.y).toBe(0);
    await button(page, 'Train').click();
    await expect(status(page)).toContainText(/LSTM step [1-9]/);
    await button(page, 'Pause').click();
    await expect(button(page, 'Train')).toBeVisible();
  });

  test(`the probabilities of the next characters are apart, at ${size.width} pixels`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    const list = page.getByRole('list', { name: 'Most probable next characters' });
    // The narrowest gap if every one were the widest that there is.
    const gap = await list.evaluate((shown) => {
      const columns = [...shown.querySelectorAll('li')];
      const edges = columns.map((column) => {
        const number = column.firstElementChild!;
        number.textContent = '<.01';
        const words = document.createRange();
        words.selectNodeContents(number);
        return words.getBoundingClientRect();
      });
      return Math.min(...edges.slice(1).map(({ left }, k) => left - edges[k]!.right));
    });
    expect(gap).toBeGreaterThan(1);
  });

  test(`the menu holds the rest, beside the bar and the strip, at ${size.width} pixels`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    await expect(menu(page)).toBeHidden();
    await expect(button(page, 'Menu')).toHaveAttribute('aria-expanded', 'false');
    await button(page, 'Menu').click();
    await expect(button(page, 'Menu')).toHaveAttribute('aria-expanded', 'true');
    const sheet = (await menu(page).boundingBox())!;
    const strip = (await part(page, 'strip').boundingBox())!;
    expect(sheet.y).toBeGreaterThan(strip.y + strip.height);
    expect(sheet.y + sheet.height).toBeLessThanOrEqual(size.height - 56);
    await expect(menu(page).getByRole('button', { name: 'Text…' })).toBeFocused();
    for (const name of ['File', 'Step', 'Reset', 'Why this backend', 'Keys and help', 'To start', 'Fit all'])
      await expect(menu(page).getByRole('button', { name, exact: true })).toBeVisible();
    for (const name of ['Model', 'Channel', 'Speed'])
      await expect(menu(page).getByRole('combobox', { name, exact: true })).toBeVisible();
    for (const name of ['RNN', 'GRU', 'LSTM'])
      await expect(menu(page).getByRole('checkbox', { name, exact: true })).toBeChecked();
    for (const target of await menu(page).getByRole('button').filter({ visible: true }).all()) {
      const { width, height } = (await target.boundingBox())!;
      expect(height, (await target.textContent())!).toBeGreaterThanOrEqual(44);
      expect(width, (await target.textContent())!).toBeGreaterThanOrEqual(36);
    }
    expect(await faults(page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect(await violations(page), colorScheme).toEqual([]);
    }
    // Its fields act on what stays in view.
    await menu(page).getByRole('spinbutton', { name: 'Unit', exact: true }).fill('7');
    await expect(reading(page)).toContainText('unit 7');
    // What pops up in it closes first.
    await button(page, 'File').click();
    await expect(page.getByRole('menuitem', { name: 'Save weights' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menuitem')).toHaveCount(0);
    await expect(menu(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toBeHidden();
    await expect(button(page, 'Menu')).toBeFocused();
  });
}

test('the menu closes for a press elsewhere and by its button, keeps its dialogs, and a key leads to its search', async ({
  page,
}) => {
  await page.setViewportSize(SIZES[0]);
  await open(page);
  await openMenu(page);
  await workspaceTab(page, 'Watch').click();
  await expect(menu(page)).toBeHidden();
  await openMenu(page);
  await closeMenu(page);
  await openMenu(page);
  await button(page, 'Step').click();
  await expect(status(page)).toContainText('LSTM step 1');
  await expect(menu(page)).toBeVisible();
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: 'Experiments…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Experiments' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(menu(page)).toBeVisible();
  await menu(page).getByRole('button', { name: 'Text…' }).click();
  await expect(page.getByRole('dialog', { name: 'Text', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Menu')).toBeFocused();
  await page.keyboard.press('/');
  await expect(menu(page).getByRole('searchbox', { name: 'Find in text' })).toBeFocused();
});

test('at 390 pixels the first picture of Watch, Compare and Find begins within the first 300 pixels', async ({
  page,
}) => {
  await page.setViewportSize(SIZES[0]);
  await open(page);
  const top = async (picture: Locator): Promise<number> => (await picture.boundingBox())!.y;
  await workspaceTab(page, 'Watch').click();
  expect(await top(part(page, 'watch-maps').locator('canvas').first())).toBeLessThan(300);
  await workspaceTab(page, 'Compare').click();
  const chart = page.getByRole('img', { name: /^Gradient norm by lag for/ });
  await expect(page.getByText(/^Back \d+ characters/)).toBeVisible();
  expect(await top(chart)).toBeLessThan(300);
  await workspaceTab(page, 'Find').click();
  await searched(page);
  expect(await top(part(page, 'find-text'))).toBeLessThan(300);
});

test('on a phone the pages of Compare are one row of tabs, and the chosen one is in view', async ({ page }) => {
  await page.setViewportSize(SIZES[0]);
  await open(page);
  await workspaceTab(page, 'Compare').click();
  const tabs = page.getByRole('tablist', { name: 'Compare' });
  expect((await tabs.boundingBox())!.height).toBeLessThan(40);
  await expect(tabs).toHaveAttribute('data-more', 'after');
  await tabs.getByRole('tab', { name: 'By lag' }).focus();
  await page.keyboard.press('End');
  const check = tabs.getByRole('tab', { name: 'Check' });
  await expect(check).toBeFocused();
  await expect(tabs).toHaveAttribute('data-more', 'before');
  const [row, chosen] = [(await tabs.boundingBox())!, (await check.boundingBox())!];
  expect(chosen.x).toBeGreaterThanOrEqual(row.x - 1);
  expect(chosen.x + chosen.width).toBeLessThanOrEqual(row.x + row.width + 1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  // On a page that becomes narrower, too.
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(tabs).not.toHaveAttribute('data-more');
  await page.setViewportSize(SIZES[0]);
  await expect(tabs).toHaveAttribute('data-more', 'before');
});

for (const width of [390, 1440]) {
  test(`settings are a line that unfolds, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('./?backend=wasm#w=train&hidden=12&seed=7&forget=3&optimizer=sgd&lr=0.1');
    const settings = page.getByRole('region', { name: 'Settings' });
    await expect(
      page.getByText('12 units · 1 layer · SGD 0.1 · seed 7 · forget bias 3 · wasm', { exact: true }),
    ).toBeVisible();
    await expect(settings).toBeHidden();
    const chart = page.getByRole('region', { name: /^Loss/ });
    const folded = (await chart.boundingBox())!;
    await unfoldSettings(page);
    await expect(button(page, 'change…')).toHaveAttribute('aria-expanded', 'true');
    await expect.poll(() => new URL(page.url()).hash).toMatch(/[#&]settings=1/);
    const unfolded = (await chart.boundingBox())!;
    if (width === 1440) expect(folded.width - unfolded.width).toBeGreaterThan(200);
    else expect(unfolded.y - folded.y).toBeGreaterThan(200);
    await settings.getByRole('spinbutton', { name: 'Layers' }).fill('2');
    await settings.getByRole('spinbutton', { name: 'Layers' }).press('Enter');
    await expect(page.getByText(/^12 units · 2 layers · SGD/)).toBeVisible();
    await button(page, 'change…').click();
    await expect(settings).toBeHidden();
  });
}

test('a phone prints the page as a wide one does, with all settings', async ({ page }) => {
  await page.setViewportSize(SIZES[0]);
  await open(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('combobox', { name: 'Optimizer' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Model' })).toBeVisible();
  await expect(part(page, 'bar')).toHaveCount(0);
  await expect(part(page, 'training-status')).toBeVisible();
  await expect(part(page, 'settings-line')).toBeHidden();
  await page.emulateMedia({ media: null });
  await expect(part(page, 'bar')).toBeVisible();
});
