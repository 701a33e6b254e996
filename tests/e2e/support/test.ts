import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test';

/** What no page of ours may do: leave its origin, or throw where nobody catches. */
interface Watched {
  readonly offOrigin: string[];
  readonly errors: string[];
}

function watch(context: BrowserContext): Watched {
  const watched: Watched = { offOrigin: [], errors: [] };
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

/** Every test fails when the page asks another host for anything, breaks its security policy or throws uncaught. */
export const test = base.extend<{ watched: Watched }>({
  watched: [
    async ({ context }, use) => {
      const watched = watch(context);
      await use(watched);
      expect(watched.offOrigin, 'requests to other hosts').toEqual([]);
      expect(watched.errors, 'uncaught errors and policy violations').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const status = (page: Page): Locator => page.getByRole('status', { name: 'Training status' });
export const reading = (page: Page): Locator => page.getByText(/^Reading: t \d+/);

/**
 * Opens the page and waits until the first models are drawn and a backend is there. `auto` is what a visitor gets: it
 * also times software WebGL at once, which takes the machine for seconds, so tests of other things force wasm.
 */
export async function open(page: Page, backend: 'auto' | 'webgl' | 'wasm' | 'cpu' = 'wasm'): Promise<void> {
  await page.goto(backend === 'auto' ? './' : `./?backend=${backend}`);
  const badge = page.getByRole('status', { name: 'Backend' });
  await expect(badge).toContainText(backend === 'auto' ? /webgl|cpu|wasm/ : backend, { timeout: 60_000 });
  await expect(reading(page)).toBeVisible({ timeout: 30_000 });
}

/** Chooses which of the three cells take part. */
export async function chooseCells(page: Page, ...cells: readonly ('RNN' | 'GRU' | 'LSTM')[]): Promise<void> {
  const group = page.getByRole('group', { name: 'Cells' });
  for (const cell of cells) await group.getByRole('checkbox', { name: cell }).check();
  for (const cell of ['RNN', 'GRU', 'LSTM'] as const) {
    if (!cells.includes(cell)) await group.getByRole('checkbox', { name: cell }).uncheck();
  }
}

/** Gives the page a text through the dialog. */
export async function useText(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Text…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Text' });
  await dialog.getByRole('textbox', { name: 'Your text' }).fill(text);
  await dialog.getByRole('button', { name: 'Use this text' }).click();
}

/** A number of the Settings region. */
export async function setNumber(page: Page, name: string, value: number): Promise<void> {
  await page.getByRole('tab', { name: 'Train' }).click();
  const field = page.getByRole('region', { name: 'Settings' }).getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

export interface CellStatus {
  readonly step: number;
  /** Nats per character. */
  readonly loss: number;
}

/** What the training status says of one cell. */
export async function cellStatus(page: Page, cell: 'RNN' | 'GRU' | 'LSTM'): Promise<CellStatus | null> {
  const text = (await status(page).textContent()) ?? '';
  const match = new RegExp(`${cell} step ([\\d,]+) · loss ([\\d.]+)`).exec(text);
  return match ? { step: Number(match[1]!.replaceAll(',', '')), loss: Number(match[2]) } : null;
}

/** Waits until a cell has taken at least so many steps. */
export async function waitForStep(page: Page, cell: 'RNN' | 'GRU' | 'LSTM', step: number): Promise<void> {
  await expect
    .poll(async () => (await cellStatus(page, cell))?.step ?? 0, { timeout: 120_000 })
    .toBeGreaterThanOrEqual(step);
}

/** Pauses and waits until training has stopped. */
export async function pause(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible({ timeout: 30_000 });
}

/** Saves through the File menu; returns name and bytes. */
export async function save(
  page: Page,
  item: 'Save weights' | 'Save trace',
): Promise<{ name: string; bytes: Uint8Array }> {
  await page.getByRole('button', { name: 'File' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}
