/**
 * Kills the browser at random moments of training, again and again on the same profile, and measures how much training each
 * kill takes away. At the end the losses are compared with those of a run that was never stopped.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../../scripts/chromium.mjs';
import { createRandom } from '../../../src/engine/random.ts';
import { readExperiment } from '../../../src/formats/experiments/readExperiment.ts';
import { ZipArchive } from '../../../src/formats/zip/readZip.ts';
import { experimentFromRecord } from '../../../src/state/experimentRecord.ts';
import { hostedPage } from '../../e2e/support/hostedPage.ts';
import { killBrowser } from '../../e2e/support/killBrowser.ts';

const KILLS = 10;
/** A kill comes after so many steps from the beginning of a visit, drawn evenly. */
const STEPS = { from: 2, to: 600 };
/** The most seconds of training that a kill may take away. */
const MOST_LOST = 2;
const WAIT = { timeout: 120_000 };

/** A moment at which the page showed a training step. */
interface Seen {
  readonly step: number;
  /** Milliseconds. */
  readonly at: number;
}

/** @param args a seed, 1 if there is none. @returns whether nothing was lost beyond the bound */
export async function kills([seed = '1']: readonly string[]): Promise<boolean> {
  const random = createRandom(Number(seed), 'kills');
  const hosted = await hostedPage();
  const folders = ['killed', 'whole'].map((name) => mkdtempSync(join(tmpdir(), `unrolled-${name}-`)));
  try {
    const seen: Seen[] = [];
    let killedAt = 0;
    const lost: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const { context, page, from } = await visit(folders[0]!, hosted.address, kill === 0, seen);
      if (kill > 0) lost.push(report(kill, from, seen, killedAt));
      const after = STEPS.from + Math.floor(random.uniform() * (STEPS.to - STEPS.from));
      seen.push({ step: from, at: Date.now() });
      await trainTo(page, from + after);
      killedAt = Date.now();
      await killBrowser(context);
    }
    const { context, page, from: end } = await visit(folders[0]!, hosted.address, false, seen);
    lost.push(report(KILLS, end, seen, killedAt));
    const killed = await lossesOf(page);
    await context.close();

    const whole = await visit(folders[1]!, hosted.address, true, []);
    await trainTo(whole.page, end);
    await whole.page.getByRole('button', { name: 'Pause', exact: true }).click();
    const uninterrupted = await lossesOf(whole.page);
    await whole.context.close();
    const isSame = killed.every((losses, k) => losses.every((loss, at) => Object.is(loss, uninterrupted[k]![at])));
    const most = Math.max(...lost);
    console.log(
      `${KILLS} kills up to step ${end}: at most ${most.toFixed(2)} s of training lost; the losses are ${isSame ? 'those' : 'NOT those'} of an uninterrupted run.`,
    );
    return isSame && most <= MOST_LOST;
  } finally {
    hosted.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the page on a profile, and writes down every step that it shows. */
async function visit(
  folder: string,
  address: string,
  isFirst: boolean,
  seen: Seen[],
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly from: number }> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findChromium() ?? 'chromium',
    args: CHROMIUM_ARGS,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.exposeFunction('showedStep', (step: number, at: number) => seen.push({ step, at }));
  await page.goto(`${address}?backend=wasm${isFirst ? '#hidden=16' : ''}`);
  const came = page.getByText(isFirst ? /^Reading: t \d+/ : /is back as you left it, at step/);
  await came.waitFor(WAIT);
  const from = Number(/ at step ([\d,]+)/.exec((await came.textContent())!)?.[1]!.replaceAll(',', '') ?? 0);
  await page.evaluate(() => {
    const status = document.querySelector('[role="status"][aria-label="Training status"]')!;
    const tell = (globalThis as unknown as { showedStep(step: number, at: number): void }).showedStep;
    new MutationObserver(() => {
      const step = /RNN step ([\d,]+)/.exec(status.textContent)?.[1];
      if (step) tell(Number(step.replaceAll(',', '')), Date.now());
    }).observe(status, { childList: true, subtree: true, characterData: true });
  });
  return { context, page, from };
}

async function trainTo(page: Page, step: number): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForFunction(
    (wanted) => {
      const text = document.querySelector('[role="status"][aria-label="Training status"]')?.textContent ?? '';
      return Number((/RNN step ([\d,]+)/.exec(text)?.[1] ?? '0').replaceAll(',', '')) >= wanted;
    },
    step,
    WAIT,
  );
}

/** The seconds from the moment at which the page showed the step that came back to the kill. */
function report(kill: number, step: number, seen: Seen[], killedAt: number): number {
  const newest = seen.at(-1)!;
  const reached = seen.findLast((one) => one.step <= step)!;
  const lost = (killedAt - reached.at) / 1000;
  console.log(`kill ${kill}: shown step ${newest.step}, back at step ${step}, ${lost.toFixed(2)} s of training lost`);
  seen.length = 0;
  return lost;
}

/** The training losses of every model, from the file of the experiment. */
async function lossesOf(page: Page): Promise<readonly Float32Array[]> {
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor(WAIT);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save experiment' }).click();
  const bytes = new Uint8Array(readFileSync(await (await download).path()));
  const { record } = readExperiment(new ZipArchive(bytes))!;
  return experimentFromRecord(record).models.map(({ run }) => run!.loss.values.slice(0, run!.loss.length));
}
