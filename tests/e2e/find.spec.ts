import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.ts';
import {
  button,
  chooseCells,
  chooseLabel,
  expect,
  open,
  reading,
  readingAt,
  searched,
  setNumber,
  test,
  useText,
} from './support/test.ts';

test('Find searches by itself and fills its tables, a row selects its unit everywhere, and the table is saved', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await page.getByRole('tab', { name: 'Find' }).click();
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  await searched(page);
  await expect(page.locator('[data-part="first-line"]')).toContainText(
    'No unit of the GRU tracks a label yet: it is untrained.',
  );

  await panel.getByText('Labels of your own').click();
  await panel.getByLabel('Pattern').fill('[');
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toContainText('This is no regular expression');
  await panel.getByLabel('Name').fill('clause');
  await panel.getByLabel('Pattern').fill(',[^,.\\n]*');
  await button(page, 'Add').click();
  await expect(panel.getByRole('alert')).toBeEmpty();
  await expect(button(page, 'Edit clause')).toBeVisible();

  await button(page, 'Search again').click();
  await expect(button(page, 'Stop')).toBeVisible();
  await searched(page);
  await expect(panel.getByRole('status').first()).toContainText('Searched at step 0.');
  const binary = page.getByRole('table', { name: 'Labels that are on or off' });
  await expect(binary.getByRole('row')).not.toHaveCount(1);
  // Nothing is trained yet: whatever is found, it is not the training's.
  await expect(panel).not.toContainText('tracks it');
  await expect(panel.getByRole('button', { name: 'position in line', exact: true })).toHaveCount(0);
  await panel.getByRole('button', { name: /^\d+ labels that repeat the last characters$/ }).click();
  await expect(panel.getByRole('button', { name: 'position in line', exact: true })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Filter' }).fill('clause');
  await expect(binary.getByRole('row')).toHaveCount(2);
  const row = binary.getByRole('row').nth(1);
  const [, channel, unit] = /([rznh]) (\d+) [↑↓]/.exec((await row.innerText()).replace(/\s+/g, ' '))!;
  await row.getByRole('button', { name: 'clause', exact: true }).click();
  await expect(reading(page)).toContainText(`unit ${unit} · ${channel} ·`);
  await button(page, 'All 16 units on the label').click();
  await expect(page.getByRole('region', { name: 'All units on “clause”' })).toBeVisible();
  const more = row.getByRole('button', { name: 'All numbers of “clause”' });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await more.click();
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await expect(panel).toContainText('Where /,[^,.\\n]*/ matches');
  for (const name of ['chance', 'last character', 'last three', 'untrained', 'probe'])
    await expect(panel.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) })).toBeVisible();

  // A channel that is not the unit’s hides its label.
  await panel.getByRole('combobox', { name: 'Channel' }).selectOption(channel === 'h' ? 'z' : 'h');
  await expect(panel).toContainText('No label matches the filters.');
  await panel.getByRole('combobox', { name: 'Channel' }).selectOption(channel!);
  await expect(binary.getByRole('row')).toHaveCount(3);

  const download = page.waitForEvent('download');
  await button(page, 'Save table (CSV)').click();
  const file = await download;
  const text = await readFile(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toBe('unrolled-gru-step0-units.csv');
  expect(text).toContain('\r\nlabel,definition,score is,');
  expect(text).toContain('\r\nclause,');

  await page.getByRole('searchbox', { name: 'Filter' }).fill('');
  expect(await violations(page)).toEqual([]);
});

