import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.ts';
import { button, expect, open, setNumber, test, waitForStep, workspaceTab } from './support/test.ts';

test('pictures are pinned, captioned and moved, come back after a reload, and stand in a report that needs nothing', async ({
  page,
}) => {
  await open(page);
  await setNumber(page, 'Hidden units', 8);
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
  const pin = async (picture: string): Promise<void> => {
    await button(page, `Save picture: ${picture}`).click();
    await page.getByRole('menuitem', { name: 'Pin to the report' }).click();
    await expect(page.getByText(`“${picture}” is pinned`)).toBeVisible();
  };
  await pin('Loss over training');
  await workspaceTab(page, 'Watch').click();
  await pin('All units over the text');
  const openReport = async (): Promise<void> => {
    await button(page, 'File').click();
    await page.getByRole('menuitem', { name: 'Report…' }).click();
  };
  await openReport();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  const lines = dialog.getByRole('listitem');
  await expect(lines).toHaveCount(2);
  await button(page, 'Move up: All units over the text').click();
  await lines.first().getByRole('textbox', { name: 'Title' }).fill('<b>Maps</b>');
  await lines.first().getByRole('textbox', { name: 'Caption' }).fill('Before anything is learned.');
  await button(page, 'Close').click();
  await page.reload();
  await expect(page.getByText(/is back as you left it/)).toBeVisible();
  await openReport();
  await expect(lines.first().getByRole('textbox', { name: 'Caption' })).toHaveValue('Before anything is learned.');
  expect(await violations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await button(page, 'Save report').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^unrolled-.*-step1-report\.html$/);
  const html = await readFile(await file.path(), 'utf8');
  const reader = await page.context().newPage();
  await reader.setContent(html);
  await expect(reader.getByRole('heading', { level: 3 })).toHaveText(['<b>Maps</b>', 'Loss over training']);
  await expect(reader.getByText('Before anything is learned.')).toBeVisible();
  const images = await reader
    .getByRole('img')
    .evaluateAll((all) =>
      all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth > 400 : one.clientWidth > 400)),
    );
  // Two curves, and what was pinned.
  expect(images).toEqual([true, true, true, true]);
  // On a phone the table scrolls, and no word in it is broken.
  await reader.setViewportSize({ width: 390, height: 844 });
  const areWhole = await reader.getByRole('rowheader', { name: /^(RNN|GRU|LSTM)$/ }).evaluateAll((heads) =>
    heads.map((head) => {
      const words = document.createRange();
      words.selectNodeContents(head);
      return words.getClientRects().length === 1;
    }),
  );
  expect(areWhole).toEqual([true, true, true]);
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await reader.close();
});
