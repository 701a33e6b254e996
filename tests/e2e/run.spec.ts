/** What a run says and saves, on the built page: one step in both files, a blow-up and its way back, Undo, units. */
import type { Page } from '@playwright/test';
import { SAMPLES } from '../../src/samples/samples.ts';
import { readTrace } from '../../src/formats/traceFile.ts';
import { readWeights } from '../../src/formats/weightsFile.ts';
import {
  button,
  cellStatus,
  chooseCells,
  expect,
  open,
  pause,
  save,
  setNumber,
  status,
  stepOf,
  test,
  useText,
  waitForStep,
} from './support/test.ts';

const settings = (page: Page) => page.getByRole('region', { name: 'Settings' });

test('weights and trace saved right after Pause are of the step at which training stopped', async ({ page }) => {
  await open(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 30);
  // Not `pause`, which waits until training has stopped.
  await button(page, 'Pause').click();
  const weights = readWeights((await save(page, 'Save weights')).bytes);
  const trace = readTrace((await save(page, 'Save trace')).bytes);
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page, 'LSTM');
  expect(weights.step).toBe(step);
  expect(trace.step).toBe(step);
});

test('a blow-up in finite numbers is said, and its button goes on from the step before it', async ({ page }) => {
  await open(page);
  // Few units: steps with such numbers take a hundred times as long as others.
  await setNumber(page, 'Hidden units', 8);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 20);
  await pause(page);
  const sound = (await cellStatus(page, 'LSTM'))!;
  await settings(page).getByRole('combobox', { name: 'Clip' }).selectOption('none');
  await setNumber(page, 'Learning rate', 100);
  await button(page, 'Train').click();
  const alert = page.getByRole('alert').filter({ hasText: 'blown up' });
  await expect(alert).toContainText(/the loss is [\d.,]+ bits per character, and guessing would cost \d\.\d\d bits/);
  const back = alert.getByRole('button', { name: /^Go on from steps? [\d,]+/ });
  await expect(back).toBeVisible();
  // Until all three have: the notice names each that has.
  await expect(alert).toContainText('RNN, GRU and LSTM have blown up');
  // On a phone its words have the whole width, and the buttons stand under them.
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await alert.locator('p').boundingBox())!.width).toBeGreaterThan(300);
  // And it is in sight wherever the page has been scrolled to.
  for (const top of [0, 700]) {
    await page.evaluate((y) => scrollTo(0, y), top);
    await expect(alert.locator('p')).toBeInViewport({ ratio: 1 });
    await expect(back).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await button(page, 'Write now').click();
  await expect(page.getByText('unforeseen')).toHaveCount(0);
  await setNumber(page, 'Learning rate', 0.002);
  await back.click();
  await expect(alert).toHaveCount(0);
  await expect.poll(async () => (await cellStatus(page, 'LSTM'))?.loss ?? 99).toBeLessThan(sound.loss + 1);
  await waitForStep(page, 'LSTM', sound.step + 5);
  await pause(page);
});

test('a network that learns a short text by heart is said to, and the warning can be dismissed', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'LSTM');
  await setNumber(page, 'Learning rate', 0.02);
  await useText(page, Array.from(SAMPLES[0]!.build()).slice(0, 2200).join(''));
  await expect(page.getByRole('button', { name: 'Text…' })).toContainText('2,200 characters');
  await button(page, 'Train').click();
  const warning = page.getByRole('status', { name: 'About the training' });
  await expect(warning).toContainText(
    /Learned by heart: stop, or take a longer text\. Held-out loss has risen for a while: LSTM from \d\.\d\d \(step [\d,]+\) to \d+\.\d\d \(step [\d,]+\), bits\/char/,
    { timeout: 180_000 },
  );
  await expect(status(page)).toContainText('held-out rises: learned by heart');
  await warning.getByRole('button', { name: 'Dismiss' }).click();
  await expect(warning).toBeEmpty();
  // It stays away while the same model goes on, until there is a new run.
  const step = await stepOf(page, 'LSTM');
  await waitForStep(page, 'LSTM', step + 100);
  await expect(status(page)).toContainText('held-out rises: learned by heart');
  await expect(warning).toBeEmpty();
});

test('a run that Reset or a setting has ended comes back by notice, button and key; a field undoes its own typing', async ({
  page,
}) => {
  await open(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 5);
  await pause(page);
  const before = (await cellStatus(page, 'LSTM'))!;
  const isBack = () => expect.poll(() => cellStatus(page, 'LSTM')).toEqual(before);
  const isUntrained = () => expect(status(page)).toContainText('LSTM step 0');

  await button(page, 'Reset').click();
  await isUntrained();
  await expect(page.getByRole('alert')).toContainText(/Reset: a run of [\d,]+ steps has ended/);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await isBack();
  await expect(button(page, 'Nothing to undo')).toBeVisible();
  await button(page, 'Redo: Reset').click();
  await isUntrained();
  await button(page, 'Undo: Reset').click();
  await isBack();

  await setNumber(page, 'Hidden units', 9);
  await isUntrained();
  const find = page.getByRole('searchbox', { name: 'Find in text' });
  await find.pressSequentially('xyz');
  await page.keyboard.press('Control+z');
  await expect(find).not.toHaveValue('xyz');
  await expect(button(page, 'Undo: Hidden units')).toBeVisible();
  await button(page, 'Train').focus();
  await page.keyboard.press('Control+z');
  await isBack();
  await expect(settings(page).getByRole('spinbutton', { name: 'Hidden units' })).toHaveValue('64');
  await page.keyboard.press('Control+Shift+z');
  await isUntrained();
  await page.keyboard.press('Control+z');
  await isBack();
});

test('one choice changes the unit of every loss: run bar, chart and strip', async ({ page }) => {
  await open(page);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 10);
  await pause(page);
  await expect(status(page)).toContainText('held-out');
  const bar = page.locator('[data-part="model-figures"][data-name="LSTM"]');
  const chart = page.getByRole('region', { name: /^Loss/ });
  const strip = page.getByRole('group', { name: 'Colour of the text' });
  const surprise = strip.getByRole('button').nth(1).locator('.n');
  await expect(surprise).toHaveText(/^\d+\.\d+$/);
  const trainingLoss = async (): Promise<number> => Number(/training ([\d.]+)/.exec((await bar.textContent())!)![1]);
  const choose = (unit: string) => page.getByRole('combobox', { name: 'Unit of every loss' }).selectOption(unit);
  // The trace of the step at which training stopped may arrive in between: then all is read once more.
  await expect(async () => {
    await choose('bits');
    const [bits, bitsAtT] = [await trainingLoss(), Number(await surprise.textContent())];
    for (const [unit, title, short, of] of [
      ['nats', 'nats per character', 'nats', (x: number) => x * Math.LN2],
      ['perplexity', 'perplexity', 'perplexity', (x: number) => 2 ** x],
      ['bits', 'bits per character', 'bits', (x: number) => x],
    ] as const) {
      await choose(unit);
      await expect(chart.getByRole('heading')).toHaveText(`Loss, ${title}`);
      await expect(bar).toContainText(short);
      await expect(strip).toContainText(short);
      // Two decimals are shown: half of the last is what they may be off, on both sides of the conversion.
      const slack = (x: number): number => of(x + 0.006) - of(x) + 0.006;
      expect(Math.abs((await trainingLoss()) - of(bits))).toBeLessThan(slack(bits));
      expect(Math.abs(Number(await surprise.textContent()) - of(bitsAtT))).toBeLessThan(slack(bitsAtT));
    }
  }).toPass();
});
