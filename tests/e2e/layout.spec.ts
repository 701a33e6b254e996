import type { Page } from '@playwright/test';
import { COLOUR_RULES, violations, WIDTH_RULES } from './support/axe.ts';
import { faults, namesOnNames } from './support/faults.ts';
import {
  addModel,
  button,
  drawn,
  expect,
  open,
  showAllMaps,
  test,
  trainBriefly,
  useText,
  workspaceTab,
  pause,
  waitForStep,
  openMenu,
  closeMenu,
} from './support/test.ts';

const WORKSPACES = ['Train', 'Watch', 'Compare', 'Find'] as const;
/** One in each range of widths that the style sheets tell apart. */
const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  // 1440 × 900 at 200 %.
  { width: 720, height: 450 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
] as const;

/** Opens a workspace and every page within it, and waits for what is measured for it. */
async function everyPage(page: Page, workspace: string, report: (position: string) => Promise<void>): Promise<void> {
  await workspaceTab(page, workspace).click();
  await expect(page.getByRole('tabpanel', { name: workspace, exact: true })).toBeVisible();
  await report(workspace);
  const inner = page.getByRole('tabpanel').getByRole('tab', { selected: false });
  for (const name of await inner.allTextContents()) {
    await page.getByRole('tabpanel').getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
    await expect(page.getByText(/single losses are being measured/)).toHaveCount(0);
    await report(`${workspace}, ${name}`);
  }
}

/** Sets the sizes one after the other, every second time backwards: each page is first drawn narrow or wide in turn. */
function inTurn<Size extends { width: number; height: number }>(page: Page, sizes: readonly Size[]) {
  let isBackwards = false;
  return async (report: (size: Size) => Promise<void>): Promise<void> => {
    for (const size of isBackwards ? [...sizes].reverse() : sizes) {
      await page.setViewportSize(size);
      await report(size);
    }
    isBackwards = !isBackwards;
  };
}

for (const workspace of WORKSPACES) {
  test(`${workspace}: at no size a page scrolls sideways, what scrolls is reached by keyboard, and axe finds nothing`, async ({
    page,
  }) => {
    await open(page);
    await trainBriefly(page);
    await page.getByRole('slider', { name: 'Timestep' }).fill('60');
    const atEverySize = inTurn(page, SIZES);
    await everyPage(page, workspace, async (name) => {
      // What is around a workspace's pages is asked once.
      const within = name.includes(',') ? '[data-part="workspace"]' : 'html';
      await atEverySize(async ({ width }) => {
        const position = `${name} at ${width} pixels`;
        await expect.poll(() => faults(page), { message: position }).toEqual([]);
        expect(await namesOnNames(page), position).toEqual([]);
        const rules = width === 390 || width === 1440 ? 'WCAG 2.2 AA' : WIDTH_RULES;
        await expect.poll(() => violations(page, rules, within), { message: position }).toEqual([]);
        if (width !== 1440) return;
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
        await expect.poll(() => violations(page, COLOUR_RULES, within), { message: `${position}, dark` }).toEqual([]);
        await page.emulateMedia({ colorScheme: 'light' });
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      });
    });
  });
}

test('what opens over the page stays within it at every size, and axe finds nothing', async ({ page }) => {
  await open(page);
  await trainBriefly(page);
  await workspaceTab(page, 'Watch').click();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const name of [/^File$/, /^Why this backend$/, /^Shown/]) {
      const position = `${String(name)} at ${size.width} pixels`;
      if (String(name).includes('Shown')) await closeMenu(page);
      else await openMenu(page);
      await page.getByRole('button', { name }).click();
      expect(await faults(page), position).toEqual([]);
      expect(await violations(page, size.width === 390 ? 'WCAG 2.2 AA' : WIDTH_RULES), position).toEqual([]);
      const box = (await page.locator('[data-part="popup"]').boundingBox())!;
      expect(box.x, position).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, position).toBeLessThanOrEqual(size.width);
      await page.keyboard.press('Escape');
    }
  }
});

test('on a phone no workspace of untrained models scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  for (const workspace of WORKSPACES) {
    await workspaceTab(page, workspace).click();
    await expect(page.getByRole('tabpanel', { name: workspace, exact: true })).toBeVisible();
    await expect.poll(() => faults(page), { message: workspace }).toEqual([]);
  }
});

