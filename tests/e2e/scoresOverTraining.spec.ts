import { violations } from './support/axe.ts';
import { button, chooseCells, expect, open, pause, searched, setNumber, test, waitForStep } from './support/test.ts';

test('the labels of a search are followed over training, and a press on a step shows its weights', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await button(page, 'Train').click();
  await waitForStep(page, 'GRU', 40);
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByRole('tab', { name: 'Over training' }).click();
  const panel = page.getByRole('region', { name: 'When units formed' });
  await expect(panel).toContainText('First search the network as it is now');
  await button(page, 'Go to the search').click();

  await pause(page);
  await searched(page);
  await page.getByRole('tab', { name: 'Over training' }).click();
  await panel.getByRole('button', { name: /^Score \d+ saved steps$/ }).click();
  await expect(button(page, 'All scored')).toBeVisible();
  await expect(panel.getByRole('status').first()).toContainText(/^\d+ steps from 0 to [\d,]+\.$/);

  const download = page.waitForEvent('download');
  await button(page, 'Save scores (CSV)').click();
  expect((await download).suggestedFilename()).toMatch(/^unrolled-gru-step\d+-over-training\.csv$/);

  const list = page.getByRole('table', { name: 'Labels over training' });
  // The heads of all columns stand on one line.
  const bottoms = await list.locator('thead th').evaluateAll((heads) =>
    heads.map((head) => {
      const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
      const ends: number[] = [];
      // A term reaches beyond its words.
      while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        ends.push(range.getBoundingClientRect().bottom);
      }
      return Math.max(...ends);
    }),
  );
  expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThan(3);
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

  expect(await violations(page)).toEqual([]);
});
