import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { button, chooseCells, expect, open, setNumber, test, waitForStep, workspaceTab } from './support/test.ts';

/** What a browser makes of a film: its seconds, its size, and how many of its pixels change from its beginning to its end. */
async function played(page: Page, bytes: Buffer): Promise<{ seconds: number; size: string; changed: number }> {
  // Outside of the page, whose policy allows no film.
  const screen = await page.context().newPage();
  await screen.goto('about:blank');
  const seen = await screen.evaluate(async (base64) => {
    const video = document.createElement('video');
    video.muted = true;
    const happened = (event: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        video.addEventListener(event, resolve, { once: true });
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
      });
    const loaded = happened('loadeddata');
    video.src = URL.createObjectURL(await (await fetch(`data:video/webm;base64,${base64}`)).blob());
    await loaded;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d')!;
    const pixelsAt = async (time: number): Promise<Uint8ClampedArray> => {
      const sought = happened('seeked');
      video.currentTime = time;
      await sought;
      context.drawImage(video, 0, 0);
      return context.getImageData(0, 0, canvas.width, canvas.height).data;
    };
    const first = await pixelsAt(0.01);
    const last = await pixelsAt(video.duration - 0.1);
    const changed = first.reduce((sum, value, k) => sum + (Math.abs(value - last[k]!) > 40 ? 1 : 0), 0);
    return { seconds: video.duration, size: `${video.videoWidth}x${video.videoHeight}`, changed };
  }, bytes.toString('base64'));
  await screen.close();
  return seen;
}

test('a film of a map over training is recorded and plays; Cancel leaves nothing', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'LSTM');
  await setNumber(page, 'Hidden units', 8);
  for (const step of [1, 2, 3]) {
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', step);
  }
  await workspaceTab(page, 'Watch').click();
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: 'Film…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Film of a map' });
  await expect(dialog).toContainText(/\d+ pictures, at least \d+ s; more on a slow or busy machine/);
  expect(await violations(page)).toEqual([]);
  await button(page, 'Record').click();
  await expect(dialog.getByRole('progressbar', { name: 'Recorded' })).toBeVisible();
  await button(page, 'Cancel').click();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  // The time that is left is measured, and whoever has seen enough keeps what there is.
  const part = page.waitForEvent('download');
  await button(page, 'Record').click();
  await expect(dialog).toContainText(/Picture \d+ of \d+, about \d+ s left\./);
  await button(page, 'End here and save').click();
  const kept = await played(page, await readFile(await (await part).path()));
  expect(kept.seconds).toBeGreaterThan(0.2);
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await button(page, 'Over training').click();
  const download = page.waitForEvent('download');
  await button(page, 'Record').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^unrolled-lstm-step0to3-c-training\.webm$/);
  const { seconds, size, changed } = await played(page, await readFile(await file.path()));
  // Four pictures of half a second each, and the last once more.
  expect(seconds).toBeGreaterThan(2);
  expect(size).toBe('1280x720');
  expect(changed).toBeGreaterThan(5000);
});
