import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  button,
  chooseCells,
  chooseLabel,
  expect,
  open,
  searched,
  setNumber,
  test,
  useText as giveText,
} from './support/test.ts';

async function find(page: Page, text?: string, units = 16): Promise<void> {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', units);
  if (text !== undefined) await giveText(page, text);
  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Find' }).click();
  // A page that is opened again shows what it showed before.
  await page.getByRole('tablist', { name: 'Find' }).getByRole('tab', { name: 'Labels' }).click();
  await expect(page.locator('[data-part="unit-text-canvas"][data-draws]')).toBeVisible();
}

/** Searches again, because what is to be found was changed. */
async function search(page: Page): Promise<void> {
  await searched(page);
  await button(page, 'Search again').click();
  await expect(button(page, 'Stop')).toBeVisible();
  await searched(page);
}

/** Red, green and blue of the cells of timesteps 1 … 39 in the strip and in Find's first line. */
function cellColours(page: Page): Promise<readonly (readonly [strip: string, text: string])[]> {
  return page.evaluate(() => {
    const colour = (selector: string, x: number, y: number): string => {
      const context = document.querySelector<HTMLCanvasElement>(selector)!.getContext('2d')!;
      return [...context.getImageData(Math.round(x), y, 1, 1).data.subarray(0, 3)].join(' ');
    };
    const cursor = document.querySelector<HTMLElement>('[data-part="text-cursor"]')!;
    const left = new DOMMatrix(getComputedStyle(cursor).transform).e + 1.5;
    const width = cursor.offsetWidth - 3;
    // Left edges of the cells: no letter reaches them.
    return Array.from({ length: 39 }, (_, k) => [
      colour('[data-part="strip"] canvas', (k + 1) * 9, 20),
      colour('[data-part="unit-text-canvas"]', left + (k + 1) * width, 2),
    ]);
  });
}

/** Where Find's text breaks its lines, as its height in pixels. */
const textHeight = (page: Page): Promise<number> =>
  page.locator('[data-part="unit-text-length"]').evaluate((element) => element.scrollHeight);

test('the strip and Find’s text give a character one colour, whatever colours are scaled to', async ({ page }) => {
  await find(page);
  const scale = page.getByRole('combobox', { name: 'Colour scale' });
  const seen = new Set<string>();
  for (const mode of ['per unit', 'per channel', 'fixed']) {
    await scale.selectOption({ label: mode });
    await expect.poll(async () => (await cellColours(page)).filter(([strip, text]) => strip !== text)).toEqual([]);
    seen.add((await cellColours(page)).join());
  }
  // The three scales are three pictures.
  expect(seen.size).toBe(3);
});

test('Find’s text has lines of its own: no zoom of the time axis breaks them elsewhere', async ({ page }) => {
  await find(page);
  const state = page.getByRole('group', { name: 'Zoom in time' }).locator('[data-part="zoom-state"]');
  const height = await textHeight(page);
  const characters = 1000;
  // Lines of some forty characters beside the other columns, of 72 at most.
  expect(height).toBeGreaterThan((18 * characters) / 72);
  expect(height).toBeLessThan((18 * characters) / 20);
  await button(page, 'Fit all').click();
  await expect(state).not.toContainText('96 steps');
  expect(await textHeight(page)).toBe(height);
  for (let k = 0; k < 12; k++) await button(page, 'Zoom in').click();
  await expect(state).not.toContainText('96 steps');
  expect(await textHeight(page)).toBe(height);
});

const KOREAN = Array.from(
  { length: 160 },
  (_, k) => `나는 학교에서 「${'친구를만났다'.slice(k % 5)}」 말했습니다${'한글'[k % 2]}.\n`,
).join('');

/** The framed character of a context and what stands around it. */
const AROUND = ['before', 'at', 'after']
  .map((part) => `[data-part="context-list"] [data-part="context-${part}"]`)
  .join(', ');