test('a chosen label shows the unit over the whole text: its numbers are the table’s, its places can be gone to', async ({
  page,
}) => {
  await open(page);
  await chooseCells(page, 'LSTM');
  await setNumber(page, 'Hidden units', 16);
  await page.getByRole('tab', { name: 'Find' }).click();
  await searched(page);
  await expect(button(page, 'Save picture…')).toBeDisabled();

  await chooseLabel(page, 'inside double quotes');
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'inside double quotes' }) });
  const [, channel, unit] = /([ifgoch]) (\d+) [↑↓]/.exec((await row.innerText()).replace(/\s+/g, ' '))!;
  const score = (await row.getByRole('cell').nth(1).innerText()).trim();
  const values = page.getByRole('region', { name: 'Values with “inside double quotes” on and off' });
  await expect(values).toContainText(`${channel}, unit ${unit}, step 0`);
  await expect(values).toContainText(/label on, [\d,]+ characters/);
  const curve = page.getByRole('region', { name: 'How well a threshold tells the label' });
  await expect(curve.getByRole('img')).toHaveAccessibleName(new RegExp(`Area under the curve: ${score}`));
  await expect(curve).toContainText('last three');
  await button(page, `Channels of unit ${unit}`).click();
  await expect(page.getByRole('region', { name: `Channels of unit ${unit} through time` })).toBeVisible();

  // The default text is traced for 1,000 characters: the strongest places lie beyond.
  const contexts = page.getByRole('region', { name: 'Strongest contexts in the whole text' });
  const positions = contexts.getByRole('button');
  const names = await positions.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  const positionOf = (name: string) => Number(/character ([\d,]+)/.exec(name)?.[1]?.replaceAll(',', ''));
  const far = names.findIndex((name) => positionOf(name) > 1500);
  const at = positionOf(names[far]!);
  const here = await positions.nth(far).locator('[data-part="context-at"]').innerText();
  await positions.nth(far).click();
  const start = page.getByRole('spinbutton', { name: 'Text from' });
  await expect(start).not.toHaveValue('0');
  const t = at - Number(await start.inputValue());
  await expect(reading(page)).toContainText(readingAt(t, here));
  await expect(positions.nth(far)).toBeFocused();

  await chooseLabel(page, 'position in line');
  await expect(page.getByRole('region', { name: 'The unit along the label' }).getByRole('img')).toHaveAccessibleName(
    /Median of the unit by the label’s value: .* where it is/,
  );
});

test('the look is saved as a picture that carries what repeats it', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await page.getByRole('tab', { name: 'Find' }).click();
  await searched(page);
  await chooseLabel(page, 'vowel');
  await expect(button(page, 'Save picture…')).toBeEnabled();
  const save = async (format: string): Promise<{ name: string; bytes: Buffer }> => {
    await button(page, 'Save picture…').click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const svg = await save('SVG');
  const [, unit] = /^unrolled-gru-step0-[rznh](\d+)\.svg$/.exec(svg.name)!;
  const parsed = await page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
    const metadata = documentElement.querySelector('metadata')?.textContent ?? '{}';
    return { root: documentElement.nodeName, text: documentElement.textContent ?? '', metadata };
  }, svg.bytes.toString('utf8'));
  expect(parsed.root).toBe('svg');
  expect(parsed.text).toContain(`unit ${unit}: vowel`);
  expect(parsed.text).toContain('training step: 0');
  const facts = JSON.parse(parsed.metadata) as {
    about: Record<string, unknown>;
    unit: { unit: number };
    score: number;
  };
  expect(facts.unit.unit).toBe(Number(unit));
  expect(facts.about).toMatchObject({ 'made by': 'Unrolled', 'training step': 0, seed: 1, model: 'GRU' });

  const png = await save('PNG');
  expect(png.name).toBe(svg.name.replace('.svg', '.png'));
  expect([...png.bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const at = png.bytes.indexOf('iTXtUnrolled\0');
  const length = png.bytes.readUInt32BE(at - 4);
  expect(png.bytes.subarray(at + 4, at + 4 + length).toString('utf8')).toBe(`Unrolled\0\0\0\0\0${parsed.metadata}`);
});

test('stretches that are selected by keys become a label, and its edit changes them', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  await page.getByText('Labels of your own').click();
  await button(page, 'Marked stretches').click();
  await expect(button(page, 'Add the selected stretch')).toBeDisabled();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  for (let k = 0; k < 5; k++) await page.keyboard.press('Control+Shift+ArrowRight');
  await button(page, 'Add the selected stretch, 0–5').click();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Add the selected stretch')).toBeDisabled();
  await button(page, 'Add').click();
  const item = page.getByRole('listitem').filter({ hasText: 'marked stretches 1' });
  await expect(item).toContainText('1 marked');

  await button(page, 'Edit marked stretches 1').click();
  await expect(button(page, 'Remove characters 0 to 5')).toBeVisible();
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await button(page, 'Add the selected stretch, 6–7').click();
  await button(page, 'Change').click();
  await expect(item).toContainText('2 marked');
});

test('a text too short to be searched says so', async ({ page }) => {
  await open(page);
  await useText(page, 'hello hello '.repeat(30));
  await page.getByRole('tab', { name: 'Find' }).click();
  const panel = page.getByRole('region', { name: 'What each unit has learned' });
  await expect(panel).toContainText('a search needs 1,000');
  await expect(button(page, 'Search')).toBeDisabled();
});

