/**
 * Random actions on the real page: presses, choices, numbers, keys, texts of 1 to 30 characters and sizes of the window, from
 * a seed. After each the page may have shown no number that is none, nothing may be thrown and no fault be unforeseen.
 * RANDOM_SEEDS and RANDOM_ACTIONS ask for longer runs: `RANDOM_SEEDS=11,12 RANDOM_ACTIONS=500 npx playwright test random`.
 */
import type { Locator, Page } from '@playwright/test';
import { createRandom, type Random } from '../../src/engine/random.ts';
import { settled } from './support/nonNumbers.ts';
import { expect, open, testOnOwnPage } from './support/test.ts';

const SEEDS = (process.env['RANDOM_SEEDS'] ?? '1,2,3').split(',').map(Number);
const ACTIONS = Number(process.env['RANDOM_ACTIONS'] ?? 30);
const WIDTHS = [320, 390, 768, 1024, 1440];
const KEYS =
  'ArrowLeft ArrowRight Shift+ArrowRight Home End PageDown Control+Shift+ArrowRight Escape j k [ ] + - 0 9 , . 1 2 3 4 Space ?'.split(
    ' ',
  );
const LETTERS = Array.from('aabb c\n"(.é가א😀');

/** What is covered or gone is given up after so long. */
const REACH_MS = 500;

/** Roles that a person can act on, each with how. */
const CONTROLS = 'button, [role=tab], [role=menuitem], [role=menuitemradio], select, input, textarea, a[href]';

function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(values.length)]!;
}

/** A text of 1 to 30 characters. */
function shortText(random: Random): string {
  return Array.from({ length: 1 + random.integer(30) }, () => pick(random, LETTERS)).join('');
}

/** Gives the page a short text through its dialog, and closes the dialog where the text is refused. */
async function takeShortText(page: Page, random: Random): Promise<string> {
  const text = shortText(random);
  const dialog = page.getByRole('dialog', { name: 'Text', exact: true });
  const menu = page.getByRole('button', { name: 'Menu', exact: true, expanded: false });
  if (await menu.isVisible()) await menu.click({ timeout: REACH_MS });
  await page.getByRole('button', { name: 'Text…' }).click({ timeout: REACH_MS });
  await dialog.getByRole('textbox', { name: 'Your text' }).fill(text, { timeout: REACH_MS });
  await dialog.getByRole('button', { name: 'Use this text' }).click({ timeout: REACH_MS });
  return `take the text ${JSON.stringify(text)}`;
}

/** Acts on one control as a person would; returns what was done. */
async function actOn(control: Locator, random: Random): Promise<string> {
  const options = { timeout: REACH_MS };
  const facts = await control.evaluate(
    (element: HTMLElement) => {
      const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
      const label = isField ? element.labels?.[0]?.textContent : element.textContent;
      return {
        tag: element.tagName,
        type: element instanceof HTMLInputElement ? element.type : '',
        name: (element.getAttribute('aria-label') ?? label ?? '').trim().slice(0, 40),
        options: element instanceof HTMLSelectElement ? [...element.options].map(({ value }) => value) : [],
      };
    },
    undefined,
    // It may have gone since it was counted.
    options,
  );
  if (facts.tag === 'SELECT') {
    const value = pick(random, facts.options);
    await control.selectOption(value, options);
    return `choose ${value} in ${facts.name}`;
  }
  if (facts.type === 'file') return 'leave a file field alone';
  if (facts.type === 'number') {
    const value = pick(random, ['0', '1', '2', '5', '30', '-3', '1e9', '0.5', '', '100']);
    await control.fill(value, options);
    await control.press('Enter', options);
    return `type ${value} into ${facts.name}`;
  }
  if (facts.tag === 'TEXTAREA' || ['text', 'search'].includes(facts.type)) {
    const value = shortText(random);
    await control.fill(value, options);
    if (facts.tag !== 'TEXTAREA') await control.press('Enter', options);
    return `type ${JSON.stringify(value)} into ${facts.name}`;
  }
  if (facts.type === 'range') {
    await control.press(pick(random, ['Home', 'End', 'ArrowRight', 'PageUp']), options);
    return `move ${facts.name}`;
  }
  await control.click({ ...options, noWaitAfter: true });
  return `press ${facts.name}`;
}

async function act(page: Page, random: Random): Promise<string> {
  const kind = random.uniform();
  if (kind < 0.06) {
    const width = pick(random, WIDTHS);
    await page.setViewportSize({ width, height: pick(random, [600, 900]) });
    return `window ${width} wide`;
  }
  if (kind < 0.22) {
    const key = pick(random, KEYS);
    await page.keyboard.press(key);
    return `key ${key}`;
  }
  if (kind < 0.26 && (await page.locator('dialog[open]').count()) === 0) return orMiss(takeShortText(page, random));
  if (kind > 0.9 && (await page.locator('dialog[open]').count()) === 0) {
    const tab = page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab').nth(random.integer(4));
    return orMiss(actOn(tab, random));
  }
  // An open dialog takes every press.
  const dialog = page.locator('dialog[open]');
  const within = (await dialog.count()) > 0 ? dialog.locator(CONTROLS) : page.locator(CONTROLS);
  const controls = await within.filter({ visible: true }).all();
  if (controls.length === 0) return 'nothing to act on';
  return orMiss(actOn(pick(random, controls), random));
}

/** What is covered, gone or disabled by the time it is reached: a person would see that and do something else. */
async function orMiss(action: Promise<string>): Promise<string> {
  try {
    return await action;
  } catch (error) {
    return `missed a control (${String(error).split('\n')[0]!.slice(0, 60)})`;
  }
}

/** Faults that the page did not foresee, as it says them. Erasing what is stored loads the page again, which is waited for. */
async function unforeseen(page: Page): Promise<readonly string[]> {
  for (;;) {
    try {
      return await page.getByText(/Something unforeseen/).allTextContents();
    } catch (error) {
      if (!String(error).includes('context was destroyed')) throw error;
      await page.waitForLoadState();
    }
  }
}

for (const seed of SEEDS) {
  testOnOwnPage(`${ACTIONS} random actions leave the page whole (seed ${seed})`, async ({ page, watched }) => {
    testOnOwnPage.setTimeout(120_000 + ACTIONS * 3000);
    const random = createRandom(seed, 'random actions');
    page.on('download', (download) => void download.cancel());
    await open(page);
    const done: string[] = [];
    for (let k = 0; k < ACTIONS; k++) {
      done.push(await act(page, random));
      const last = done.slice(-12).join('\n');
      await settled(page.context());
      expect(watched.nonNumbers, last).toEqual([]);
      expect(watched.errors, last).toEqual([]);
      expect(await unforeseen(page), last).toEqual([]);
    }
    // It still answers: every workspace opens.
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    for (const dialog of await page.getByRole('dialog').all()) {
      await dialog.getByRole('button', { name: 'Close' }).click();
    }
    for (const name of ['Watch', 'Compare', 'Find', 'Train']) {
      await page.getByRole('tab', { name, exact: true }).first().click();
      await expect(page.getByRole('tab', { name, exact: true }).first()).toHaveAttribute('aria-selected', 'true');
    }
  });
}
