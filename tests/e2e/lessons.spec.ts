/** What teachers ask for: parts left out, one picture in a frame, and a page for a projector. */
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.ts';
import {
  button,
  closeMenu,
  drawn,
  expect,
  openMenu,
  reading,
  test,
  testOnOwnPage,
  workspaceTab,
} from './support/test.ts';

const SMALL = 'hidden=12&batch=4&unroll=16&backend=wasm';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** Whether something of the page stands beside what is seen. */
const isTooWide = (): boolean => document.documentElement.scrollWidth > document.documentElement.clientWidth;

for (const size of SIZES) {
  test(`hidden parts are not there, and the rest works, at ${size.width} pixels`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.goto(`./#${SMALL}&w=watch&hide=run.side.timeline.header`);
    const maps = page.getByRole('region', { name: 'Cell state, layer 1' });
    await expect(maps).toBeVisible();
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(button(page, 'Train')).toBeHidden();
    await expect(page.getByRole('region', { name: 'Timeline' })).toBeHidden();
    await expect(page.getByRole('tab', { name: 'Space', exact: true })).toBeHidden();
    await expect(page.getByRole('alert')).toBeEmpty();
    // The maps take the place of what is not there.
    const box = (await maps.locator('canvas').first().boundingBox())!;
    expect(size.width - (box.x + box.width)).toBeLessThan(60);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).hash).toContain('&t=1&');
    expect(new URL(page.url()).hash).toContain('hide=run.side.timeline.header');
    expect(await page.evaluate(isTooWide)).toBe(false);
    await page.goto(`./#${SMALL}&w=watch&hide=side`);
    await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
    await expect(maps).toBeVisible();
    expect(await page.evaluate(isTooWide)).toBe(false);
  });

  test(`a page without the workspaces' tabs shows the one of its address, at ${size.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await page.goto(`./#${SMALL}&w=watch&hide=tabs`);
    await expect(page.getByRole('region', { name: 'Cell state, layer 1' })).toBeVisible();
    await expect(page.getByRole('banner')).toBeVisible();
    await expect(page.getByRole('tablist', { name: 'Workspace' })).toBeHidden();
    await expect(page.getByRole('tablist', { name: 'Look closer' })).toBeVisible();
  });

  test(`a page for a projector is larger, and the pointer finds what it shows, at ${size.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await page.goto(`./#${SMALL}&w=watch`);
    const title = page.getByRole('heading', { name: /LSTM, layer 1/ });
    await expect(title).toBeVisible();
    const height = async (): Promise<number> => (await workspaceTab(page, 'Train').boundingBox())!.height;
    const before = await height();
    await page.goto(`./#${SMALL}&w=watch&present=1`);
    await expect.poll(height).toBeGreaterThan(1.15 * before);
    await expect(title).toBeVisible();
    await expect.poll(() => page.evaluate(isTooWide)).toBe(false);
    const map = page.getByRole('region', { name: 'Cell state, layer 1' }).locator('canvas').first();
    await map.scrollIntoViewIfNeeded();
    // The rows are as high as the larger page leaves room for.
    await drawn(page);
    const box = (await map.boundingBox())!;
    const steps = Number(/(\d+) steps in view/.exec((await page.getByText(/^\d+ steps in view$/).textContent())!)![1]);
    await page.mouse.click(box.x + (box.width * 10.5) / steps, box.y + box.height / 24);
    await expect(reading(page)).toContainText('Reading: t 10 ·');
    await expect.poll(() => new URL(page.url()).hash).toContain('present=1');
    // The button, which the menu of a phone has, leads there and back.
    await openMenu(page);
    await button(page, 'Present').click();
    await closeMenu(page);
    await expect.poll(height).toBe(before);
    await expect.poll(() => new URL(page.url()).hash).not.toContain('present');
    await openMenu(page);
    await button(page, 'Present').click();
    await closeMenu(page);
    await expect.poll(height).toBeGreaterThan(1.15 * before);
    // The columns are those of a page that has as much room as there is at this size.
    await workspaceTab(page, 'Find').click();
    const text = page.locator('[data-part="find-text"]');
    await expect.poll(async () => (await text.boundingBox())?.height ?? 0).toBeGreaterThan(100);
  });

  testOnOwnPage(
    `one picture fills its frame, trains, and leads to the whole page, at ${size.width} pixels`,
    async ({ page }) => {
      await page.setViewportSize(size);
      const base = new URL('./', testOnOwnPage.info().project.use.baseURL).href;
      const example = (await readFile('docs/embed-example.html', 'utf8')).replaceAll('http://localhost:4173/', base);
      await page.route('**/lesson.html', (route) => route.fulfill({ contentType: 'text/html', body: example }));
      await page.goto('./lesson.html');
      const entries = await page.evaluate(() => history.length);
      const frame = page.frameLocator('iframe[title="Loss of an RNN, a GRU and an LSTM"]');
      await expect(frame.getByRole('heading', { name: /^Loss/ })).toBeVisible();
      await expect(frame.getByRole('banner')).toHaveCount(0);
      await expect(frame.getByRole('tab')).toHaveCount(0);
      await expect(frame.getByText('step 0', { exact: true })).toBeVisible();
      const seen = await frame
        .locator('html')
        .evaluate((root) => [root.clientWidth, root.scrollWidth, root.scrollHeight]);
      const inner = (await page.locator('iframe').first().boundingBox())!;
      expect(seen[1]).toBe(seen[0]);
      expect(seen[2]).toBeLessThanOrEqual(inner.height);
      await frame.getByRole('button', { name: 'Train', exact: true }).click();
      await expect(frame.getByText('This is step 60, to which the link leads.')).toBeVisible();

      const maps = page.frameLocator('iframe[title="States and gates of an LSTM over a text"]');
      await expect(maps.getByRole('heading', { name: /LSTM, layer 1: 12 of 16 units/ })).toBeVisible();
      await expect(maps.getByRole('tab', { name: 'Space', exact: true })).toBeHidden();

      const whole = page.waitForEvent('popup');
      await frame.getByRole('link', { name: 'Open the whole page' }).click();
      const other = await whole;
      await expect(workspaceTab(other, 'Train')).toBeVisible();
      await expect(other.getByRole('status', { name: 'About the link' })).toContainText('leads to step 60');
      await maps.getByRole('heading', { name: /LSTM, layer 1/ }).click();
      await page.keyboard.press('j');
      // The history is that of the page around the frames.
      expect(await page.evaluate(() => history.length)).toBe(entries);
    },
  );
}

test('every picture that can stand alone is there and breaks no rule of accessibility', async ({ page }) => {
  const WHAT = {
    loss: /^Loss/,
    gradient: /^Gradient norm/,
    maps: /LSTM, layer 1/,
    side: /^What it pushes for/,
    compare: /./,
    find: /What has each unit/,
    unit: /unit 0 over the text/,
  };
  await page.setViewportSize({ width: 640, height: 420 });
  for (const [picture, heading] of Object.entries(WHAT)) {
    await page.goto(`./#${SMALL}&embed=${picture}&ws=unit`);
    const region = page.getByRole('region', { name: 'Picture' });
    await expect(region.getByRole('heading', { name: heading }).first()).toBeVisible();
    expect(await page.evaluate(isTooWide), picture).toBe(false);
    expect(await violations(page), picture).toEqual([]);
  }
  // In a frame as wide as a page, the text is there as well.
  await page.setViewportSize({ width: 1440, height: 900 });
  const text = page.locator('[data-part="find-text"] canvas');
  await expect.poll(async () => (await text.boundingBox())?.height ?? 0).toBeGreaterThan(150);
});
