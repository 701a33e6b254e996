import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test as base } from '@playwright/test';
import { formatCount } from '../../../src/draw/format.ts';
import { readSymbol } from '../../../src/draw/symbols.ts';
import { NARROW } from '../../../src/views/chart/timeZoom.ts';
import { settled } from './nonNumbers.ts';
import { type OpenedPage, openPage, reset, type Watched } from './openedPage.ts';

interface TestFixtures {
  readonly hasOwnPage: boolean;
  readonly opened: OpenedPage;
  readonly watched: Watched;
}

interface WorkerFixtures {
  /** The page that the tests of a worker share, once one of them has opened it. */
  readonly shared: { opened: OpenedPage | null };
}

/**
 * Every test fails when the page asks another host for anything, breaks its security policy, throws uncaught, or shows NaN,
 * Infinity or undefined at any moment.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  hasOwnPage: [false, { option: true }],
  shared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed from this pattern.
    async ({}, provide) => {
      const shared: WorkerFixtures['shared'] = { opened: null };
      await provide(shared);
      await shared.opened?.context.close();
    },
    { scope: 'worker' },
  ],
  opened: async ({ browser, hasOwnPage, shared, viewport }, provide) => {
    if (hasOwnPage) {
      const opened = await openPage(browser);
      await provide(opened);
      await opened.context.close();
      return;
    }
    shared.opened ??= await openPage(browser);
    await provide(shared.opened);
    // A worker whose test has failed ends, and its page with it.
    if (test.info().status === test.info().expectedStatus) await reset(shared.opened, viewport!);
  },
  context: async ({ opened }, provide) => provide(opened.context),
  page: async ({ opened }, provide) => provide(opened.page),
  watched: [
    async ({ opened: { context, watched } }, provide) => {
      await provide(watched);
      await settled(context);
      expect(watched.offOrigin, 'requests to other hosts').toEqual([]);
      expect(watched.errors, 'uncaught errors and policy violations').toEqual([]);
      expect(watched.nonNumbers, 'texts and attributes that are no numbers').toEqual([]);
    },
    { auto: true },
  ],
});

/** For a test that leaves what no page gets rid of: another clock, scripts that run before the page's, a crashed process. */
export const testOnOwnPage = test.extend({ hasOwnPage: true });

export { expect };

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const status = (page: Page): Locator => page.getByRole('status', { name: 'Training status' });
export const reading = (page: Page): Locator => page.getByText(/^Reading: t \d+/);
export const workspaceTab = (page: Page, name: string): Locator =>
  page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name, exact: true });

/**
 * Opens the menu of a narrow page, which holds what a wide page has in its bars: cells, Step, Reset, Text…, File, the selection.
 * It closes when something else is pressed. A wide page has none.
 */
export async function openMenu(page: Page): Promise<void> {
  if (page.viewportSize()!.width >= NARROW) return;
  const menu = button(page, 'Menu');
  if ((await menu.getAttribute('aria-expanded')) === 'false') await menu.click();
  await expect(page.getByRole('region', { name: 'Menu' })).toBeVisible();
}

/** Closes the menu of a narrow page, which covers a part of it. */
export async function closeMenu(page: Page): Promise<void> {
  if (page.viewportSize()!.width >= NARROW) return;
  const menu = button(page, 'Menu');
  if ((await menu.getAttribute('aria-expanded')) === 'true') await menu.click();
  await expect(page.getByRole('region', { name: 'Menu' })).toBeHidden();
}

/** Opens Train with all its settings. */
export async function unfoldSettings(page: Page): Promise<void> {
  await workspaceTab(page, 'Train').click();
  const change = button(page, 'change…');
  if ((await change.getAttribute('aria-expanded')) === 'false') await change.click();
  await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
}

