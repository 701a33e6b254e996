import { violations } from './support/axe.ts';
import { button, chooseCells, expect, open, pause, reading, test, waitForStep } from './support/test.ts';

test('a held unit changes losses, predictions and what is written, and all units are ranked by what they cost', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await button(page, 'Train').click();
  await waitForStep(page, 'GRU', 60);
  await pause(page);
  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Find' }).click();
  await page.getByRole('tab', { name: 'Cause' }).click();
  const panel = page.getByRole('region', { name: 'What a unit causes' });
  const cost = panel.getByText(/→ [\d.]+ bits per character/);
  await expect(cost).toContainText('over 999 predictions');
  await expect(page.getByRole('region', { name: 'Change of the loss over the text' })).toBeVisible();

  // All units cost something else than none, and the first of the ranking is what a look at it says.
  await panel.getByRole('button', { name: 'Hold all 64 units of h, one at a time' }).click();
  const ranked = panel.getByRole('region', { name: 'All units by what they cost' });
  await expect(ranked.getByRole('row')).toHaveCount(11);
  const first = ranked.getByRole('row').nth(1);
  const [, unit] = /h\s*(\d+)/.exec(await first.innerText())!;
  await first.getByRole('button').click();
  await expect(reading(page)).toContainText(`unit ${unit} · h ·`);
  await expect(cost).toContainText(`h ${unit} at`);
  const costly = await cost.innerText();
  expect(Number(/, \+([\d.]+) over/.exec(costly)![1])).toBeGreaterThan(0);

  // Held from the cursor on, only the predictions from there on count; a second unit is held beside it.
  await button(page, 'keep it when another is selected').click();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  for (let k = 0; k < 9; k++) await page.keyboard.press('ArrowRight');
  await button(page, 'from the cursor on').click();
  await expect(cost).toContainText('over 990 predictions from t 9 on');
  await page.getByRole('spinbutton', { name: 'Unit', exact: true }).fill(unit === '7' ? '8' : '7');
  await page.keyboard.press('Enter');
  await expect(cost).toContainText(new RegExp(`h ${unit} at .*, h [78] at`));
  await button(page, 'at 0').click();
  await expect(cost).toContainText(`h ${unit} at 0`);
  await expect(panel.getByRole('list', { name: /as it is and held/ }).getByRole('listitem')).toHaveCount(8);
  await expect(panel.getByRole('region', { name: 'Change of the loss by label' }).getByRole('row')).not.toHaveCount(0);

  await button(page, 'Write both').click();
  const written = panel.getByRole('region', { name: 'What it writes with the units held' });
  await expect(written).toContainText('Both drawn with the same random numbers');
  const [plain, clamped] = await written.locator('[data-part="clamped-written"]').allInnerTexts();
  expect(plain).not.toBe(clamped);

  const download = page.waitForEvent('download');
  await button(page, 'Save ranking (CSV)').click();
  expect((await download).suggestedFilename()).toMatch(/^unrolled-gru-step\d+-held-h-layer1\.csv$/);

  // At the last character nothing is left to predict, and the page says so.
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('End');
  await expect(panel).toContainText('No prediction is left from t 999 on');
  await expect(panel).not.toContainText('NaN');

  await button(page, 'text: the unit').click();
  await expect(page.getByRole('region', { name: 'Unit over the text' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
