/** Models at different training steps in one picture: what is older is pale, and says its step. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import {
  button,
  expect,
  open,
  pause,
  setNumber,
  status,
  test,
  useText,
  waitForStep,
  workspaceTab,
} from './support/test.ts';

const TEXT = 'The "quick" fox ran home.\n"Wait," said Ada, "it is late."\nSo they went on, and the rain fell.\n'.repeat(
  30,
);

/** Opacities of the drawn marks of one model, as computed by the browser. */
const opacities = (marks: Locator): Promise<number[]> =>
  marks.evaluateAll((all) => all.map((mark) => Number(getComputedStyle(mark).opacity)));

/** Of which models the marked parts of a picture are. */
const modelsOf = (marks: Locator): Promise<string[]> =>
  marks.evaluateAll((all) => all.map((mark) => mark.closest('[data-cell]')?.getAttribute('data-cell') ?? ''));

async function openPage(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tablist', { name: 'Compare' }).getByRole('tab', { name, exact: true }).click();
  return page.getByRole('tabpanel', { name, exact: true });
}

/** The GRU's step, which the others have left behind. */
async function leaveGruBehind(page: Page): Promise<string> {
  await setNumber(page, 'Hidden units', 8);
  await button(page, 'Train').click();
  await waitForStep(page, 'GRU', 3);
  await button(page, 'Pause GRU').click();
  await expect(status(page)).toContainText(/GRU step [\d,]+ · paused, [\d,]{2,} steps behind/);
  await pause(page);
  return /GRU step ([\d,]+)/.exec((await status(page).textContent())!)![1]!;
}

test('curves of an older training step are pale and named with it, on every page of Compare', async ({ page }) => {
  await open(page);
  await useText(page, TEXT);
  const step = await leaveGruBehind(page);
  const old = `GRU, step ${step}`;
  await workspaceTab(page, 'Compare').click();
  await expect(page.getByRole('status', { name: 'Weights compared' })).toContainText(`GRU ${step}, LSTM`);

  await test.step('Over time', async () => {
    const panel = await openPage(page, 'Over time');
    for (const name of ['Gradient norm over time', 'Loss over time']) {
      const lines = (cell: string): Locator =>
        panel.getByRole('region', { name }).locator(`[data-cell="${cell}"] [data-part="plot-line"]`);
      await expect.poll(async () => new Set(await opacities(lines('gru'))), { message: name }).toEqual(new Set([0.4]));
      expect(new Set([...(await opacities(lines('rnn'))), ...(await opacities(lines('lstm')))]), name).toEqual(
        new Set([1]),
      );
      await expect(panel.getByRole('region', { name }).getByRole('img', { name: old })).toBeVisible();
    }
    const norms = panel.getByRole('region', { name: 'Gradient norm over time' });
    await expect(norms).toContainText('pale: measured at an older step');
    await expect(norms.locator('[data-part="plot-name"]', { hasText: old })).toBeVisible();
    await expect(panel.getByRole('row', { name: `GRU h, step ${step}` })).toBeVisible();
    await expect(panel.getByRole('region', { name: 'Gradient of each unit over time' })).toContainText(old);
  });

  await test.step('a saved picture', async () => {
    await page.getByRole('region', { name: 'Gradient norm over time' }).locator('button[aria-haspopup]').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'SVG, for print and editing' }).click(),
    ]);
    const svg = await readFile(await download.path(), 'utf8');
    expect(svg).toContain('opacity="0.4"');
    expect(svg).toContain(old);
  });

  const pages = [
    ['By lag', ['Gradient by lag', 'Memory kept']],
    ['Triangle', ['Triangle of gradients']],
    ['Chain', ['Chain of the GRU']],
    ['Jacobian', ['Jacobian of the state', 'Spectrum of the Jacobian']],
  ] as const;
  for (const [name, pictures] of pages) {
    await test.step(name, async () => {
      const panel = await openPage(page, name);
      if (name === 'By lag') {
        await expect(panel.getByRole('region', { name: 'Gradient by lag' })).toContainText('older step');
        await button(page, 'Details').click();
      }
      await expect(panel).toContainText(old);
      await expect(panel).toContainText('pale: measured at an older step');
      for (const of of pictures) {
        const picture = panel.getByRole('region', { name: of });
        await expect(picture, of).toContainText(old);
        const pale = picture.locator('svg [data-old]');
        await expect(pale.first(), of).toBeAttached();
        expect(Math.max(...(await opacities(pale))), of).toBe(0.4);
        expect(new Set(await modelsOf(pale)), of).toEqual(new Set(['gru']));
      }
    });
  }

  await test.step('Over training, whose rows have their own steps', async () => {
    const panel = await openPage(page, 'Over training');
    await expect(panel.getByRole('slider', { name: 'Weights of training step, GRU' })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Weights compared' })).toBeEmpty();
    await openPage(page, 'Over time');
  });

  await test.step('at the same step again', async () => {
    await button(page, 'Resume GRU').click();
    await button(page, 'Train').click();
    await expect(page.getByRole('status', { name: 'Weights compared' })).toBeEmpty();
    await pause(page);
    await expect(page.getByRole('tabpanel', { name: 'Compare' }).locator('[data-old]')).toHaveCount(0);
    await expect(page.getByRole('tabpanel', { name: 'Compare' })).not.toContainText('older step');
  });
});