test('weights changed by hand after a search are said beside its numbers', async ({ page }) => {
  await open(page);
  await chooseCells(page, 'GRU');
  await setNumber(page, 'Hidden units', 16);
  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Find' }).click();
  await searched(page);
  const status = page.getByRole('region', { name: 'What each unit has learned' }).getByRole('status').first();
  await expect(status).toHaveText('Searched at step 0.');
  await page.getByRole('tab', { name: 'Cause' }).click();
  await page.getByRole('button', { name: /^Hold all 16 units/ }).click();
  const ranking = page.getByRole('region', { name: 'All units by what they cost' });
  await expect(ranking.getByRole('row')).toHaveCount(11);

  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Compare' }).click();
  await button(page, 'Provoke it…').click();
  await page.getByRole('slider', { name: 'Multiply W_hh' }).focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight');
  await page.getByRole('tablist', { name: 'Workspace' }).getByRole('tab', { name: 'Find' }).click();
  await expect(ranking).toContainText(/step 0; the pictures show step 0, changed by hand: W_hh ×/);
  // A change that is only tried is not searched by itself.
  await page.getByRole('tab', { name: 'Labels' }).click();
  await expect(status).toContainText('Searched at step 0; the pictures show step 0, changed by hand: W_hh ×');
});

test('a network that comes trained shows its quote cell and what it causes without a press, and both are saved', async ({
  page,
}) => {
  await page.goto('./#trained=quotations&w=find');
  const line = page.locator('[data-part="first-line"]');
  await expect(line).toContainText(
    /^c 13 is low inside double quotes \(.*\); holding it costs 0\.\d\d bits there and /,
    {
      timeout: 60_000,
    },
  );
  await expect(page.getByRole('region', { name: 'Unit over the text' })).toContainText('c, unit 13 over the text');
  const cause = page.getByRole('region', { name: 'What holding the unit costs' });
  const [there, elsewhere] = await cause.getByRole('definition').allInnerTexts();
  const [, mean, half] = /\+(0\.\d+) ± (0\.\d+) bits/.exec(there!)!;
  expect(Number(mean)).toBeGreaterThan(Number(half));
  await expect(line).toContainText(`costs ${Number(mean).toFixed(2)} bits there`);
  const [, other, around] = /([+−]?0\.\d+) ± (0\.\d+) bits/.exec(elsewhere!)!;
  const isNothing = Math.abs(Number(other!.replace('−', '-'))) <= Number(around);
  expect((await line.innerText()).includes('nothing elsewhere')).toBe(isNothing);
  // The text has lines of 72 characters.
  expect(await page.locator('[data-part="unit-text"]').evaluate((text) => text.clientWidth)).toBeGreaterThan(72 * 8);

  await button(page, 'Save picture: One unit over the text, and what holding it costs').click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^SVG/ }).click();
  const svg = await readFile(await (await download).path(), 'utf8');
  expect(svg).toContain('label on: inside double quotes');
  expect(svg).toContain('elsewhere');

  // Every dot of all units is reached: by keys along its row, and by the pointer.
  await button(page, 'All 32 units on the label').click();
  const dots = page.getByRole('slider', { name: 'Unit, by its score' });
  await expect(dots).toHaveAttribute('aria-valuetext', /^c, unit 13: /);
  await dots.focus();
  await page.keyboard.press('Home');
  await expect(dots).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('ArrowRight');
  await expect(dots).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('ArrowDown');
  await expect(dots).toHaveAttribute('aria-valuetext', /^h, unit \d+: /);
  const circle = dots.locator('circle').nth(3);
  const box = (await circle.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(dots).toHaveAttribute('aria-valuetext', /^i, unit \d+: /);
  await expect(page.locator('[data-stale="false"]')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a unit’s mean, variance, lowest and highest value fit their column with all their digits', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Find' }).click();
  const values = page.getByRole('region', { name: /^Distribution of unit/ });
  await expect(values.getByRole('rowheader')).toHaveText(['mean', 'variance', 'lowest', 'highest']);
  const room = await values.evaluate((section) => {
    const words = document.createRange();
    const rights = [...section.querySelectorAll('td')].map((cell) => {
      words.selectNodeContents(cell);
      return words.getBoundingClientRect().right;
    });
    return section.getBoundingClientRect().right - Math.max(...rights);
  });
  expect(room).toBeGreaterThanOrEqual(0);
});
