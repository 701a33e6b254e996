/** What a link holds: experiment, view and the step of training; and the browser's history. */
import type { Page } from '@playwright/test';
import { formatCount } from '../../src/draw/format.ts';
import {
  addModel,
  button,
  expect,
  open,
  pause,
  reading,
  setNumber,
  status,
  stepOf,
  test,
  testOnOwnPage,
  useText,
  waitForStep,
  workspaceTab,
  unfoldSettings,
} from './support/test.ts';

const SMALL = 'hidden=12&batch=4&unroll=16&backend=wasm';

async function follow(page: Page, hash: string): Promise<void> {
  await page.goto(`./#${hash}`);
  await expect(reading(page)).toBeVisible();
  await expect(button(page, 'Step')).toBeEnabled();
}

/** The link that the menu copies. */
async function copied(page: Page, item: 'Copy link' | 'Copy link to this unit' = 'Copy link'): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The link is copied.');
  return page.evaluate(() => navigator.clipboard.readText());
}

const aboutLink = (page: Page) => page.getByRole('status', { name: 'About the link' });
const hashOf = (page: Page): URLSearchParams => new URLSearchParams(new URL(page.url()).hash.slice(1));

/** The losses of all steps as the table behind the chart gives them. */
async function losses(page: Page): Promise<string> {
  await workspaceTab(page, 'Train').click();
  return (await status(page).textContent())!.replaceAll(/ · [\d,]+ characters\/s/g, '');
}

test('a link opens the workspace, panel, unit and timestep that it names, and its settings', async ({ page }) => {
  await follow(page, `${SMALL}&seed=3&sample=code&w=watch&ws=unit&m=gru&c=z&u=7&t=40&scale=unit&stretch=500.300`);
  await expect(workspaceTab(page, 'Watch')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Unit', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(reading(page)).toContainText(/^Reading: t 40 · .* · GRU layer 1 · unit 7 · z · /);
  await expect(page.getByRole('combobox', { name: 'Colour scale' })).toHaveValue('unit');
  await expect(page.getByRole('spinbutton', { name: 'Text from' })).toHaveValue('500');
  await expect(page.getByRole('alert')).toBeEmpty();
  await workspaceTab(page, 'Train').click();
  const settings = page.getByRole('region', { name: 'Settings' });
  await unfoldSettings(page);
  await expect(settings.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('3');
  await expect(settings.getByRole('spinbutton', { name: 'Hidden units' })).toHaveValue('12');
  await expect(button(page, 'Text…')).toHaveAccessibleDescription(/C-like code/);
});

testOnOwnPage(
  'a copied link opens the same picture in another page: models, text and every number of the reading',
  async ({ page, context }) => {
    await follow(page, SMALL);
    await useText(page, 'To be, or not to be: “that” is the question & 100% of it.\n'.repeat(4));
    await expect(button(page, 'Text…')).toHaveAccessibleDescription(/Your text/);
    await addModel(page, 'LSTM', 'forget bias', '3');
    await page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: 'RNN' }).uncheck();
    await workspaceTab(page, 'Watch').click();
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'LSTM, forget bias 3' });
    const cursor = page.getByRole('slider', { name: 'Timestep' });
    await cursor.focus();
    for (let k = 0; k < 9; k++) await cursor.press('ArrowRight');
    await cursor.blur();
    await page.keyboard.press('j');
    await expect(reading(page)).toContainText(/t 9 · .*forget bias 3 layer 1 · unit 1 · /);
    const link = await copied(page);
    expect(link).not.toContain('?');
    const seen = await reading(page).textContent();

    const other = await context.newPage();
    await other.goto(link);
    await expect(reading(other)).toHaveText(seen!);
    await expect(other.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: 'RNN' })).not.toBeChecked();
    await expect(button(other, 'Text…')).toHaveAccessibleDescription(/Your text, 232 characters/);
    await expect(other.getByRole('alert')).toBeEmpty();
  },
);

