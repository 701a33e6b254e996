/** What a person sees who comes for the first time: a trained network that reads, and three questions. */
import { violations } from './support/axe.ts';
import { faults } from './support/faults.ts';
import { button, expect, open, reading, status, test, useText, workspaceTab, unfoldSettings } from './support/test.ts';

const sentence = 'This network has only learned to guess the next character.';

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`a trained network reads, and the cursor moves until somebody touches the page, at ${size.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await page.goto('./?backend=wasm');
    await expect(page.getByRole('heading', { name: sentence })).toContainText('to follow the quotation marks');
    await expect(page.getByText(/AUC of 1\.000 over these 1,000 characters/)).toBeVisible();
    await expect(workspaceTab(page, 'Start')).toHaveAttribute('aria-selected', 'true');
    await expect.poll(() => new URL(page.url()).hash).toContain('trained=quotations&');
    const slider = page.getByRole('slider', { name: 'Timestep' });
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(3);
    await page.getByRole('heading', { name: sentence }).click();
    await expect(button(page, 'Play')).toBeVisible();
    expect(await faults(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
}

test('the cursor rests for a person who wants no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?backend=wasm');
  await expect(page.getByText(/AUC of/)).toBeVisible();
  await expect(button(page, 'Play')).toBeVisible();
  await page.emulateMedia({ reducedMotion: null });
});

test('each question opens a trained network where its answer is seen', async ({ page }) => {
  await page.goto('./?backend=wasm');
  const question = (name: string) =>
    page.getByRole('navigation', { name: 'Three questions' }).getByRole('link', { name });
  await question('Why do gradients vanish?').click();
  await expect(page.getByRole('region', { name: 'Gradient by lag' })).toBeVisible();
  await expect(status(page)).toContainText(/RNN step 2,000.*GRU step 2,000.*LSTM step 2,000/s);
  await workspaceTab(page, 'Start').click();
  await question('What does a forget gate do?').click();
  await expect(reading(page)).toContainText('LSTM layer 1 · unit 31 · f');
  await expect(page.getByRole('region', { name: 'Forget gate, layer 1' })).toBeVisible();
  await workspaceTab(page, 'Start').click();
  await question('Find the quote cell').click();
  await expect(workspaceTab(page, 'Find')).toHaveAttribute('aria-selected', 'true');
  await expect(reading(page)).toContainText('unit 13 · c');
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('a text of one’s own is learned by three networks with the page’s settings', async ({ page }) => {
  await page.goto('./?backend=wasm');
  await expect(page.getByText(/AUC of/)).toBeVisible();
  await useText(page, 'to be or not to be, that is the question. '.repeat(60));
  await expect(workspaceTab(page, 'Train')).toHaveAttribute('aria-selected', 'true');
  await expect(status(page)).toContainText(/RNN step 0.*GRU step 0.*LSTM step 0/s);
  await unfoldSettings(page);
  await expect(page.getByRole('spinbutton', { name: 'Hidden units' })).toHaveValue('64');
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(status(page)).toContainText('LSTM step 8,000');
});

test('Train goes on with the trained network, which is then the person’s own', async ({ page }) => {
  await page.goto('./?backend=wasm');
  await expect(page.getByText(/AUC of/)).toBeVisible();
  await button(page, 'Train').click();
  await expect(workspaceTab(page, 'Train')).toHaveAttribute('aria-selected', 'true');
  await expect(status(page)).toContainText(/LSTM step 8,(?!000)\d{3}/);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/sample=quotations.*steps=8\d{3}/);
});

test('who comes back with an experiment of their own finds that', async ({ page }) => {
  await open(page);
  await useText(page, 'abc abd abe '.repeat(300));
  await expect(status(page)).toContainText('LSTM step 0');
  await button(page, 'Step').click();
  await expect(status(page)).toContainText('LSTM step 1');
  await button(page, 'Step').click();
  await expect(status(page)).toContainText('LSTM step 2');
  await page.goto('./NOTICE.txt');
  await page.goto('./?backend=wasm');
  await expect(status(page)).toContainText('LSTM step 2');
  await expect(workspaceTab(page, 'Train')).toHaveAttribute('aria-selected', 'true');
});

test('a trained network that cannot be fetched can be trained here', async ({ page }) => {
  await page.route('**/trained/*.zip', (route) => route.abort());
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toContainText('could not be fetched');
  await expect(status(page)).toContainText('LSTM step 0');
  await page.unroute('**/trained/*.zip');
});
