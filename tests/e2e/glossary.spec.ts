import type { Locator, Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import {
  button,
  drawn,
  expect,
  open,
  searched,
  test,
  testOnOwnPage,
  workspaceTab,
  unfoldSettings,
} from './support/test.ts';

const card = (page: Page): Locator => page.getByRole('tooltip');
const glossary = (page: Page): Locator => page.getByRole('dialog', { name: 'Glossary' });
const term = (page: Page, id: string): Locator => page.locator(`a[data-term="${id}"]`).first();

/** Opens the page, and waits until the definitions are there. */
async function openWithTerms(page: Page): Promise<void> {
  const loaded = page.waitForResponse(/TermCard-.*\.js/u);
  await open(page);
  await (await loaded).finished();
}

/** How far an element is outside of the window, in pixels. */
async function outside(page: Page, element: Locator): Promise<number> {
  const box = await element.boundingBox();
  // A part that is measured meanwhile may move under the card, which then comes again.
  if (!box) return Infinity;
  const { x, y, width, height } = box;
  const window = page.viewportSize()!;
  return Math.max(0, -x, -y, x + width - window.width, y + height - window.height);
}

/** Puts the focus on an element as the keyboard does. */
async function focusByKey(page: Page, element: Locator): Promise<void> {
  await page.keyboard.press('Shift');
  await element.focus();
}

test('a term is defined under the pointer: it comes after a rest, stays under the pointer, goes with Escape, and moves nothing', async ({
  page,
}) => {
  await openWithTerms(page);
  const heading = page.getByRole('heading', { name: 'Gradient norm before clipping', exact: true });
  const before = await heading.boundingBox();
  await term(page, 'gradient-norm').hover();
  await expect(card(page)).toContainText('before they are clipped');
  await expect(card(page).locator('math')).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
  // The pointer may go onto it, to read or to select its words.
  await card(page).hover();
  await drawn(page);
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  // It goes by itself when the pointer is elsewhere.
  await unfoldSettings(page);
  await term(page, 'learning-rate').hover();
  await expect(card(page)).toContainText('by which the optimizer multiplies');
  await page.mouse.move(700, 5);
  await expect(card(page)).toHaveCount(0);
});

test('by keyboard a term is described while it has the focus, and Enter opens the glossary there', async ({ page }) => {
  await openWithTerms(page);
  await unfoldSettings(page);
  const seed = page.getByRole('region', { name: 'Settings' }).getByRole('link', { name: 'Seed', exact: true });
  await focusByKey(page, seed);
  await expect(card(page)).toContainText('bit for bit');
  await expect(seed).toHaveAccessibleDescription(/The number from which all random numbers follow/u);
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await expect(seed).toBeFocused();
  await expect(seed).toHaveAccessibleDescription('');
  await page.keyboard.press('Enter');
  await expect(glossary(page).getByRole('heading', { name: 'seed', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(glossary(page)).toBeHidden();
  await expect(seed).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toBeFocused();
  await expect(card(page)).toHaveCount(0);
});

test('Escape closes the card in a dialog, and not the dialog', async ({ page }) => {
  await openWithTerms(page);
  await button(page, 'Text…').click();
  const dialog = page.getByRole('dialog', { name: 'Text', exact: true });
  await focusByKey(page, dialog.getByRole('link', { name: 'distinct' }));
  await expect(dialog.getByRole('tooltip')).toContainText('sorted by code point');
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await expect(dialog).toBeVisible();
});

test('fields keep their names and headings theirs', async ({ page }) => {
  await open(page);
  await unfoldSettings(page);
  const settings = page.getByRole('region', { name: 'Settings' });
  for (const name of [
    'Hidden units',
    'Layers',
    'Learning rate',
    'Unroll length',
    'Batch size',
    'Seed',
    'Clip norm',
    'Forget bias',
    'Temperature',
  ]) {
    await expect(settings.getByRole('spinbutton', { name, exact: true })).toHaveAccessibleName(name);
  }
  for (const name of ['Optimizer', 'Input', 'Initialisation', 'Backend']) {
    await expect(settings.getByRole('combobox', { name, exact: true })).toHaveAccessibleName(name);
  }
  for (const name of ['Loss, bits per character', 'Gradient norm before clipping', 'Models']) {
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('columnheader', { name: 'parameters', exact: true })).toBeVisible();
});

test('the glossary lists and finds all terms, has an address for each, and is printed alone', async ({ page }) => {
  await openWithTerms(page);
  await page.keyboard.press('g');
  const count = glossary(page).getByRole('status', { name: 'Terms found' });
  await expect(count).toHaveText(/^\d+ terms$/u);
  const all = Number.parseInt((await count.textContent())!, 10);
  await expect(glossary(page).getByRole('heading', { level: 4 })).toHaveCount(all);
  expect(all).toBeGreaterThan(100);
  await glossary(page).getByRole('searchbox', { name: 'Search the glossary' }).fill('half life');
  await expect(glossary(page).getByRole('heading', { name: 'half-life', exact: true })).toBeVisible();
  expect(await glossary(page).getByRole('heading', { level: 4 }).count()).toBeLessThan(10);
  // A link shows what the search had left out.
  await glossary(page).getByRole('link', { name: 'per step', exact: true }).first().click();
  await expect(glossary(page).getByRole('heading', { name: 'per step', exact: true })).toBeFocused();
  await expect(page).toHaveURL(/[#&]glossary=per-step/u);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-part="page"]')).toBeHidden();
  await expect(glossary(page).getByRole('heading', { name: 'AUC', exact: true })).toBeVisible();
  await page.emulateMedia({ media: null });
  await button(page, 'Close').click();
  await expect(page).not.toHaveURL(/glossary/u);

  await button(page, 'Keys and help').click();
  await page.getByRole('dialog', { name: 'Keys and help' }).getByRole('button', { name: 'Glossary' }).click();
  await expect(glossary(page)).toBeVisible();
});

test('a link opens the glossary at a term, and one that names no term opens its beginning', async ({ page }) => {
  await page.goto('./?backend=wasm#glossary=auc');
  await expect(glossary(page).getByRole('heading', { name: 'AUC', exact: true })).toBeInViewport();
  await page.goto('./NOTICE.txt');
  await page.goto('./?backend=wasm#glossary=nothing-of-ours');
  await expect(glossary(page).getByRole('heading', { level: 4 }).first()).toBeInViewport();
});

for (const width of [1440, 390, 320]) {
  test(`at ${width} pixels cards and glossary stay inside the window and axe finds nothing, in light, dark and forced colours`, async ({
    page,
  }) => {
    await openWithTerms(page);
    await page.setViewportSize({ width, height: width === 1440 ? 900 : 640 });
    await unfoldSettings(page);
    for (const workspace of ['Train', 'Watch', 'Compare', 'Find']) {
      await workspaceTab(page, workspace).click();
      await expect(
        page.getByRole('tabpanel', { name: workspace, exact: true }).locator('a[data-term]').first(),
      ).toBeVisible();
      await expect(page.getByText(/being (measured|traced|computed)|has not read this text/u)).toHaveCount(0);
      // It searches by itself, and draws its terms anew meanwhile.
      if (workspace === 'Find') await searched(page);
      const terms = page.locator('a[data-term]:visible');
      // What is measured meanwhile brings further terms and takes some away.
      for (let k = 0; k < (await terms.count()); k++) {
        await focusByKey(page, terms.nth(k));
        await expect(card(page)).toHaveCount(1);
        await expect.poll(() => outside(page, card(page)), { message: `${workspace}, term ${k}` }).toBe(0);
      }
    }
    await workspaceTab(page, 'Train').click();
    await expect(page.getByRole('tabpanel', { name: 'Train', exact: true })).toBeVisible();
    for (const [colorScheme, forcedColors] of [
      ['light', 'none'],
      ['dark', 'none'],
      ['light', 'active'],
    ] as const) {
      await page.emulateMedia({ colorScheme, forcedColors });
      await focusByKey(page, page.locator('a[data-term]:visible').first());
      await expect(card(page)).toBeVisible();
      expect(await violations(page), `card, ${colorScheme}, ${forcedColors}`).toEqual([]);
      await page.keyboard.press('Enter');
      await expect(glossary(page).getByRole('heading', { level: 4 }).first()).toBeVisible();
      expect(await violations(page, 'WCAG 2.2 AA', 'dialog[open]'), `glossary, ${colorScheme}`).toEqual([]);
      const sideways = await glossary(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  });
}

testOnOwnPage.describe('by touch', () => {
  testOnOwnPage.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  testOnOwnPage(
    'a first touch defines a term, a second opens the glossary, and one elsewhere ends it',
    async ({ page }) => {
      await openWithTerms(page);
      await unfoldSettings(page);
      const units = page.getByRole('link', { name: 'Hidden units', exact: true });
      await units.tap();
      await expect(card(page)).toContainText('the number of units in each layer');
      expect(await outside(page, card(page))).toBe(0);
      await expect(glossary(page)).toBeHidden();
      await page.locator('#settings-line').tap();
      await expect(card(page)).toHaveCount(0);
      await units.tap();
      await expect(card(page)).toBeVisible();
      await units.tap();
      await expect(glossary(page).getByRole('heading', { name: 'hidden units', exact: true })).toBeInViewport();
      await expect(card(page)).toHaveCount(0);
    },
  );
});
