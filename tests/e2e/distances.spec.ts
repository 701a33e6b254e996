/** Marks keep their size and parts their distance, whatever the width and whatever is still being computed. */
import { alteredPage } from './support/alteredPage.ts';
import { faults } from './support/faults.ts';
import {
  button,
  chooseCells,
  expect,
  open,
  reading,
  searched,
  setNumber,
  test,
  trainBriefly,
  workspaceTab,
  openMenu,
  closeMenu,
} from './support/test.ts';

const PHONE = { width: 390, height: 844 };

test('the marks of Find’s score bars are as large at every width, and stand on the axis in the table’s head', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await workspaceTab(page, 'Find').click();
  await searched(page);
  // The untrained network repeats the last characters, with the same marks.
  await page.getByRole('button', { name: /repeat the last characters$/ }).click();
  const table = page.getByRole('table', { name: 'Echoes that are on or off' });
  for (const [width, least] of [
    [320, 44],
    [390, 80],
    [1440, 80],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    const rings = table.locator('circle');
    await expect(rings.first()).toBeAttached();
    for (const size of await rings.evaluateAll((all) => all.map((ring) => ring.getBoundingClientRect().width)))
      expect(size, `at ${width} pixels`).toBeGreaterThan(6.9);
    const [head, bar] = await Promise.all(
      ['thead th:nth-child(3)', 'tbody svg'].map((selector) =>
        table
          .locator(selector)
          .first()
          .evaluate((element) => {
            const parts = element.matches('svg') ? [element] : [...element.querySelectorAll('span > span')];
            const boxes = parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0);
            return { left: boxes[0]!.left, right: boxes.at(-1)!.right, width: boxes[0]!.width };
          }),
      ),
    );
    expect(bar!.width, `at ${width} pixels`).toBeGreaterThanOrEqual(least);
    expect(Math.abs(head!.left - bar!.left), `at ${width} pixels`).toBeLessThan(1);
    expect(Math.abs(head!.right - bar!.right), `at ${width} pixels`).toBeLessThan(1);
  }
});

test('what the run bar says keeps off its edges', async ({ page }) => {
  await open(page);
  for (const width of [1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const room = await page.locator('[data-part="training-status"]').evaluate((status) => {
      const [bar, lines] = [status.parentElement!, status].map((part) => part.getBoundingClientRect());
      return Math.min(lines!.top - bar!.top, bar!.bottom - lines!.bottom);
    });
    expect(room, `at ${width} pixels`).toBeGreaterThanOrEqual(3);
  }
});

test('nothing below the text moves when it has been read', async ({ page }) => {
  const height = async (width: number): Promise<number> => {
    await page.setViewportSize({ width, height: 844 });
    const side = page.locator('[data-part="band-side"]');
    // On the other side of 900 pixels the page is built anew.
    let found = 0;
    await expect.poll(async () => (found = (await side.boundingBox())?.height ?? 0)).toBeGreaterThan(0);
    return found;
  };
  await open(page);
  const read = [await height(390), await height(1280)];
  const unread = await alteredPage();
  try {
    unread.holdUp('viewHost');
    await page.goto(`${unread.address}?backend=wasm#w=train`);
    await expect(
      page.getByText('The most probable next characters appear here once the text is traced.'),
    ).toBeVisible();
    expect([await height(390), await height(1280)]).toEqual(read);
  } finally {
    unread.close();
  }
});

test('on a phone the panel of weights changed by hand stands apart from the picture below it', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page);
  await workspaceTab(page, 'Compare').click();
  await button(page, 'Provoke it…').click();
  const panel = (await page.getByRole('region', { name: 'Provoke it' }).boundingBox())!;
  const below = (await page.getByRole('tabpanel', { name: 'By lag', exact: true }).boundingBox())!;
  expect(below.y - panel.y - panel.height).toBeGreaterThanOrEqual(16);
});

test('on a phone the probabilities of the next characters stand apart', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page);
  // A network that is sure leaves less than a hundredth to all others: the widest number, in neighbouring columns.
  await page.evaluate(() => location.assign('#trained=quotations&w=watch&t=30'));
  const next = page.getByRole('list', { name: 'Most probable next characters' }).getByRole('listitem');
  const shown = next.locator(':scope > :first-child');
  await expect(shown.filter({ hasText: '<.01' }).nth(5)).toBeAttached();
  for (const width of [390, 360, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const gaps = await shown.evaluateAll((all) => {
      const boxes = all.map((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        return words.getBoundingClientRect();
      });
      return boxes.slice(1).map((box, k) => box.left - boxes[k]!.right);
    });
    expect(Math.min(...gaps), `at ${width} pixels`).toBeGreaterThanOrEqual(1);
  }
});

test('on the narrowest phone the cursor’s place is one line', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page);
  await openMenu(page);
  const place = page.getByRole('region', { name: 'Menu' }).getByText(/^t 0 of 999/);
  expect((await place.boundingBox())!.height).toBeLessThan(20);
});

test('on a phone the page does not scroll sideways where the text ends just before a tick', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page);
  await workspaceTab(page, 'Watch').click();
  const count = page.getByRole('spinbutton', { name: 'Characters' });
  await count.fill('99');
  await count.press('Enter');
  await openMenu(page);
  await button(page, 'To end').click();
  await closeMenu(page);
  await expect(reading(page)).toContainText(/Reading: t 98 · .* c · [−\d]/);
  expect(await faults(page)).toEqual([]);
});

test('on a phone what a check has found is read without moving its table', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await workspaceTab(page, 'Compare').click();
  await page.getByRole('tab', { name: 'Check', exact: true }).click();
  await button(page, 'Check the gradients').click();
  const found = page.getByRole('caption').filter({ hasText: 'gradients agree' });
  await expect(found).toBeVisible();
  // Before the first character there is no state: the gradients of W_hh would all be 0.
  await expect(found).toContainText('t = 137 to 200');
  const right = await found.evaluate((caption) => {
    const range = document.createRange();
    range.selectNodeContents(caption);
    return range.getBoundingClientRect().right;
  });
  expect(right).toBeLessThanOrEqual(PHONE.width);
});

test('a table that goes on sideways fades where it is cut, and is whole at its end', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await open(page);
  await trainBriefly(page);
  await workspaceTab(page, 'Compare').click();
  await button(page, 'Details').click();
  const table = page.getByRole('group', { name: 'Gradient norms by lag' });
  await expect(table).toHaveCSS('mask-image', /gradient/);
  await table.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  await expect(table).toHaveCSS('mask-image', 'none');
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(table).toHaveCSS('mask-image', 'none');
});
