/** The pages that tests run on: one for all tests of a worker, or one of a test's own. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { settled, watchNonNumbers } from './nonNumbers.ts';

/** What no page of ours may do: leave its origin, throw where nobody catches, or show what is no number. */
export interface Watched {
  readonly offOrigin: string[];
  readonly errors: string[];
  readonly nonNumbers: string[];
}

export interface OpenedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watched: Watched;
}

/** Opens an empty page in a context of its own, which has the options of the running test. */
export async function openPage(browser: Browser): Promise<OpenedPage> {
  const context = await browser.newContext();
  const watched = await watch(context);
  return { context, page: await context.newPage(), watched };
}

async function watch(context: BrowserContext): Promise<Watched> {
  const watched: Watched = { offOrigin: [], errors: [], nonNumbers: [] };
  await watchNonNumbers(context, watched.nonNumbers);
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== 'localhost' && !['data:', 'blob:'].includes(url.protocol))
      watched.offOrigin.push(request.url());
  });
  context.on('weberror', (error) => watched.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) watched.errors.push(message.text());
  });
  return watched;
}

/**
 * Makes a page as good as new: nothing runs in it, nothing is stored, and its size, colours and pointer are those that every
 * test begins with. The browser keeps the page's process and compiled code, which take longer to start than the page itself.
 */
export async function reset(opened: OpenedPage, viewport: { width: number; height: number }): Promise<void> {
  const { context, page, watched } = opened;
  for (const other of context.pages()) if (other !== page) await other.close();
  const { origin } = new URL(page.url());
  // A file without a script, under the headers of the page: it ends the page's workers, and stays in its process.
  await page.goto('./NOTICE.txt');
  await page.setViewportSize(viewport);
  await page.emulateMedia({ media: null, colorScheme: 'light' });
  await page.mouse.move(0, 0);
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  await settled(context);
  for (const list of [watched.offOrigin, watched.errors, watched.nonNumbers]) list.length = 0;
}