/** Glyphs of some pieces of text that are cut by the edge of their box: neither inside it nor outside. */
function cutGlyphs(page: Page, selector: string): Promise<{ readonly cut: string[]; readonly whole: number }> {
  return page.evaluate((query) => {
    const cut: string[] = [];
    let whole = 0;
    for (const element of document.querySelectorAll(query)) {
      const box = element.getBoundingClientRect();
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const shown = node.textContent ?? '';
        for (let k = 0; k < shown.length; k++) {
          const range = document.createRange();
          range.setStart(node, k);
          range.setEnd(node, k + 1);
          const glyph = range.getBoundingClientRect();
          const isOutside = glyph.top >= box.bottom - 4 || glyph.bottom <= box.top + 4;
          const isInside = glyph.left >= box.left - 0.6 && glyph.right <= box.right + 0.6;
          if (isOutside) continue;
          if (isInside) whole++;
          else
            cut.push(
              `${shown[k]} of ${shown} in ${element.className}: ${glyph.left.toFixed(1)}–${glyph.right.toFixed(1)} of ${box.left.toFixed(1)}–${box.right.toFixed(1)}`,
            );
        }
      }
    }
    return { cut, whole };
  }, selector);
}

test('no glyph is cut where characters are shown, wide ones neither', async ({ page }) => {
  await find(page, KOREAN, 16);
  const widths = await page.locator('[data-part="text-cursor"]').evaluate((cursor: HTMLElement) => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `13px ${getComputedStyle(cursor).getPropertyValue('--mono')}`;
    return { cell: cursor.offsetWidth - 3, glyph: context.measureText('한').width };
  });
  expect(widths.cell).toBeGreaterThanOrEqual(widths.glyph);

  // Before a label is chosen the places are those of the traced text; after that those of the whole.
  for (const region of ['Strongest contexts', 'Strongest contexts in the whole text']) {
    if (region !== 'Strongest contexts') {
      await searched(page);
      await chooseLabel(page, 'first of a word');
    }
    const contexts = page.getByRole('region', { name: region, exact: true }).getByRole('listitem');
    await expect(contexts.first()).toBeVisible();
    const { cut, whole } = await cutGlyphs(page, AROUND);
    expect(cut).toEqual([]);
    expect(whole).toBeGreaterThan(60);
  }
  await expect(page.getByText('marks have no partner')).toHaveCount(0);
});

test('positions stand inside their list where signs are wide, and no sign before them is cut', async ({ page }) => {
  // Each is shown as a frame with four digits, which no font makes narrower.
  await find(page, Array.from({ length: 1500 }, (_, k) => String.fromCodePoint(0xe000 + (k % 7))).join(''));
  const lists = page.getByRole('region', { name: 'Strongest contexts', exact: true }).locator('ol');
  await expect(lists.first().getByRole('listitem')).toHaveCount(5);
  const over = await lists.evaluateAll((all) =>
    all.flatMap((list) => {
      const column = list.closest<HTMLElement>('[data-part="find-side"]')!;
      const end = column.getBoundingClientRect().left + column.clientWidth;
      return [...list.querySelectorAll('button > :last-child')].map(
        (position) => position.getBoundingClientRect().right - end,
      );
    }),
  );
  expect(over.length).toBeGreaterThanOrEqual(5);
  expect(Math.max(...over)).toBeLessThanOrEqual(0.5);
  const { cut, whole } = await cutGlyphs(page, AROUND);
  expect(cut).toEqual([]);
  expect(whole).toBeGreaterThan(20);
});

test('columns stand still from the first numbers of a search to its end, and in the next one', async ({ page }) => {
  await find(page);
  // Every frame notes where the heads of the table and the columns of the page stand.
  await page.evaluate(() => {
    const occurrences = new Set<string>();
    Object.assign(window, { occurrences });
    const note = (): void => {
      const lefts = (query: string): string =>
        Array.from(document.querySelectorAll(query), (element) => {
          const { left, width } = element.getBoundingClientRect();
          return `${left.toFixed(1)}+${width.toFixed(1)}`;
        }).join(' ');
      const table = lefts('[data-part="score-labels"] thead th');
      if (table !== '')
        occurrences.add(
          `${table} | ${lefts('[data-part="tab-page"], [data-part="find-text"], [data-part="unit-text"], [data-part="find-side"]')}`,
        );
      requestAnimationFrame(note);
    };
    note();
  });
  await searched(page);
  await chooseLabel(page, 'vowel');
  await button(page, 'Search again').click();
  await expect(button(page, 'Stop')).toBeVisible();
  // What was found before stays until there is something new.
  await expect(page.getByRole('button', { name: 'vowel', exact: true })).toBeVisible();
  await expect(button(page, 'Search again')).toBeVisible();
  const occurrences = await page.evaluate(() => [...(window as unknown as { occurrences: Set<string> }).occurrences]);
  expect(occurrences).toHaveLength(1);
});

