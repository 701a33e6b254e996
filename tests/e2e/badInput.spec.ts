import type { Page } from '@playwright/test';
import { button, cellStatus, expect, open, test, useText, waitForStep, chooseCells, pause } from './support/test.ts';

const header = (page: Page) => page.getByRole('banner');

/** Drops bytes as a file onto the page. */
async function drop(page: Page, name: string, bytes: readonly number[]): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content as number[])], fileName as string));
      return transfer;
    },
    [name, bytes] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test('an empty text and a single character are refused with a sentence, and the text before stays', async ({
  page,
}) => {
  await open(page);
  const before = await header(page).textContent();
  for (const text of ['', 'a']) {
    await useText(page, text);
    await expect(page.getByText(/The text (is empty|has 1 character)/).first()).toBeVisible();
    await page.keyboard.press('Escape');
  }
  expect(await header(page).textContent()).toBe(before);
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
});

test('a binary file that is dropped is refused with a sentence, and the text before stays', async ({ page }) => {
  await open(page);
  const before = await header(page).textContent();
  await drop(
    page,
    'photo.png',
    [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 255, 254, 0, 7],
  );
  await expect(page.getByText(/looks like a binary file/).first()).toBeVisible();
  expect(await header(page).textContent()).toBe(before);
});

test('a text file that is dropped becomes the text; its line ends and byte-order mark are set right and said', async ({
  page,
}) => {
  await open(page);
  const bytes = [0xef, 0xbb, 0xbf, ...new TextEncoder().encode('one line\r\nanother line\r\n'.repeat(20))];
  await drop(page, 'lines.txt', bytes);
  await expect(header(page)).toContainText('lines.txt');
  await expect(page.getByText(/byte-order mark/i).first()).toBeVisible();
  await expect(page.getByText(/line end/i).first()).toBeVisible();
});

test('one repeated character is learned at a loss of 0 and nothing breaks', async ({ page }) => {
  await open(page);
  await useText(page, 'a'.repeat(300));
  await button(page, 'Step').click();
  await waitForStep(page, 'LSTM', 1);
  expect((await cellStatus(page, 'LSTM'))!.loss).toBe(0);
  await expect(page.locator('svg [d*="NaN"], svg [x*="NaN"], svg [y*="NaN"]')).toHaveCount(0);
});

test('the lectures’ “hello”, shorter than the unroll length, trains with a shorter window', async ({ page }) => {
  await open(page);
  await useText(page, 'hello');
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', 20);
  await pause(page);
  await expect(page.getByText(/unroll(ed)? .*4/i).first()).toBeVisible();
});

test('emoji, Korean and lone surrogates are single characters or are replaced and said', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'RNN');
  await useText(page, '안녕하세요 👋🏽 세계! '.repeat(30));
  await expect(header(page)).toContainText('390 characters');
  await button(page, 'Step').click();
  await waitForStep(page, 'RNN', 1);
});

test('a paste of 5 MB is taken without putting it into the text field', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'RNN');
  await page.getByRole('button', { name: 'Text…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Text' });
  await dialog.getByRole('textbox', { name: 'Your text' }).focus();
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'All work and no play makes a dull text.\n'.repeat(125_000));
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  });
  await expect(dialog).toContainText(/5\.0 MB|5,000,000/);
  const shown = (await dialog.getByRole('textbox', { name: 'Your text' }).inputValue()).length;
  expect(shown).toBeLessThanOrEqual(2000);
  await dialog.getByRole('button', { name: 'Use this text' }).click();
  await expect(header(page)).toContainText('5,000,000 characters');
  await button(page, 'Step').click();
  await waitForStep(page, 'RNN', 1);
});
