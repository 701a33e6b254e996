/** The browser's side of the bench: the built page on a local server, in headless Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build, type InlineConfig, preview } from 'vite';
import { CHROMIUM_ARGS, findBrowser } from '../../../scripts/chromium.mjs';
import type { BrowserContender, Entrant } from './contract.ts';
import type { BenchApi } from './page/main.ts';
import type { Runner } from './rounds.ts';

export interface BenchBrowser {
  readonly version: string;
  readonly renderer: string;
  open(entrant: Entrant<BrowserContender>): Promise<Runner>;
  close(): Promise<void>;
}

const PAGE = join(import.meta.dirname, 'page');

/** Built, not served as it stands: what is measured is what a reader gets, and edits meanwhile cannot disturb it. */
function configFor(output: string): InlineConfig {
  return {
    configFile: false,
    root: PAGE,
    logLevel: 'error',
    resolve: { alias: [{ find: /^stream$/, replacement: join(PAGE, 'nodeStream.ts') }] },
    build: { outDir: output, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: Infinity },
    worker: { format: 'es' },
    preview: { port: 0, host: '127.0.0.1' },
  };
}

/** @throws Error if there is no Chromium, or the page does not build or load */
export async function openBrowser(browserArguments: readonly string[]): Promise<BenchBrowser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('The bench needs Chromium or Chrome: install it, or set CHROMIUM_PATH.');
  const output = await mkdtemp(join(tmpdir(), 'unrolled-bench-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(output, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const config = configFor(output);
    await build(config);
    const server = await preview(config);
    closing.push(() => server.close());
    const browser: Browser = await chromium.launch({
      executablePath,
      args: [...CHROMIUM_ARGS, ...browserArguments],
    });
    closing.push(() => browser.close());
    const page = await browser.newPage();
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Error('the local server has no address');
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in window);
    return {
      version: `Chromium ${browser.version()}`,
      renderer: await page.evaluate(() => window.bench.renderer()),
      open: (entrant) => openEntrant(page, entrant),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openEntrant(page: Page, entrant: Entrant<BrowserContender>): Promise<Runner> {
  const { id, ...opened } = await page.evaluate((wanted) => window.bench.open(wanted), entrant);
  return {
    opened,
    slice: (milliseconds) => page.evaluate(([n, time]) => window.bench.slice(n, time), [id, milliseconds] as const),
    counts: () => page.evaluate((n): ReturnType<BenchApi['counts']> => window.bench.counts(n), id),
    close: () => page.evaluate((n) => window.bench.close(n), id),
  };
}