test('six models are told apart on a phone and a screen: no name is cut, none lies on another, none is left out', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 900 });
  await open(page);
  await addModel(page, 'LSTM', 'forget bias', '3');
  await addModel(page, 'GRU', 'clip');
  await addModel(page, 'LSTM', 'learning rate', '0.0005');
  await expect(button(page, 'Add a model…')).toBeDisabled();
  await openMenu(page);
  const all = ['RNN', 'GRU', 'LSTM', 'LSTM, forget bias 3', 'GRU, clip off', 'LSTM, learning rate 0.0005'];
  const cells = page.getByRole('group', { name: 'Cells' }).getByRole('checkbox');
  await expect(cells).toHaveCount(6);
  for (const name of all) {
    await expect(page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name, exact: true })).toBeChecked();
  }
  await closeMenu(page);
  await trainBriefly(page);
  // Names that stand in a key leave their room beside the curves to the curves, in both charts alike.
  const axes = page.locator('[data-part="train-charts"] [data-part="chart"] path[data-part="axis"]');
  await expect(axes).toHaveCount(2);
  const ends = await axes.evaluateAll((paths) =>
    paths.map((path) => path.closest('svg')!.getBoundingClientRect().right - path.getBoundingClientRect().right),
  );
  expect(ends[0]).toBeLessThan(60);
  expect(ends[1]).toBeCloseTo(ends[0]!, 1);
  await page.getByRole('slider', { name: 'Timestep' }).fill('60');
  const settings = page.getByRole('region', { name: 'Settings' });
  const atBothSizes = inTurn(page, [
    { width: 390, height: 900 },
    { width: 1440, height: 900 },
  ]);
  for (const workspace of WORKSPACES) {
    await everyPage(page, workspace, async (name) => {
      await atBothSizes(async ({ width }) => {
        const position = `${name} at ${width} pixels`;
        await expect.poll(() => faults(page), { message: position }).toEqual([]);
        expect(await namesOnNames(page), position).toEqual([]);
        if (name === 'Train')
          expect(await settings.evaluate((column) => column.scrollWidth - column.clientWidth)).toBe(0);
        // What is around the pages is the same for all.
        // Find searches by itself, and draws what it finds.
        if (name === 'Find') await expect.poll(() => violations(page), { message: position }).toEqual([]);
        if (name !== 'Compare, Triangle') return;
        const triangles = page.locator('[data-part="triangle"]');
        await expect(triangles).toHaveCount(6);
        for (const triangle of await triangles.all()) {
          const box = (await triangle.boundingBox())!;
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
        }
      });
    });
  }
});

test('few characters take the whole time axis, in the strip and in every picture on it', async ({ page }) => {
  await open(page);
  for (const [characters, each] of [
    [5, 172],
    [30, 28],
  ] as const) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await useText(page, 'hello world, and the others so'.slice(0, characters));
    await workspaceTab(page, 'Watch').click();
    await showAllMaps(page);
    await expect
      .poll(() => page.locator('[data-part="channel-map"]').evaluateAll((maps) => maps.map((map) => map.clientWidth)))
      .toEqual(new Array(6).fill(each * characters));
    expect(await page.locator('[data-part="strip"]').evaluate((strip) => strip.clientWidth)).toBeGreaterThanOrEqual(
      each * characters,
    );
    await workspaceTab(page, 'Compare').click();
    await page.getByRole('tab', { name: 'Over time', exact: true }).click();
    await expect
      .poll(() => page.locator('[data-part="line-plot"]').evaluateAll((plots) => plots.map((plot) => plot.clientWidth)))
      .toEqual([each * characters, each * characters]);
    // The cursor ends above the numbers of the axis.
    const [cursors, numbers] = await Promise.all(
      ['> [data-part="picture-cursor"]', 'svg > text[text-anchor="middle"]'].map((part) =>
        page
          .locator(`[data-part="line-plot"][data-numbered] ${part}`)
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect())),
      ),
    );
    expect(cursors).toHaveLength(1);
    expect(Math.min(...numbers!.map(({ top }) => top))).toBeGreaterThanOrEqual(cursors![0]!.bottom - 1);
    // Lags that no loss of this text has are not on Chain's axis, and Find's text is as high as its lines.
    await page.getByRole('tab', { name: 'Chain', exact: true }).click();
    const lags = page.locator('[data-part="chain-bars"]').first().locator('text');
    await expect(lags.filter({ hasText: 'lag 0' })).toBeVisible();
    const longest = async (): Promise<number> =>
      Math.max(...(await lags.allTextContents()).filter((text) => /^\d+$/.test(text)).map(Number));
    await expect.poll(longest).toBe(characters === 5 ? 3 : 25);
    if (characters === 30) {
      // Its losses are followed back over fewer steps than a long text's: each still has its number.
      await page.getByRole('tab', { name: 'Triangle', exact: true }).click();
      await expect(page.locator('[data-part="triangle-head"]')).toHaveText(
        ['RNN', 'GRU', 'LSTM'].map((cell) => new RegExp(`^${cell} at t = 28, lag 14: \\d`)),
      );
      await expect(page.getByText('Hatched: not measured; a loss is followed back over 14 steps.')).toBeVisible();
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await workspaceTab(page, 'Find').click();
    await expect.poll(() => page.locator('[data-part="unit-text"]').evaluate((text) => text.clientHeight)).toBe(18);
  }
});

