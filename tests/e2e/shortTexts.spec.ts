import type { Page } from '@playwright/test';
import {
  button,
  drawn,
  expect,
  open,
  pause,
  reading,
  test,
  testOnOwnPage,
  useText,
  waitForStep,
} from './support/test.ts';
import { namesOnNames } from './support/faults.ts';
import { settled } from './support/nonNumbers.ts';

const PAGES = ['Over time', 'By lag', 'Over training', 'Triangle', 'Chain', 'Jacobian', 'Memory', 'Check'] as const;

const comparePage = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Compare' }).getByRole('tab', { name, exact: true });

/** Every page of every workspace at every width: none is broken. */
async function visitAll(page: Page, widths: readonly number[]): Promise<void> {
  let isBackwards = false;
  const areWhole = async (where: string): Promise<void> => {
    for (const width of isBackwards ? [...widths].reverse() : widths) {
      await page.setViewportSize({ width, height: 844 });
      await drawn(page);
      const broken = page.getByRole('alert').filter({ hasText: 'Something unforeseen happened' });
      await expect(broken, `${where} at ${width} pixels`).toHaveCount(0);
      await expect.poll(() => namesOnNames(page), { message: `${where} at ${width} pixels` }).toEqual([]);
    }
    // The next page is first drawn at this width: at the widest and the narrowest in turn.
    isBackwards = !isBackwards;
  };
  for (const workspace of ['Train', 'Watch', 'Compare', 'Find'] as const) {
    await page.getByRole('tab', { name: workspace, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name: workspace, exact: true })).toBeVisible();
    await areWhole(workspace);
    if (workspace !== 'Compare') continue;
    for (const name of PAGES) {
      await comparePage(page, name).click();
      await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
      await areWhole(name);
    }
  }
}

for (const [text, widths] of [
  ['hello', [320, 390, 800, 1440]],
  ['ab', [390, 1024]],
  ['a'.repeat(100), [320, 390, 1440]],
  ['na na na, batman batman batman', [280, 768]],
] as const) {
  test(`no picture breaks with the text “${text.slice(0, 30)}” on any page width`, async ({ page }) => {
    await open(page);
    await useText(page, text);
    await button(page, 'Train').click();
    await waitForStep(page, 'LSTM', 3);
    await pause(page);
    await visitAll(page, widths);
  });
}

test('a page about one loss begins where something lies before it; who goes back to t = 0 finds dashes, not NaN', async ({
  page,
}) => {
  await open(page);
  await expect(reading(page)).toContainText('Reading: t 0 ·');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await comparePage(page, 'Chain').click();
  await expect(page.getByRole('heading', { name: /^The chain of the loss at t = 200/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Chain of the LSTM' })).toContainText(/shares sum to 1\.000000/);
  await page.getByRole('slider', { name: 'Timestep' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('heading', { name: /^The chain of the loss at t = 0/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Chain of the LSTM' })).toContainText('This gradient is 0');
  await page.getByText('The bars in numbers').click();
  const row = page.getByRole('row', { name: /^0 / });
  await expect(row.getByRole('cell')).toHaveText(['0.00000', '–', '0.00000', '–', '0.00000', '–']);
});

test('Chain and Jacobian, which a short text has, do not call it too short while they are measured', async ({
  page,
}) => {
  await open(page);
  await useText(page, 'hello');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await comparePage(page, 'Over time').click();
  await expect(page.getByRole('region', { name: 'Loss over time' })).toBeVisible();
  const said = await page.evaluateHandle(() => {
    const texts: string[] = [];
    new MutationObserver(() => {
      for (const part of document.querySelectorAll('[role="tabpanel"] [role="status"]')) texts.push(part.textContent);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    return texts;
  });
  await comparePage(page, 'Chain').click();
  await expect(page.getByRole('region', { name: 'Chain of the LSTM' })).toBeVisible();
  await comparePage(page, 'Jacobian').click();
  await expect(page.getByRole('region', { name: 'Singular values' })).toBeVisible();
  const texts = (await said.jsonValue()).join('\n');
  expect(texts).toContain('are being measured');
  expect(texts).not.toContain('too short');
});

testOnOwnPage('a broken picture leaves its tabs, the other pages and the way back', async ({ page }) => {
  await page.addInitScript(() => {
    const Real = window.ImageData;
    Object.assign(window, { isBroken: false });
    window.ImageData = new Proxy(Real, {
      construct(target, values: ConstructorParameters<typeof ImageData>) {
        if ((window as unknown as { isBroken: boolean }).isBroken) throw new RangeError('broken for the test');
        return new target(...values);
      },
    });
  });
  const setBroken = (isBroken: boolean) =>
    page.evaluate((value) => void Object.assign(window, { isBroken: value }), isBroken);
  await open(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await comparePage(page, 'Jacobian').click();
  await expect(page.getByRole('region', { name: 'Singular values' })).toBeVisible();
  await setBroken(true);
  await comparePage(page, 'Triangle').click();
  const alert = page.getByRole('alert').filter({ hasText: 'broken for the test' });
  await expect(alert.first()).toBeVisible();
  await comparePage(page, 'Jacobian').click();
  await expect(page.getByRole('region', { name: 'Singular values' })).toBeVisible();
  await expect(alert).toHaveCount(0);
  await comparePage(page, 'Triangle').click();
  await expect(alert.first()).toBeVisible();
  await setBroken(false);
  await button(page, 'Show it again').click();
  await expect(page.getByRole('img', { name: /^GRU: gradient norms of the losses/ })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('the watch over what is no number sees texts, paths and labels, however short they stand there', async ({
  page,
  context,
  watched,
}) => {
  await open(page);
  await page.evaluate(() => {
    const position = document.createElement('div');
    document.body.append(position);
    position.innerHTML = '<p>share NaN</p><svg><path d="M0 1L2 NaNL3 4"/></svg><p>a banana, NaNo, undefinedness</p>';
    position.append('−Infinity nats');
    position.setAttribute('aria-label', 'loss undefined');
    position.remove();
  });
  await settled(context);
  expect(watched.nonNumbers.splice(0).sort()).toEqual(
    ['div. aria-label="loss undefined"', 'p.: share NaN', 'path. d="M0 1L2 NaNL3 4"', 'div.: −Infinity nats'].sort(),
  );
});
