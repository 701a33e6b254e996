import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { PICTURES, type PictureId } from '../../src/exports/pictures.ts';
import {
  button,
  chooseCells,
  drawn,
  expect,
  open,
  searched,
  test,
  trainBriefly,
  unfoldSettings,
  useText,
  workspaceTab,
} from './support/test.ts';

const TEXT = 'The "quick" fox ran home.\n"Wait," said Ada, "it is late."\nSo they went on, and the rain fell.\n'.repeat(
  30,
);
/** Kept as a table alone. */
const TABLES_ALONE: ReadonlySet<string> = new Set<PictureId>(['unitValues']);

/** Width and height of a PNG, and the text of its chunk with the facts. */
function readPng(bytes: Buffer): { readonly width: number; readonly height: number; readonly facts: string } {
  const at = bytes.indexOf('iTXtUnrolled');
  const length = bytes.readUInt32BE(at - 4);
  const facts = bytes.subarray(at + 'iTXtUnrolled'.length + 5, at + 4 + length).toString('utf8');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), facts };
}

interface SvgFaults {
  readonly width: number;
  readonly height: number;
  readonly link: string;
  /** What is wrong with the document, in words. */
  readonly faults: readonly string[];
}

/** Reads a saved SVG as a viewer does that knows nothing but the file, and says what is wrong with it. */
async function readSvg(page: Page, svg: string): Promise<SvgFaults> {
  return page.evaluate((source) => {
    const faults: string[] = [];
    // Pixels may spell anything.
    const words = source.replace(/href="data:[^"]*"/g, '');
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    if (parsed.querySelector('parsererror')) faults.push('it is no XML');
    for (const word of ['foreignObject', 'var(', 'NaN', 'undefined', 'Infinity', 'currentColor', ' class=', 'style=']) {
      if (words.replace(/<metadata>.*<\/metadata>/, '').includes(word)) faults.push(`it holds ${word}`);
    }
    for (const part of parsed.querySelectorAll('[href], [*|href]')) {
      const href = part.getAttribute('href') ?? '';
      if (!/^(data:image\/png;base64,|#)/.test(href)) faults.push(`it refers to ${href.slice(0, 40)}`);
    }
    const metadata = JSON.parse(parsed.querySelector('metadata')?.textContent ?? '{}') as {
      link: string;
      models: { model: string }[];
    };
    if (metadata.models.length === 0 || !metadata.models[0]!.model) faults.push('its facts name no model');
    const texts = [...parsed.querySelectorAll('svg > text')].map((text) => text.textContent);
    if (parsed.querySelector('title')?.textContent !== texts[0]) faults.push('it begins without its title');
    if (!texts.join('').includes(metadata.link)) faults.push('the link is not under it');
    if (!parsed.querySelector('desc')?.textContent) faults.push('nothing describes it');
    // As it is laid out: no text and no shape reaches beyond the picture.
    const laidOut = new DOMParser().parseFromString(words, 'image/svg+xml');
    const shown = document.importNode(laidOut.documentElement, true) as unknown as SVGSVGElement;
    Object.assign(shown.style, { position: 'fixed', top: '0', left: '0', visibility: 'hidden' });
    document.body.append(shown);
    const frame = shown.getBoundingClientRect();
    for (const part of shown.querySelectorAll('text, image')) {
      if (part.closest('[clip-path]')) continue;
      const { left, top, right, bottom } = part.getBoundingClientRect();
      const isInside =
        left >= frame.left - 0.5 &&
        top >= frame.top - 0.5 &&
        right <= frame.right + 0.5 &&
        bottom <= frame.bottom + 0.5;
      if (!isInside) faults.push(`“${part.textContent}” reaches beyond it`);
    }
    shown.remove();
    return { width: frame.width, height: frame.height, link: metadata.link, faults };
  }, svg);
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await press();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Saves a picture in every way that its menu offers, and checks each file. */
async function saveAll(page: Page, menu: Locator): Promise<void> {
  const opener = menu.locator('button[aria-haspopup]');
  const items = page.locator('[role="menuitem"]');
  const save = (item: number) =>
    saved(page, async () => {
      if ((await items.count()) === 0) await opener.click();
      await items.nth(item).click();
    });
  await opener.click();
  const count = await items.count();
  const label = (await opener.getAttribute('aria-label'))!;
  const svg = await save(0);
  expect(svg.name, label).toMatch(/^unrolled-.*\.svg$/);
  const { faults, width, height, link } = await readSvg(page, svg.bytes.toString('utf8'));
  expect(faults, label).toEqual([]);
  expect(link, label).toMatch(/^http:\/\/[^#]+#/);
  const png = readPng((await save(1)).bytes);
  expect([png.width, png.height], label).toEqual([2 * width, 2 * height]);
  expect((JSON.parse(png.facts) as { link: string }).link, label).toBe(link);
  // The last item saves nothing: it pins the picture to the report.
  for (let item = 2; item < count - 1; item++) expectCsv(await save(item), link);
}

/** A table with its facts, which begins with a byte-order mark and has rows of numbers. */
function expectCsv({ name, bytes }: { name: string; bytes: Buffer }, link: string): void {
  const lines = bytes.toString('utf8').split('\r\n');
  expect(lines[0], name).toBe('\ufeffmade by,Unrolled');
  expect(
    lines.some((line) => line.startsWith('link,') && line.includes(link)),
    name,
  ).toBe(true);
  const empty = lines.indexOf('');
  expect(lines.slice(empty + 1).filter((line) => /,-?\d/.test(line)).length, name).toBeGreaterThan(0);
  expect(lines.slice(empty + 1).join('\n'), name).not.toMatch(/\u2212\d|⁻|NaN/);
}

/** Saves every picture that has not been saved, and every table behind one. Says which drawings belong to no picture. */
async function savePictures(page: Page, seen: Set<string>): Promise<void> {
  await drawn(page);
  const loose = await page.evaluate(() =>
    [...document.querySelectorAll('svg, canvas, table')]
      .filter((part) => {
        const { width, height } = part.getBoundingClientRect();
        // Icons and keys of legends are smaller, and what moves along the time is no picture but a control.
        return (
          width >= 32 &&
          height >= 14 &&
          !part.closest('[data-part="timeline"], details, .visually-hidden, [role=dialog]')
        );
      })
      .filter((part) => !part.closest('[data-picture]')?.querySelector('[data-part="picture-menu"]'))
      .map((part) => part.outerHTML.slice(0, 120)),
  );
  expect(loose, 'drawings and tables that cannot be saved').toEqual([]);
  const ids = await page
    .locator('[data-picture]:visible')
    .evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLElement).dataset.picture!));
  for (const id of ids) {
    if (seen.has(id)) continue;
    seen.add(id);
    // By its name: its place among the others changes when one of them comes or goes.
    const root = page.locator(`[data-picture="${id}"]:visible`).first();
    const menus = root.locator('[data-part="picture-menu"]');
    const own = await menus.evaluateAll(
      (all, key) => all.findIndex((menu) => menu.closest<HTMLElement>('[data-picture]')!.dataset.picture === key),
      id,
    );
    await saveAll(page, menus.nth(own));
  }
  for (const behind of await page.getByRole('button', { name: /^Save as CSV: / }).all()) {
    const summary = (await behind.getAttribute('aria-label'))!;
    if (seen.has(summary)) continue;
    seen.add(summary);
    expectCsv(await saved(page, () => behind.click()), '#');
  }
}

test('every picture of every page is saved as SVG and PNG, whole and by itself, and every table as CSV', async ({
  page,
}) => {
  const seen = new Set<string>();
  const save = (): Promise<void> => savePictures(page, seen);
  const tab = (name: string) => page.getByRole('tabpanel').getByRole('tab', { name, exact: true });
  await open(page, 'auto', './?backend=wasm#hidden=8&unroll=16&batch=4&c=h');
  await useText(page, TEXT);
  await trainBriefly(page);
  await page.getByRole('slider', { name: 'Timestep' }).fill('60');
  // The table of the models' sizes lies under the line of settings.
  await unfoldSettings(page);
  await save();

  await workspaceTab(page, 'Watch').click();
  await expect(page.getByRole('region', { name: 'Gate saturation' }).locator('svg').first()).toBeVisible();
  await save();
  await tab('Unit').click();
  await save();
  await tab('Space').click();
  await expect(page.getByRole('img', { name: /principal components/ })).toBeVisible();
  await save();
  await tab('Change').click();
  await button(page, 'Change it').click();
  await expect(page.getByRole('img', { name: /^Distance between the runs/ })).toBeVisible();
  await save();
  await button(page, 'Back to the text').click();
  await button(page, 'Unrolled').click();
  await save();

  await workspaceTab(page, 'Compare').click();
  for (const name of ['Over time', 'By lag', 'Over training', 'Triangle', 'Chain', 'Jacobian', 'Check']) {
    await tab(name).click();
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
    await expect(page.getByText(/being measured/)).toHaveCount(0, { timeout: 30_000 });
    if (name === 'By lag') {
      await save();
      await button(page, 'Details').click();
    }
    if (name === 'Check') {
      await button(page, 'Check the gradients').click();
      await expect(page.getByRole('table')).toHaveCount(3, { timeout: 30_000 });
      await expect(button(page, 'Stop')).toBeHidden();
    }
    await save();
  }
  // Two triangles leave room for the numbers of a row beside them.
  await tab('Triangle').click();
  await chooseCells(page, 'GRU', 'LSTM');
  await expect(page.getByRole('region', { name: 'The framed row in numbers' })).toBeVisible({ timeout: 30_000 });
  await save();
  await button(page, 'Provoke it…').click();
  await save();
  await button(page, 'Close').click();

  // Who has chosen a unit keeps it: the search selects no label in its place, and the unit's own values stay.
  const unit = page.getByRole('spinbutton', { name: 'Unit', exact: true });
  await unit.fill('1');
  await unit.press('Enter');
  await workspaceTab(page, 'Find').click();
  await searched(page);
  await expect(page.getByRole('heading', { name: 'How often it takes each value' })).toBeVisible();
  await save();
  const echoes = page.getByRole('button', { name: /repeats? the last characters$/, expanded: false });
  if ((await echoes.count()) > 0) await echoes.click();
  await page.locator('[data-part="score-labels"] tbody button').first().click();
  await page
    .getByRole('button', { name: /^All numbers of / })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Strongest contexts' })).toBeVisible();
  await expect(button(page, 'Save picture…')).toBeEnabled();
  await save();
  await page.getByRole('button', { name: /units on the label$/ }).click();
  await save();
  await page.getByRole('button', { name: /^Channels of unit/ }).click();
  await save();
  await tab('Cause').click();
  await page.getByRole('button', { name: /^Hold all/ }).click();
  await expect(button(page, 'Save ranking (CSV)')).toBeVisible({ timeout: 30_000 });
  await save();
  await tab('Over training').click();
  await page.getByRole('button', { name: /^Score \d+ saved steps/ }).click();
  await expect(button(page, 'All scored')).toBeVisible({ timeout: 30_000 });
  await save();
  await tab('Match').click();
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('h');
  const strip = (await page.locator('[data-part="strip"]').boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(strip.x + 20.5 * 9, strip.y + 30);
  await page.mouse.down();
  await page.mouse.move(strip.x + 22.5 * 9, strip.y + 30, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  for (const [name, value] of [
    ['Off before', '0'],
    ['Off after', '0'],
    ['On at or above', '0.01'],
    ['with at least', '10'],
  ] as const) {
    const field = page.getByRole('spinbutton', { name, exact: true });
    await field.fill(value);
    await field.press('Enter');
  }
  await button(page, 'Find places').click();
  await expect(page.getByRole('table', { name: 'Labels at these places' })).toBeVisible({ timeout: 30_000 });
  await save();

  await workspaceTab(page, 'Compare').click();
  await tab('Memory').click();
  await chooseCells(page, 'RNN', 'GRU', 'LSTM');
  await page.getByRole('spinbutton', { name: 'Longest lag' }).fill('8');
  await page.getByRole('spinbutton', { name: 'Longest lag' }).press('Enter');
  await button(page, 'Take this text').click();
  await expect(page.getByRole('region', { name: 'Accuracy by lag' }).getByRole('img')).toBeVisible({ timeout: 30_000 });
  const heads = 1;
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(heads + 3, { timeout: 30_000 });
  const gradients = page.getByRole('region', { name: 'Gradient by lag beside it' });
  await expect(gradients.getByRole('img')).toHaveAccessibleName(/for RNN, GRU, LSTM,/, { timeout: 30_000 });
  await save();

  expect(Object.keys(PICTURES).filter((id) => !seen.has(id) && !TABLES_ALONE.has(id))).toEqual([]);
});
