import { AxeBuilder } from '@axe-core/playwright';
import { button, chooseCells, expect, open, pause, test, waitForStep } from './support/test.ts';

test('the labels of a search are followed over training, and a press on a step shows its weights', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByRole('tab', { name: 'Over training' }).click();
  const panel = page.getByRole('region', { name: 'When units formed' });
  await expect(panel).toContainText('It begins with a search');
  await button(page, 'Go to the search').click();

  await button(page, 'Train').click();
  await waitForStep(page, 'GRU', 40);
  await pause(page);
  await button(page, 'Search').click();
  await expect(button(page, 'Search again')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Over training' }).click();
  await panel.getByRole('button', { name: /^Score \d+ kept steps$/ }).click();
  await expect(button(page, 'All scored')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('status').first()).toContainText(/^\d+ steps from 0 to \d+\.$/);

  const download = page.waitForEvent('download');
  await button(page, 'Save scores (CSV)').click();
  expect((await download).suggestedFilename()).toMatch(/^unrolled-gru-step\d+-over-training\.csv$/);

  const list = page.getByRole('table', { name: 'Labels over training' });
  await list.getByRole('button', { name: 'after a space' }).click();
  await expect(page.getByRole('region', { name: '“after a space” over training' })).toBeVisible();
  const slider = panel.getByRole('slider', { name: 'Weights of training step' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 0');
  await expect(panel).toContainText('step 0: best unit');
  await expect(page.getByRole('region', { name: 'Unit over the text' })).toBeVisible();
  await button(page, 'Back to the newest weights').click();
  await expect(slider).not.toHaveAttribute('aria-valuetext', 'step 0');

  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
