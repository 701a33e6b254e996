/** The page without a network, and newer versions of it. */
import type { BrowserContext, Page } from '@playwright/test';
import { type HostedPage, hostedPage, titleOf } from './support/hostedPage.ts';
import {
  button,
  expect,
  open,
  pause,
  reading,
  save,
  searched,
  trainBriefly,
  waitForStep,
  workspaceTab,
  testOnOwnPage as test,
  stepOf,
} from './support/test.ts';

// Pages of their own: a shared one keeps its service worker, and the network that was switched off.
test.use({ serviceWorkers: 'allow' });

let hosted: HostedPage;
test.afterEach(() => hosted.close());

/** Waits until the service worker has all files, and opens the page anew, so that it is served by it. */
async function openKept(page: Page): Promise<void> {
  await open(page, 'wasm', hosted.address);
  await expect.poll(() => stateOfWorker(page)).toBe('activated');
  await open(page, 'wasm', hosted.address);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Waits after a reload until the page takes Train. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Backend' })).toContainText('wasm');
  await expect(reading(page)).toBeVisible();
}

/** Of the newest service worker, as the browser names it. */
function stateOfWorker(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    return worker?.state ?? 'none';
  });
}

/** What a browser does once a day, and the page once an hour. */
async function lookForNewer(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
}

const said = (page: Page) => page.getByRole('status', { name: 'About this version' });

async function everyWorkspace(page: Page): Promise<void> {
  for (const name of ['Watch', 'Compare', 'Find', 'Train']) {
    await workspaceTab(page, name).click();
    await expect(page.getByRole('tabpanel', { name }).getByRole('region').first()).toBeVisible();
  }
}

/** Trains, opens every workspace, searches and saves: this asks for every worker. */
async function useAll(page: Page): Promise<void> {
  await trainBriefly(page);
  await everyWorkspace(page);
  await workspaceTab(page, 'Find').click();
  await searched(page);
  expect((await save(page, 'Save weights')).bytes.length).toBeGreaterThan(1_000);
}

for (const path of ['/', '/some/where/']) {
  test(`after the first load everything works without a network, at ${path}`, async ({ page, context }) => {
    hosted = await hostedPage(path);
    await openKept(page);
    await context.setOffline(true);
    hosted.close();
    const before = hosted.asked.length;
    await page.reload();
    await ready(page);
    await useAll(page);
    // Another backend is code of its own.
    await open(page, 'cpu', hosted.address);
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', 1);
    expect(hosted.asked.length).toBe(before);
    hosted = await hostedPage();
  });
}

test('nothing is asked of another origin, and nothing is asked at all after the first load', async ({
  page,
  context,
}) => {
  hosted = await hostedPage();
  const origins = new Set<string>();
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol)) origins.add(origin);
  });
  await openKept(page);
  await useAll(page);
  expect([...origins]).toEqual([new URL(hosted.address).origin]);
  const kept = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name!)).keys()).map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toEqual(expect.arrayContaining(['/index.html', '/manifest.webmanifest', '/icon.svg']));
  for (const part of [/\.wasm$/, /trainHost/, /viewHost/, /findHost/, /CompareWorkspace.*js$/]) {
    expect(
      kept.some((path) => part.test(path)),
      String(part),
    ).toBe(true);
  }
});

test('a newer version says so, changes nothing under training, and is there after a reload', async ({ page }) => {
  hosted = await hostedPage();
  await openKept(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 3);
  let loads = 0;
  page.on('domcontentloaded', () => loads++);

  hosted.publishNext();
  await lookForNewer(page);
  await expect(said(page)).toContainText('A newer version is ready. Reload when you like');
  await expect(button(page, 'Reload')).toHaveCount(0);
  const step = await stepOf(page, 'LSTM');
  await waitForStep(page, 'LSTM', step + 3);
  // Code that was never asked for before is that of the page's own version, though the server has it no longer.
  await everyWorkspace(page);
  await workspaceTab(page, 'Find').click();
  // While a network trains, a search is asked for.
  await button(page, 'Search').click();
  await searched(page);
  expect(loads).toBe(0);
  await expect(page).toHaveTitle(titleOf(1));

  await pause(page);
  await button(page, 'Reload').click();
  await expect(page).toHaveTitle(titleOf(2));
  await ready(page);
  await trainBriefly(page);
  await everyWorkspace(page);
  await expect(said(page)).toBeEmpty();
});

test('another page may be of the newer version while one trains with the older, whose files stay until it ends', async ({
  page,
  context,
}) => {
  hosted = await hostedPage();
  await openKept(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 3);
  hosted.publishNext();

  const other = await newPage(context);
  await lookForNewer(other);
  for (const one of [page, other]) await expect(said(one)).toContainText('A newer version is ready.');
  await other.reload();
  await expect(other).toHaveTitle(titleOf(2));
  await everyWorkspace(other);
  await everyWorkspace(page);
  const step = await stepOf(page, 'LSTM');
  await waitForStep(page, 'LSTM', step + 3);
  await expect(page).toHaveTitle(titleOf(1));
  expect(await versionsKept(page)).toBe(2);

  await other.close();
  await page.reload();
  await expect(page).toHaveTitle(titleOf(2));
  await ready(page);
  await trainBriefly(page);
  await expect.poll(() => versionsKept(page)).toBe(1);
});

function versionsKept(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).length);
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await open(page, 'wasm', hosted.address);
  return page;
}
