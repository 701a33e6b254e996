import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { formatCount } from '../../src/draw/format.ts';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { killBrowser } from './support/killBrowser.ts';
import {
  button,
  expect,
  open,
  setNumber,
  status,
  test,
  testOnOwnPage,
  unfoldSettings,
  workspaceTab,
} from './support/test.ts';

/** Steps of the RNN, as the run bar says them. */
async function step(page: Page): Promise<number> {
  const said = /RNN step ([\d,]+)/.exec((await status(page).textContent())!)?.[1] ?? '0';
  return Number(said.replaceAll(',', ''));
}

async function trainFurther(page: Page, steps: number): Promise<void> {
  const end = (await step(page)) + steps;
  await button(page, 'Train').click();
  await expect.poll(() => step(page)).toBeGreaterThanOrEqual(end);
}

async function file(page: Page, item: string): Promise<void> {
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The training step of the newest whole save in the page's database; 0 where there is none. */
async function savedStep(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)));
    const database = await answer(indexedDB.open('unrolled'));
    const lines = database.transaction('experiments').objectStore('experiments');
    const all = (await answer(lines.getAll() as IDBRequest<unknown>)) as { step: number; date: number }[];
    database.close();
    return all.sort((a, b) => b.date - a.date)[0]?.step ?? 0;
  });
}

async function untilSaved(page: Page): Promise<number> {
  await expect(button(page, 'Train')).toBeVisible();
  const shown = await step(page);
  await expect.poll(() => savedStep(page)).toBe(shown);
  return shown;
}

/** The marker in the header that stands there as long as the newest changes are not stored. */
const mark = (page: Page) => button(page, 'Not stored');

const experiments = (page: Page) => page.getByRole('dialog', { name: 'Experiments stored in this browser' });

test('after a reload the page is as it was, and trains on', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 16);
  await trainFurther(page, 20);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const before = await step(page);
  await workspaceTab(page, 'Watch').click();
  await page.getByRole('slider', { name: 'Timestep' }).press('Home');
  await file(page, 'Experiments…');
  await expect(
    experiments(page)
      .getByRole('listitem')
      .filter({ hasText: `${formatCount(before)} steps` }),
  ).toBeVisible();
  await button(page, 'Close').click();
  // Chosen so late that no save can follow.
  await page.getByRole('slider', { name: 'Timestep' }).press('End');
  await page.reload();
  await expect(page.getByText(/is back as you left it, at step /)).toBeVisible();
  expect(await step(page)).toBe(before);
  await expect(workspaceTab(page, 'Watch')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('slider', { name: 'Timestep' })).toHaveValue('999');
  await trainFurther(page, 5);
});

test('stored experiments are renamed, duplicated, opened and deleted, and everything is erased at once', async ({
  page,
}) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  await file(page, 'Experiments…');
  const dialog = experiments(page);
  const lines = dialog.getByRole('listitem');
  await expect(lines).toHaveCount(1);
  await button(page, 'Rename…').click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Eight units');
  await button(page, 'Rename').click();
  await expect(lines).toHaveText([/Eight units.*open now/]);
  await button(page, 'Duplicate').click();
  await expect(lines).toHaveText([/Eight units, copy/, /Eight units/]);
  await lines.first().getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText(/is back as you left it, at step 0/)).toBeVisible();
  await file(page, 'Experiments…');
  const other = lines.filter({ hasNotText: 'copy' });
  await other.getByRole('button', { name: 'Delete' }).click();
  await expect(lines).toHaveText([/Eight units, copy/]);
  await dialog.getByRole('button', { name: 'Undo: Delete “Eight units”' }).click();
  await expect(other).toHaveText(/Eight units/);
  await other.getByRole('button', { name: 'Delete' }).click();
  await expect(lines).toHaveText([/Eight units, copy/]);
  await button(page, 'Close').click();
  await file(page, 'Erase everything stored here…');
  await button(page, 'Erase everything').click();
  await expect(page).toHaveURL(/\?backend=wasm/);
  // As on a first visit.
  await expect(page.getByRole('region', { name: 'A network reads' })).toContainText('AUC');
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(null);
  await file(page, 'Experiments…');
  await expect(dialog.getByText('None yet.')).toBeVisible();
});

testOnOwnPage('a browser that stores nothing is said to, and training goes on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value: () => {
        throw new DOMException('Storage is switched off.', 'SecurityError');
      },
    });
  });
  await open(page);
  const why = page.getByText('This browser stores nothing for this page (Storage is switched off)');
  await expect(why).toBeVisible();
  await button(page, 'Dismiss').click();
  await mark(page).click();
  await expect(why).toBeVisible();
  await setNumber(page, 'Hidden units', 8);
  await trainFurther(page, 5);
});