test('an expression between slashes is a label, what matches nowhere says so, and quotation marks of any language pair', async ({
  page,
}) => {
  const message = 'Der Mann sagte: „Ich gehe nach Hause“, und die Frau ging fort.\n\n';
  await find(page, `${message.repeat(40)}Ein Ende“ ohne Anfang.`);
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  await panel.getByText('Labels of your own').click();
  for (const pattern of ['/\\bdie\\b/i', '/ZEBRA\\d/i']) {
    await panel.getByLabel('Pattern').fill(pattern);
    await button(page, 'Add').click();
    await expect(button(page, `Edit ${pattern}`)).toBeVisible();
  }
  await panel.getByLabel('Pattern').fill('/die/y');
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toContainText('“y” after the last / is not understood.');
  // A long pattern is taken or refused whole, never cut.
  const long = `Ende${'|Frau'.repeat(480)}`;
  await panel.getByLabel('Pattern').fill(long);
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toHaveText(
    'The pattern has 2,404 characters, but at most 2,000 are allowed. Shorten it, or split it into two labels.',
  );
  await expect(panel.getByLabel('Pattern')).toHaveValue(long);
  await panel.getByLabel('Pattern').fill(long.slice(0, 1999));
  await button(page, 'Add').click();
  await expect(panel.locator('[data-part="own-labels"] code').last()).toHaveText(`/${long.slice(0, 1999)}/`);
  await search(page);
  await expect(panel).toContainText(/Matches nowhere in the [\d,]+ characters that were read: \/ZEBRA\\d\/i\./);
  await expect(panel).toContainText('“inside double quotes” is doubtful here: 1 of 81 quotation marks has no partner');
  const more = async (name: string): Promise<void> => {
    await chooseLabel(page, name);
    await button(page, `All numbers of “${name}”`).click();
  };
  await more('/\\bdie\\b/i');
  await expect(panel).toContainText(/On at 4\.\d % of/);
  // From „ to before “: 20 of the 64 characters of a sentence.
  await more('inside double quotes');
  await expect(panel).toContainText(/On at 31\.\d % of/);
});

/** What a page may never show. */
const UNREADABLE = /\b(NaN|Infinity|undefined|null)\b|∞/;

test('no table, page or file of Find shows a number that is none, even of a text of one letter', async ({ page }) => {
  for (const [text, hasScores] of [
    ['a'.repeat(1500), false],
    [Array.from({ length: 120 }, (_, k) => `${k},"Smith, J.","said ""hi"" ${k % 8}"\n`).join(''), true],
  ] as const) {
    await find(page, text);
    await searched(page);
    if (hasScores) await chooseLabel(page, 'digit');
    const download = page.waitForEvent('download');
    await button(page, 'Save table (CSV)').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
    const head = lines.findIndex((line) => line.includes('label,definition,'));
    expect(head).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(UNREADABLE);
    for (const line of lines.slice(head + 1).filter((one) => one !== '')) {
      // After the label's names and its unit: numbers, of which the scores lie between −1 and 1.
      const scores = /,(?:AUC|Spearman rho),\d+,\w,\d+,-?1,([^a-z]*),[a-z]/.exec(line)![1]!.split(',').slice(0, 8);
      for (const score of scores) expect(Math.abs(Number(score)), line).toBeLessThanOrEqual(1);
    }
    for (const name of ['Match', 'Cause', 'Over training', 'Labels']) {
      await page.getByRole('tablist', { name: 'Find' }).getByRole('tab', { name }).click();
      await expect(page.getByRole('tabpanel', { name })).toBeVisible();
      if (name === 'Cause') await expect(page.locator('[data-part="ablation-cost"]')).toContainText('over ');
      const shown = await page.evaluate(
        () => document.body.innerText + document.body.innerHTML.replace(/>[^<]*</g, '><'),
      );
      expect(UNREADABLE.exec(shown)?.[0] ?? null, name).toBeNull();
    }
  }
});
