/** Shapes that would take all of a machine's memory, or minutes for a step: said and refused before anything is made. */
import { button, expect, open, setNumber, status, test, useText, waitForStep } from './support/test.ts';

for (const backend of ['wasm', 'cpu'] as const) {
  test(`the largest of all settings is refused on ${backend} with its cost and what would do`, async ({ page }) => {
    await open(page, backend);
    // A short text would shorten the window.
    await useText(page, 'She said “wait”, and the bell rang twice; nobody answered. '.repeat(2600));
    await expect(page.getByRole('banner')).toContainText('153,400 characters');
    await setNumber(page, 'Batch size', 256);
    await setNumber(page, 'Unroll length', 512);
    await setNumber(page, 'Layers', 4);
    await setNumber(page, 'Hidden units', 512);
    const refused = page.getByText(
      /A training step of these models needs [\d,]+ MB of memory and takes about [\d,]+ (s|minutes)/,
    );
    await expect(refused.first()).toBeVisible();
    await expect(page.getByRole('status', { name: 'Cost of a step' })).toContainText('Too much to train');
    await button(page, 'Train').click();
    await expect(refused.first()).toBeVisible();
    await expect(page.getByText(/webgl backend|unforeseen|paused/)).toHaveCount(0);
    await expect(status(page)).toContainText('LSTM step 0');

    // The remedy that stands there leads on; how far depends on the machine's speed at that moment.
    const action = (await page.getByRole('alert').first().textContent())!;
    const [, units] = /the hidden units to (\d+)/.exec(action)!;
    await setNumber(page, 'Hidden units', Number(units));
    await setNumber(page, 'Batch size', 2);
    await setNumber(page, 'Unroll length', 16);
    await expect(page.getByRole('status', { name: 'Cost of a step' })).not.toContainText('Too much to train');
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', 1);
  });
}