/** Waits for two frames: what is measured after the layout is drawn with the second. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))),
  );
}

const SHOWN_SPACES: Readonly<Record<string, string>> = { '␣': ' ', '↵': '\n', '⇥': '\t' };

/**
 * The beginning of the reading with the cursor at timestep t on a character, as the strip or a context shows it: a space as ␣
 * or as itself. Models and texts decide which character it is, so a test cannot count on a letter.
 */
export function readingAt(t: number, shown: string): string {
  return `Reading: t ${formatCount(t)} · ${readSymbol(SHOWN_SPACES[shown] ?? shown)} ·`;
}

/**
 * How the page itself is watched for what it comes to show at full load. Playwright's own pauses grow to a second, in which
 * training would take all cores; and each look from outside takes the page, the browser and the test several milliseconds.
 */
const IN_PAGE = { polling: 50, timeout: 120_000 };

/** The same from outside, where what is looked for is no matter of the page alone. */
const LOOK_EVERY = [50];

/**
 * Opens the page and waits until the first models are drawn and ready to train: what is looked at before is no entry of the
 * browser's history. `auto` is what a visitor gets: it
 * also times software WebGL at once, which takes the machine for seconds, so tests of other things force wasm.
 */
export async function open(
  page: Page,
  backend: 'auto' | 'webgl' | 'wasm' | 'cpu' = 'wasm',
  address = './',
): Promise<void> {
  // An address that says something is no first visit, which begins with a trained network.
  const hash = '#w=train';
  await page.goto(backend === 'auto' ? `${address}${hash}` : `${address}?backend=${backend}${hash}`);
  await page.waitForFunction(isReady, backend === 'auto' ? 'webgl|cpu|wasm' : backend, IN_PAGE);
}

/** Runs in the page: whether it names one of these backends, has drawn the first models, and can train. */
function isReady(backends: string): boolean {
  const badge = document.querySelector('[role="status"][aria-label="Backend"]');
  const readings = [...document.querySelectorAll('p')].filter((one) => /^Reading: t \d+/.test(one.textContent!));
  // On a narrow page it stands in the menu.
  const step = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Step');
  return (
    new RegExp(backends).test(badge?.textContent ?? '') &&
    readings.some((one) => one.checkVisibility()) &&
    step?.disabled === false
  );
}

/** Shows the maps of all channels and all units on Watch, where it begins with twelve units of one channel. */
export async function showAllMaps(page: Page): Promise<void> {
  const shown = page.getByRole('group', { name: 'What the maps show' });
  await expect(shown).toBeVisible();
  for (const name of ['all units', 'all channels']) {
    const toggle = shown.getByRole('button', { name, pressed: false });
    // A small layer has no choice of units.
    if ((await toggle.count()) > 0) await toggle.click();
  }
  await expect(shown.getByRole('button', { pressed: false })).toHaveCount(0);
}

/** Chooses which of the three cells take part. */
export async function chooseCells(page: Page, ...cells: readonly ('RNN' | 'GRU' | 'LSTM')[]): Promise<void> {
  await openMenu(page);
  const group = page.getByRole('group', { name: 'Cells' });
  for (const cell of cells) await group.getByRole('checkbox', { name: cell }).check();
  for (const cell of ['RNN', 'GRU', 'LSTM'] as const) {
    if (!cells.includes(cell)) await group.getByRole('checkbox', { name: cell }).uncheck();
  }
  await closeMenu(page);
}

/** Gives the page a text through the dialog. */
export async function useText(page: Page, text: string): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Text…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Text' });
  await dialog.getByRole('textbox', { name: 'Your text' }).fill(text);
  await dialog.getByRole('button', { name: 'Use this text' }).click();
}

