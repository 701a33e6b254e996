import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { button, chooseCells, expect, open, reading, test, useText } from './support/test.ts';

test('a search fills the table, a row selects its unit everywhere, and the table is saved', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await page.getByRole('tab', { name: 'Find' }).click();
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  await expect(panel).toContainText('“Not better than chance” is a possible answer.');

  await panel.getByText('Labels of your own').click();
  await panel.getByLabel('Pattern').fill('[');
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toContainText('This is no regular expression');
  await panel.getByLabel('Name').fill('clause');
  await panel.getByLabel('Pattern').fill(',[^,.\\n]*');
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toBeEmpty();
  await expect(button(page, 'Edit clause')).toBeVisible();

  await button(page, 'Search').click();
  await expect(button(page, 'Stop')).toBeVisible();
  await expect(button(page, 'Search again')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('status').first()).toContainText('Searched at step 0.');
  const binary = page.getByRole('table', { name: 'Labels that are on or off' });
  await expect(binary.getByRole('row')).not.toHaveCount(1);
  // Nothing is trained yet: whatever is found, it is not the training's.
  await expect(binary).not.toContainText('tracks it');
  await expect(page.getByRole('table', { name: 'Labels with a number' })).toContainText('position in line');

  await page.getByRole('searchbox', { name: 'Filter' }).fill('clause');
  await expect(binary.getByRole('row')).toHaveCount(2);
  const row = binary.getByRole('row').nth(1);
  const [, channel, unit] = /([rznh]) (\d+) [↑↓]/.exec((await row.innerText()).replace(/\s+/g, ' '))!;
  await row.getByRole('button', { name: 'clause' }).click();
  await expect(reading(page)).toContainText(`unit ${unit} · ${channel} ·`);
  await expect(page.getByRole('region', { name: 'All units on “clause”' })).toBeVisible();
  await expect(panel).toContainText('Where /,[^,.\\n]*/ matches');

  const download = page.waitForEvent('download');
  await button(page, 'Save table (CSV)').click();
  const file = await download;
  const text = await readFile(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toBe('unrolled-gru-step0-units.csv');
  expect(text).toContain('\r\nlabel,definition,score is,');
  expect(text).toContain('\r\nclause,');

  await page.getByRole('searchbox', { name: 'Filter' }).fill('');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('stretches that are selected by keys become a label, and its edit changes them', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByText('Labels of your own').click();
  await button(page, 'Marked stretches').click();
  await expect(button(page, 'Add the selected stretch')).toBeDisabled();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  for (let k = 0; k < 5; k++) await page.keyboard.press('Control+Shift+ArrowRight');
  await button(page, 'Add the selected stretch, 0–5').click();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Add the selected stretch')).toBeDisabled();
  await button(page, 'Add').click();
  const item = page.getByRole('listitem').filter({ hasText: 'marked stretches 1' });
  await expect(item).toContainText('1 marked');

  await button(page, 'Edit marked stretches 1').click();
  await expect(button(page, 'Remove characters 0 to 5')).toBeVisible();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await button(page, 'Add the selected stretch, 6–7').click();
  await button(page, 'Change').click();
  await expect(item).toContainText('2 marked');
});

test('a text too short to be searched says so', async ({ page }) => {
  await open(page);
  await useText(page, 'hello hello '.repeat(30));
  await page.getByRole('tab', { name: 'Find' }).click();
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  await expect(panel).toContainText('a search needs 1,000');
  await expect(button(page, 'Search')).toBeDisabled();
});
