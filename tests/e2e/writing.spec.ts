import type { Page } from '@playwright/test';
import { button, chooseCells, expect, open, test, useText as takeText, unfoldSettings } from './support/test.ts';

const samples = (page: Page) => page.getByRole('group', { name: 'Samples' });
const newest = (page: Page) => samples(page).getByRole('article').first();
const prime = (page: Page) => page.getByRole('textbox', { name: 'Prime text' });

async function openOn(page: Page, text: string): Promise<void> {
  await open(page);
  await chooseCells(page, 'LSTM');
  await takeText(page, text);
  await expect(page.getByRole('dialog', { name: 'Text' })).toBeHidden();
  await expect(newest(page)).toBeVisible();
}

test('a prime text says which characters the models do not know and what they read; without such characters it says nothing', async ({
  page,
}) => {
  await openOn(page, 'to be or not to be\nthat is the question\n'.repeat(60));
  await prime(page).fill('Zoé\u202f42');
  const said = page.locator('[data-part="prime-unknown"]');
  await expect(said).toHaveText(
    'The models do not know “Z”, “é” U+00E9, U+202F narrow no-break space, “4” and “2”, because the text has none. They read “o”.',
  );
  await button(page, 'Write now').click();
  await expect(newest(page).locator('[data-part="primed"]').first()).toHaveText('o');

  const before = await samples(page).getByRole('article').count();
  await prime(page).fill('QUEEN');
  await expect(said).toContainText('“Q”, “U”, “E” and “N”');
  await expect(said).toContainText('Nothing is left to write after.');
  await button(page, 'Write now').click();
  await expect(page.getByRole('alert').filter({ hasText: 'do not know any character of the beginning' })).toBeVisible();
  expect(await samples(page).getByRole('article').count()).toBe(before);

  await prime(page).fill('that is');
  await expect(said).toBeEmpty();
  await button(page, 'Write now').click();
  await expect(newest(page).locator('[data-part="primed"]').first()).toHaveText('that is');
  await expect(page.getByText('do not know any character of the beginning')).toHaveCount(0);
});

test('line breaks are typed into a prime text with Enter, Ctrl+Enter writes, and no character of a long one is lost', async ({
  page,
}) => {
  await openOn(page, 'to be or not to be\nthat is the question\n'.repeat(60));
  await prime(page).click();
  await page.keyboard.type('to be');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('that');
  await page.keyboard.press('Control+Enter');
  await expect(newest(page).locator('[data-part="primed"]').first()).toHaveText('to be↵ ↵ that');

  const long = 'that is the question\n'.repeat(40);
  await prime(page).fill(long);
  expect((await prime(page).inputValue()).length).toBe(long.length);
  await button(page, 'Write now').click();
  await expect
    .poll(async () => ((await newest(page).locator('[data-part="primed"]').first().textContent()) ?? '').length)
    .toBe(long.replaceAll('\n', '↵ ').length);
});

test('Write does not write with an old number while another is typed that cannot be used, by Enter or by button', async ({
  page,
}) => {
  await openOn(page, 'to be or not to be\nthat is the question\n'.repeat(60));
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('tab', { name: 'Write', exact: true }).click();
  const side = page.getByRole('region', { name: 'What the LSTM writes' });
  const field = side.getByRole('spinbutton', { name: 'Characters' });
  const validationError = side.getByText('Characters must be a whole number from 1 to 2,000.');
  for (const wrong of ['99999', '0', '2.5', '']) {
    await field.fill(wrong);
    await field.press('Enter');
    await expect(validationError).toBeVisible();
    await side.getByRole('button', { name: 'Write', exact: true }).click();
    await expect(validationError).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(wrong);
    await expect(side.getByRole('list', { name: 'Continuations' })).toHaveCount(0);
  }
  // What is wrong with any of the numbers leaves the button free.
  await field.fill('17');
  const count = side.getByRole('spinbutton', { name: 'Continuations' });
  await count.fill('99');
  const wrong = side.getByText('Continuations must be a whole number from 1 to 8.');
  await expect(wrong).toBeVisible();
  const [said, below] = await Promise.all([
    wrong.boundingBox(),
    side.getByRole('button', { name: 'Write', exact: true }).boundingBox(),
  ]);
  expect(said!.y + said!.height).toBeLessThanOrEqual(below!.y);
  await count.fill('3');
  await field.press('Enter');
  await expect(side.getByRole('list', { name: 'Continuations' }).getByRole('button')).toHaveCount(3);
  await expect(validationError).toHaveCount(0);
});

test('Add a model is not sent with an old number either', async ({ page }) => {
  await open(page);
  await unfoldSettings(page);
  await button(page, 'Add a model…').click();
  const field = page.getByRole('spinbutton', { name: 'Its value' });
  await field.fill('77');
  await field.press('Enter');
  await expect(page.getByText('Its value must be a number from -20 to 20.')).toBeVisible();
  await button(page, 'Add').click();
  await expect(page.getByText('Its value must be a number from -20 to 20.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('3');
  await field.press('Enter');
  await expect(page.getByRole('group', { name: 'Cells' }).getByRole('checkbox')).toHaveCount(4);
});