/** A number of the Settings region. */
export async function setNumber(page: Page, name: string, value: number): Promise<void> {
  await unfoldSettings(page);
  const field = page.getByRole('region', { name: 'Settings' }).getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

export interface CellStatus {
  readonly step: number;
  /** Nats per character. */
  readonly loss: number;
}

type Cell = 'RNN' | 'GRU' | 'LSTM';

/** How many steps a cell has taken, as they are drawn: at once, while what is announced may be a second old. */
export async function stepOf(page: Page, cell: Cell): Promise<number> {
  // Of a cell that takes no part nothing is shown.
  const figures = page.locator(`[data-part="model-figures"][data-name="${cell}"]`);
  const taken = await figures.evaluateAll((found) => found.map((one) => one.getAttribute('data-step')));
  return Number(taken[0] ?? 0);
}

/** What the training status announces of one cell, up to a second after it is drawn. */
async function announced(page: Page, cell: Cell): Promise<CellStatus | null> {
  const text = (await status(page).textContent()) ?? '';
  const match = new RegExp(`${cell} step ([\\d,]+)(?: · [\\d,]+ steps? behind)? · loss ([\\d.]+)`).exec(text);
  return match ? { step: numberOf(match[1]!), loss: Number(match[2]) } : null;
}

const numberOf = (shown: string): number => Number(shown.replaceAll(',', ''));

/** What the training status says of one cell, not older than what is drawn. */
export async function cellStatus(page: Page, cell: Cell): Promise<CellStatus | null> {
  let drawnAlready = Infinity;
  let found: CellStatus | null = null;
  const isBehind = async (): Promise<boolean> => {
    drawnAlready = Math.min(drawnAlready, await stepOf(page, cell));
    found = await announced(page, cell);
    return (found?.step ?? 0) < drawnAlready;
  };
  await expect.poll(isBehind, { intervals: LOOK_EVERY }).toBe(false);
  return found;
}

/** Waits until a cell has taken at least so many steps; returns how many it has taken. */
export async function waitForStep(page: Page, cell: Cell, step: number): Promise<number> {
  const reached = await page.waitForFunction(
    ([name, least]) => {
      const figures = document.querySelector(`[data-part="model-figures"][data-name="${name}"]`);
      const taken = Number(figures?.getAttribute('data-step') ?? 0);
      return taken >= least ? { taken } : null;
    },
    [cell, step] as const,
    IN_PAGE,
  );
  return (await reached.evaluate((found) => found!)).taken;
}

/** Pauses and waits until training has stopped. */
export async function pause(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('button:not([role])')].some(
        (one) => one.textContent === 'Train' && one.checkVisibility(),
      ),
    undefined,
    IN_PAGE,
  );
}

/** Trains all three cells for a few steps and pauses. */
export async function trainBriefly(page: Page): Promise<void> {
  await button(page, 'Train').click();
  for (const cell of ['RNN', 'GRU', 'LSTM'] as const) await waitForStep(page, cell, 5);
  await pause(page);
}

/** Adds a model that differs from the one of its cell in one setting. */
export async function addModel(page: Page, cell: string, difference: string, value?: string): Promise<void> {
  await unfoldSettings(page);
  await button(page, 'Add a model…').click();
  await page.getByRole('combobox', { name: 'Cell' }).selectOption({ label: cell });
  await page.getByRole('combobox', { name: 'Differs in' }).selectOption({ label: difference });
  if (value !== undefined) await page.getByRole('spinbutton', { name: 'Its value' }).fill(value);
  await button(page, 'Add').click();
}

/** Saves through the File menu; returns name and bytes. */
export async function save(
  page: Page,
  item: 'Save weights' | 'Save trace',
): Promise<{ name: string; bytes: Uint8Array }> {
  await openMenu(page);
  await page.getByRole('button', { name: 'File' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}

/** Waits for the end of Find's search, which it begins by itself while nothing trains. */
export async function searched(page: Page): Promise<void> {
  await expect(button(page, 'Search again')).toBeVisible({ timeout: 60_000 });
}

/** Chooses a label in Find's tables, among those that repeat the last characters as well. */
export async function chooseLabel(page: Page, name: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  const label = panel.getByRole('button', { name, exact: true });
  const echoes = panel.getByRole('button', { name: /repeats? the last characters$/, expanded: false });
  if ((await label.count()) === 0) await echoes.click();
  await label.click();
}
