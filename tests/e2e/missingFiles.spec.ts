/** Files of the built page that do not come: what is said of them is right, and all works again when they are back. */
import { type AlteredPage, alteredPage } from './support/alteredPage.ts';
import { button, expect, open, status, test, waitForStep, stepOf } from './support/test.ts';

let altered: AlteredPage;
test.beforeEach(async () => {
  altered = await alteredPage();
});
test.afterEach(() => altered.close());

for (const [name, file] of [
  ['Watch', 'WatchWorkspace'],
  ['Compare', 'CompareWorkspace'],
  ['Find', 'FindWorkspace'],
] as const) {
  test(`a workspace whose file is missing says so, and is there when the file is: ${name}`, async ({ page }) => {
    altered.remove(file);
    await open(page, 'wasm', altered.address);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', 3);
    await page.getByRole('tab', { name }).click();
    const alert = page.getByRole('alert').filter({ hasText: `The workspace ${name} could not be loaded.` });
    await expect(alert).toContainText('save the weights and reload it');
    await expect(button(page, 'Reload the page')).toBeVisible();
    await button(page, 'Try again').click();
    await expect(alert).toBeVisible();
    const step = await stepOf(page, 'LSTM');
    altered.restore(file);
    await button(page, 'Try again').click();
    await expect(alert).toHaveCount(0);
    await expect(page.getByRole('tabpanel', { name }).getByRole('region').first()).toBeVisible();
    await waitForStep(page, 'LSTM', step + 3);
  });
}

test('a workspace that cannot be loaded leaves the others usable', async ({ page }) => {
  altered.remove('FindWorkspace');
  await open(page, 'wasm', altered.address);
  await page.getByRole('tab', { name: 'Find' }).click();
  await expect(page.getByText('The workspace Find could not be loaded.')).toBeVisible();
  await page.getByRole('tab', { name: 'Watch' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Watch' }).getByRole('region').first()).toBeVisible();
});

for (const [file, task] of [
  ['viewHost', 'computes the pictures'],
  ['trainHost', 'trains'],
] as const) {
  test(`a page without the worker that ${task} says so, and trains when it is there`, async ({ page }) => {
    altered.remove(file);
    await page.goto(`${altered.address}?backend=wasm#w=train`);
    const said = page.getByText(`The part of this page that ${task} could not be loaded.`);
    await expect(said).toBeVisible();
    // Nothing is said of a text that was not read.
    await expect(page.getByText(/too short to hold anything out/)).toHaveCount(0);
    for (const again of ['Train', 'Reset', 'Step']) {
      await button(page, again).click();
      await expect(said).toBeVisible();
      await expect(page.getByText(/is paused/)).toHaveCount(0);
    }
    altered.restore(file);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', 2);
    await expect(said).toHaveCount(0);
  });
}

test('without the threads of the models they train in one', async ({ page }) => {
  altered.remove('modelHost');
  await open(page, 'wasm', altered.address);
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 3);
  await expect(status(page)).toContainText('GRU step');
});

test('a backend whose code is missing gives way to the next, which is said', async ({ page }) => {
  altered.remove('wasmBackend');
  await page.goto(`${altered.address}?backend=wasm#w=train`);
  await expect(page.getByText(/wasm backend cannot be used here: its code could not be loaded/).first()).toBeVisible();
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
});