for (const width of [390, 1024, 1440]) {
  test(`nothing in Watch moves while a model trains and writes (${width} pixels)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    await workspaceTab(page, 'Watch').click();
    const map = page.locator('[data-part="watch-maps"] [data-part="channel-map"]').first();
    await expect(map).toBeVisible();
    await page.getByRole('tab', { name: 'Write', exact: true }).click();
    const writer = page.getByRole('region', { name: 'What the LSTM writes' });
    await expect(writer).toBeVisible();
    const always =
      '[data-part="run-buttons"], [data-part="cells"], [data-part="strip"], [data-part="watch-head"], [data-part="watch-head"] :is(h2, fieldset, div > *), [data-part="watch-maps"] [data-part="channel"], [data-part="side-tabs"]';
    // On a phone what is said of the cursor stands below the panel, which grows as the text is written.
    const parts = width < 900 ? always : `${always}, [data-part="band-side"]`;
    const positions = (): Promise<readonly string[]> =>
      page.locator(parts).evaluateAll((all) =>
        all.flatMap((one) => {
          const { left, top, height } = one.getBoundingClientRect();
          // In the menu of a phone, which is closed.
          if (height === 0) return [];
          return `${one.tagName}.${one.className}: ${Math.round(left)}, ${Math.round(top + scrollY)}, ${Math.round(height)} high`;
        }),
      );
    const before = await positions();
    // The shortest and the longest value that may stand beside a map.
    for (const value of ['–', '0.00', '−10.00']) {
      const shown = page.locator('[data-part="channel-value"]');
      const own = await shown.evaluateAll(
        (all, text) => all.map((one) => [one.textContent, (one.textContent = text)][0]),
        value,
      );
      expect(await positions(), value).toEqual(before);
      await shown.evaluateAll((all, texts) => all.forEach((one, k) => (one.textContent = texts[k]!)), own);
    }
    await trainBriefly(page);
    await expect.poll(positions).toEqual(before);
    await page.getByRole('slider', { name: 'Timestep' }).fill('30');
    // The form and the maps' head are the same elements throughout: while the new passage is read, only the maps are not there.
    const stays = page.locator('[data-part="watch-head"], [data-part="watch-side"] form');
    await stays.evaluateAll((all) => all.forEach((one) => one.setAttribute('data-stays', '')));
    await writer.getByRole('button', { name: 'Write' }).click();
    await expect(page.getByText(/Written by the LSTM at step [\d,]+, from t = 31/).first()).toBeVisible();
    const last = page.getByRole('slider', { name: 'Timestep' });
    for (const written of [35, 40]) {
      await expect.poll(async () => Number(await last.getAttribute('max'))).toBeGreaterThan(written);
      // While a passage is read anew there is nothing to draw in the maps.
      await expect(map).toBeVisible();
      expect(await positions()).toEqual(before);
    }
    await expect(page.locator('[data-stays]')).toHaveCount(2);
    await button(page, 'Back to the text').click();
    await expect(page.getByRole('spinbutton', { name: 'Text from' })).toBeVisible();
    // The text is read anew: until then there is nothing to draw in the maps.
    await expect(map).toBeVisible();
    expect(await positions()).toEqual(before);
    await page.getByRole('checkbox', { name: 'Freeze' }).check();
    await expect(page.getByText(/^Frozen at step/)).toBeVisible();
    expect(await positions()).toEqual(before);
  });
}

test('charts that are printed keep the width for which they were drawn, with folded settings and with open ones', async ({
  page,
}) => {
  await open(page);
  const width = async (): Promise<number> => (await page.locator('[data-part="train-charts"]').boundingBox())!.width;
  for (const unfold of [false, true]) {
    if (unfold) await button(page, 'change…').click();
    await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible({ visible: unfold });
    const onScreen = await width();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
    expect(Math.abs((await width()) - onScreen)).toBeLessThan(1);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('what is printed is the open workspace in light colours, whole and without what can be pressed', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  await trainBriefly(page);
  for (const workspace of WORKSPACES) {
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await workspaceTab(page, workspace).click();
    await expect(page.getByRole('tabpanel', { name: workspace, exact: true })).toBeVisible();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    await expect(page.locator('[data-part="timeline"]')).toBeHidden();
    for (const name of ['Train', 'Step', 'Reset', 'File', 'Play']) await expect(button(page, name)).toBeHidden();
    if (workspace === 'Train') await expect(page.getByRole('combobox', { name: 'Optimizer' })).toBeVisible();
    const cut = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '[data-part="page"], [data-part="workspace"], [data-part="workspace"] div, [data-part="workspace"] section',
        ),
      ]
        .filter((one) => {
          const { overflowY } = getComputedStyle(one);
          const isHidden = one.closest('.visually-hidden, [data-part="unit-text"]') !== null;
          return !isHidden && overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1;
        })
        .map((one) => one.className),
    );
    expect(cut, workspace).toEqual([]);
  }
  // Find stands in two columns, from a phone as well, without the lines of the text that are not painted.
  for (const width of [390, 1024, 1440]) {
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await page.setViewportSize({ width, height: 844 });
    const canvas = page.locator('[data-part="unit-text-canvas"]');
    await expect(canvas).toBeVisible();
    await drawn(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [left, text, painted, side] = await Promise.all(
      ['find-left', 'unit-text', 'unit-text-canvas', 'find-side'].map(
        async (part) => (await page.locator(`[data-part="${part}"]`).boundingBox())!,
      ),
    );
    expect(left!.width, `${width} pixels`).toBeGreaterThan(400);
    expect(text!.x, `${width} pixels`).toBeGreaterThanOrEqual(left!.x + left!.width);
    expect(side!.x, `${width} pixels`).toBe(text!.x);
    expect(text!.height, `${width} pixels`).toBeCloseTo(painted!.height, 0);
    expect(side!.y, `${width} pixels`).toBeGreaterThan(text!.y + text!.height);
  }
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the page follows the system’s colours while a model trains, pictures and elements alike', async ({ page }) => {
  await open(page);
  await button(page, 'Train').click();
  await workspaceTab(page, 'Find').click();
  await waitForStep(page, 'LSTM', 3);
  const text = page.locator('[data-part="unit-text-canvas"]');
  await expect(text).toBeVisible();
  // The darkest pixel that is painted beside the text: the timesteps' ink.
  const ink = (): Promise<number> =>
    text.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, 40, 18);
      const painted = Array.from({ length: data.length / 4 }, (_, k) => k).filter((k) => data[4 * k + 3]! > 200);
      return painted.length === 0 ? Number.NaN : Math.max(...painted.map((k) => data[4 * k]!));
    });
  for (const theme of ['dark', 'light', 'dark', 'light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expect.poll(async () => ((await ink()) > 128 ? 'dark' : 'light')).toBe(theme);
  }
  await pause(page);
});

test('Find leaves nothing empty under a short text, and nothing lies on a long one', async ({ page }) => {
  await open(page);
  await workspaceTab(page, 'Find').click();
  const gap = async (): Promise<number> => {
    const text = await page.locator('[data-part="unit-text"]').boundingBox();
    const below = await page.locator('[data-part="find-below"]').boundingBox();
    // While a new text is read there is neither.
    if (!text || !below) return Number.NaN;
    return below.y - text.y - text.height;
  };
  await expect(page.locator('[data-part="find-below"]')).toBeVisible();
  for (const text of [null, 'hello']) {
    if (text) await useText(page, text);
    for (const width of [1000, 1280, 1440]) {
      await page.setViewportSize({ width, height: 720 });
      const position = `${text ?? 'the sample'} at ${width} pixels`;
      await expect.poll(gap, { message: position }).toBeGreaterThanOrEqual(8);
      await expect.poll(gap, { message: position }).toBeLessThanOrEqual(24);
    }
  }
});

test('Memory’s columns and titles keep their distances on a phone and in a low window', async ({ page }) => {
  await open(page);
  await workspaceTab(page, 'Compare').click();
  await page.getByRole('tab', { name: 'Memory', exact: true }).click();
  await button(page, 'Take this text').click();
  await expect(page.getByRole('table')).toBeVisible();
  for (const size of [
    { width: 390, height: 844 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(size);
    // Texts of one table's row and of neighbouring parts, as they are painted.
    const close = (): Promise<readonly string[]> =>
      page.evaluate(() => {
        const boxes = [...document.querySelectorAll('[data-part="memory"] :is(th, td, h3, p, svg text)')].flatMap(
          (one) => {
            if (one.querySelector('.visually-hidden')) return [];
            const range = document.createRange();
            range.selectNodeContents(one);
            return [...range.getClientRects()].map((box) => ({ one, box, text: one.textContent ?? '' }));
          },
        );
        const found: string[] = [];
        for (const [k, a] of boxes.entries()) {
          for (const b of boxes.slice(0, k)) {
            if (a.one === b.one || a.one.contains(b.one) || b.one.contains(a.one)) continue;
            const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
            const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
            const isInTable = a.one.closest('table') !== null && b.one.closest('table') !== null;
            if (down > 2 && across > (isInTable ? -4 : 1)) found.push(`${a.text} on ${b.text}`);
          }
        }
        return found;
      });
    await expect.poll(close).toEqual([]);
  }
});
