import { violations } from './support/axe.ts';
import { button, expect, open, reading, readingAt, test, useText } from './support/test.ts';

const LINE = 'the sea was grey and the boats came in slowly. ';
const LINES = 5000;
const NEEDLE = 'a needle 😀 lies here. ';
const TEXT = LINE.repeat(LINES / 2) + NEEDLE + LINE.repeat(LINES / 2) + NEEDLE;
const COUNT = [...TEXT].length;

test.beforeEach(async ({ page }) => {
  await open(page);
  await useText(page, TEXT);
  await expect(page.getByRole('dialog', { name: 'Text' })).toBeHidden();
});

test('Find in text searches the whole text, counts what it finds and moves what is traced', async ({ page }) => {
  const field = page.getByRole('searchbox', { name: 'Find in text' });
  const count = page.getByRole('search').getByRole('status');
  const stretch = page.getByRole('slider', { name: 'Traced stretch of the text' });
  await field.fill('needle');
  await expect(count).toHaveText('2 found');
  await field.press('Enter');
  await expect(count).toHaveText('1 of 2');
  await expect(reading(page)).toContainText('"n"');
  const first = (LINES / 2) * LINE.length + NEEDLE.indexOf('needle');
  expect(Number(await stretch.inputValue())).toBe(first - 500);
  await field.press('Enter');
  await expect(count).toHaveText('2 of 2');
  // The emoji before it is one character.
  const second = COUNT - [...NEEDLE].length + NEEDLE.indexOf('needle');
  expect(Number(await stretch.inputValue())).toBe(COUNT - 1000);
  await expect(reading(page)).toContainText(`Reading: t ${second - (COUNT - 1000)} · "n"`);
  await field.press('Enter');
  await expect(count).toHaveText('1 of 2');

  await field.fill('the');
  await expect(count).toHaveText(/of 10,000$|^10,000 found$/);
  await button(page, 'Regular expression').click();
  await field.fill('s\\w+y\\.');
  await expect(count).toHaveText(/5,000/);
  await field.fill('xyz');
  await expect(count).toHaveText('none');
});

test('what is traced is moved by press, drag and keys, without a typed offset', async ({ page }) => {
  const stretch = page.getByRole('slider', { name: 'Traced stretch of the text' });
  const start = async (): Promise<number> => Number(await stretch.inputValue());
  const box = (await stretch.boundingBox())!;
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await start()) / (COUNT - 1000) - 0.5)).toBeLessThan(0.01);
  const from = await start();
  await expect(stretch).toHaveAttribute(
    'aria-valuetext',
    `characters ${from.toLocaleString('en-US')} to ${(from + 999).toLocaleString('en-US')} of ${COUNT.toLocaleString('en-US')}`,
  );
  // The first character of the strip is the one of the text there.
  await page.getByRole('slider', { name: 'Timestep' }).fill('0');
  const here = [...TEXT][from];
  await expect(reading(page)).toContainText(readingAt(0, here!));

  await stretch.press('ArrowRight');
  await expect.poll(start).toBe(from + 250);
  await stretch.press('PageDown');
  await expect.poll(start).toBe(from + 1250);
  await stretch.press('End');
  await expect.poll(start).toBe(COUNT - 1000);
  await stretch.press('ArrowRight');
  await expect.poll(start).toBe(COUNT - 1000);
  await stretch.press('Home');
  await expect.poll(start).toBe(0);
  await stretch.press('Shift+ArrowRight');
  await expect.poll(start).toBe(Math.round(COUNT / 20));
  expect(await violations(page)).toEqual([]);
});

test('a text that is traced whole has nothing to move', async ({ page }) => {
  await useText(page, LINE.repeat(5));
  await expect(page.getByRole('dialog', { name: 'Text' })).toBeHidden();
  await expect(page.getByRole('slider', { name: 'Traced stretch of the text' })).toHaveCount(0);
});