test('where the newest save is damaged, the one before it comes back, and the page says so', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  await trainFurther(page, 3);
  await button(page, 'Pause').click();
  const before = await untilSaved(page);
  await button(page, 'Step').click();
  await expect.poll(() => step(page)).toBe(before + 1);
  await untilSaved(page);
  // From a page without a script, so that nothing is saved after it.
  await page.goto('./NOTICE.txt');
  await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)));
    const database = await answer(indexedDB.open('unrolled'));
    const records = database.transaction('records', 'readwrite').objectStore('records');
    const keys = await answer(records.getAllKeys());
    const all = (await answer(records.getAll() as IDBRequest<unknown>)) as { generation: number; json: string }[];
    const newest = all.reduce((at, { generation }, k) => (generation > all[at]!.generation ? k : at), 0);
    const { json } = all[newest]!;
    await answer(
      records.put({ ...all[newest], json: json.replace('"learningRate":', '"learningRate":1') }, keys[newest]),
    );
    database.close();
  });
  await page.goto('./?backend=wasm');
  await expect(page.getByText(/; the newest save was damaged, so this is the one before it/)).toBeVisible();
  expect(await step(page)).toBeLessThanOrEqual(before + 1);
  await trainFurther(page, 3);
});

testOnOwnPage('a full disk is said as long as it is full, and training goes on', async ({ page, baseURL }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL!);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await trainFurther(page, 5);
  // It stays, whatever becomes of the notice, and says why.
  await expect(mark(page)).toBeVisible();
  await mark(page).click();
  await expect(page.getByText('There is no room left to store this experiment; training goes on')).toBeVisible();
  await button(page, 'Pause').click();
  await trainFurther(page, 5);
  await expect(mark(page)).toBeVisible();
  // The list says what the mark says, and nothing against it.
  const said = (await mark(page).getAttribute('title'))!;
  await file(page, 'Experiments…');
  const dialog = experiments(page);
  await expect(dialog).toContainText(said);
  await expect(dialog).not.toContainText('stored by itself');
  await expect(dialog).toContainText('The browser gives this page no more.');
});

testOnOwnPage('without room for a first save, the notice and the list say the same', async ({ page, baseURL }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL!);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await setNumber(page, 'Hidden units', 8);
  await expect(mark(page)).toBeVisible();
  await expect(
    page.getByText(/There is no room left to store this experiment; .* a reload loses all of it\./),
  ).toBeVisible();
  await expect(page.getByText('or choose File → Save experiment.')).toBeVisible();
  await file(page, 'Experiments…');
  const dialog = experiments(page);
  await expect(dialog).toContainText('a reload loses all of it.');
  await expect(dialog).toContainText('or choose File → Save experiment.');
  await expect(dialog).not.toContainText(/stored by itself|delete what you/);
});

testOnOwnPage('two tabs keep two experiments, and neither writes over the other', async ({ page }) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  await trainFurther(page, 3);
  await button(page, 'Pause').click();
  const first = await untilSaved(page);
  const other = await page.context().newPage();
  await open(other);
  expect(await step(other)).toBe(0);
  await setNumber(other, 'Hidden units', 9);
  await trainFurther(other, 3);
  await button(other, 'Pause').click();
  const second = await untilSaved(other);
  for (const [tab, steps, hidden] of [
    [page, first, '8'],
    [other, second, '9'],
  ] as const) {
    await tab.reload();
    await expect(tab.getByText(/is back as you left it, at step /)).toBeVisible();
    expect(await step(tab)).toBe(steps);
    await workspaceTab(tab, 'Train').click();
    await unfoldSettings(tab);
    await expect(tab.getByRole('spinbutton', { name: 'Hidden units' })).toHaveValue(hidden);
  }
  await file(page, 'Experiments…');
  await expect(experiments(page).getByRole('listitem')).toHaveCount(2);
});

test('a browser that is killed while it trains comes back near the step at which it was killed', async ({
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-profile-'));
  const launch = async (hash: string): Promise<Page> => {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: findChromium() ?? 'chromium',
      args: CHROMIUM_ARGS,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${baseURL}?backend=wasm${hash}`);
    return page;
  };
  try {
    const first = await launch('#w=train');
    await setNumber(first, 'Hidden units', 16);
    await trainFurther(first, 20);
    await expect.poll(() => savedStep(first)).toBeGreaterThan(10);
    const atLeast = await savedStep(first);
    await killBrowser(first.context());
    const second = await launch('');
    await expect(second.getByText(/is back as you left it, at step /)).toBeVisible();
    expect(await step(second)).toBeGreaterThanOrEqual(atLeast);
    await trainFurther(second, 5);
    await second.context().close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