testOnOwnPage('the link to a unit opens that unit in Watch', async ({ page, context }) => {
  await follow(page, `${SMALL}&w=compare&cp=time&m=gru&u=5&t=21`);
  const link = await copied(page, 'Copy link to this unit');
  const other = await context.newPage();
  await other.goto(link);
  await expect(reading(other)).toContainText(/^Reading: t 21 · .* · GRU layer 1 · unit 5 · /);
  await expect(workspaceTab(other, 'Watch')).toHaveAttribute('aria-selected', 'true');
  await expect(other.getByRole('tab', { name: 'Unit', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(button(other, 'Copy link to this unit')).toBeVisible();
});

test('what a page cannot take is said, with what it took', async ({ page }) => {
  await follow(page, 'backend=wasm&hidden=9999&unroll=16&batch=0&seed=-1&ws=garden&w=watch&u=700&t=5000&m=tree&moon=1');
  const said = page.getByRole('alert');
  await expect(said).toContainText('The page cannot take all of this link:');
  const taken = ['hidden = “9999” (taken: 512)', 'batch = “0” (taken: 1)', 'seed = “-1” (taken: 0)'];
  const moved = [
    'ws = “garden” (taken: cell)',
    'm = “tree” (taken: lstm)',
    'u = “700” (taken: 511)',
    't = “5000” (taken: 999)',
  ];
  for (const one of [...taken, ...moved, 'moon = “1” (left out)']) await expect(said).toContainText(one);
  await expect(page.getByRole('tab', { name: 'Cell', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(reading(page)).toContainText(/^Reading: t 999 · .* unit 511 /);
});

testOnOwnPage(
  'training goes to the step of a link by itself, through a setting that changed on the way, to the same losses',
  async ({ page, context }) => {
    await follow(page, SMALL);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', 40);
    await pause(page);
    const changedAt = (await stepOf(page, 'LSTM')) + 1;
    await setNumber(page, 'Learning rate', 0.02);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', changedAt + 40);
    await pause(page);
    const step = await stepOf(page, 'LSTM');
    const shown = formatCount(step);
    const link = await copied(page);
    expect(link).toContain(`steps=${step}&replay=${changedAt}*lr*0.02`);
    const expected = await losses(page);

    const other = await context.newPage();
    await other.goto(link);
    await expect(aboutLink(other)).toContainText(
      new RegExp(`This link leads to step ${shown}: press Train to get there: ${shown} steps, about .+`),
    );
    await unfoldSettings(other);
    const rate = other.getByRole('region', { name: 'Settings' }).getByRole('spinbutton', { name: 'Learning rate' });
    await expect(rate).toHaveValue('0.005');
    await button(other, 'Train').click();
    await expect(aboutLink(other)).toContainText(`This is step ${shown}, to which the link leads.`);
    await expect(rate).toHaveValue('0.02');
    await expect(button(other, 'Train')).toBeVisible();
    const lossesOf = (text: string): string => text.replaceAll(/ · held-out.*?step [\d,]+/g, '');
    await expect.poll(async () => lossesOf(await losses(other))).toBe(lossesOf(expected));
    await expect.poll(() => hashOf(other).toString()).toBe(new URLSearchParams(new URL(link).hash.slice(1)).toString());
    // Whoever trains on is somewhere else.
    await button(other, 'Step').click();
    await expect(aboutLink(other)).toBeEmpty();
  },
);

test('back and forward walk through what was looked at, and not through cursor steps', async ({ page }) => {
  await open(page);
  await workspaceTab(page, 'Watch').click();
  await page.getByRole('tab', { name: 'Space', exact: true }).click();
  const cursor = page.getByRole('slider', { name: 'Timestep' });
  await cursor.focus();
  for (let k = 0; k < 6; k++) await cursor.press('ArrowRight');
  await expect.poll(() => hashOf(page).get('t')).toBe('6');
  await workspaceTab(page, 'Compare').click();
  await page.getByRole('tab', { name: 'Triangle', exact: true }).click();
  await expect.poll(() => hashOf(page).get('cp')).toBe('triangle');

  await page.goBack();
  await expect(page.getByRole('tab', { name: 'By lag', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(workspaceTab(page, 'Watch')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Space', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(reading(page)).toContainText('Reading: t 6 ·');
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Cell', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(workspaceTab(page, 'Train')).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await page.goForward();
  await expect(page.getByRole('tab', { name: 'Space', exact: true })).toHaveAttribute('aria-selected', 'true');
});

testOnOwnPage(
  'a text that is too long for a link is asked for, and then the link is opened',
  async ({ page, context }) => {
    const long = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(40);
    await follow(page, `${SMALL}&w=watch&ws=space&u=3`);
    await useText(page, long);
    await expect(button(page, 'Text…')).toHaveAccessibleDescription(/Your text/);
    await expect(reading(page)).toContainText('unit 3');
    const link = await copied(page);
    expect(link.length).toBeLessThan(400);

    const other = await context.newPage();
    await other.goto(link);
    await expect(other.getByRole('alert')).toContainText('This link is about the text “Your text” of 2,360 characters');
    await useText(other, `${long}Not quite.`);
    await expect(other.getByRole('alert')).toContainText('This is not the text of the link');
    await useText(other, long);
    await expect(other.getByRole('tab', { name: 'Space', exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(reading(other)).toContainText('unit 3');
  },
);

testOnOwnPage('where no page may copy, the link stands selected, and lines of Python say so', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await follow(page, `${SMALL}&w=watch&u=4`);
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: 'Copy link', exact: true }).click();
  const field = page.getByRole('dialog', { name: 'Copy the link' }).getByRole('textbox', { name: 'Link' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/#v=1&hidden=12&.*&w=watch&u=4$/);
  const selected = await field.evaluate((one) => {
    const { selectionStart, selectionEnd, value } = one as HTMLTextAreaElement;
    return selectionStart === 0 && selectionEnd === value.length;
  });
  expect(selected).toBe(true);
  await page.keyboard.press('Escape');
  await button(page, 'File').click();
  await page.getByRole('menuitem', { name: 'Load in PyTorch…' }).click();
  await button(page, 'Copy').click();
  await expect(page.getByText('This browser does not let the page copy: select the lines')).toBeVisible();
});
