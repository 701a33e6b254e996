/** The lessons: each from its first step to its last, on the page that it drives. */
import type { Locator, Page } from '@playwright/test';
import { addressAt, LESSONS } from '../../src/lessons/findLesson.ts';
import type { Lesson, Step } from '../../src/lessons/lesson.ts';
import { BEING_MEASURED } from '../../src/lessons/sentences.ts';
import { violations } from './support/axe.ts';
import { faults } from './support/faults.ts';
import { expectSame, onPage, statedIn } from './support/statedNumbers.ts';
import { button, expect, pause, reading, status, test, waitForStep, workspaceTab } from './support/test.ts';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Lesson', exact: true });
const inPanel = (page: Page, name: string): Locator => panel(page).getByRole('button', { name, exact: true });
const choices = (page: Page): Locator => panel(page).getByRole('group').getByRole('button');
const answer = (page: Page): Locator => panel(page).getByRole('status', { name: 'Answer' });

async function openStep(page: Page, place: string): Promise<void> {
  await page.goto('./NOTICE.txt');
  await page.goto(`./?backend=wasm#lesson=${place}`);
  await expect(panel(page).getByText(/^Step \d+ of \d+$/)).toBeVisible();
}

/** Waits until the page shows the step and all numbers of the panel are measured. */
async function settled(page: Page): Promise<void> {
  await expect(panel(page)).not.toContainText('Opening…');
  await expect(panel(page)).not.toContainText(BEING_MEASURED);
  await expect(panel(page)).not.toContainText('Being measured');
  await expect(inPanel(page, 'Back to this step')).toHaveCount(0);
}

/** Answers with the first choice at odd steps and with the last at even ones, so that some guesses are right and some are not. */
async function guess(page: Page, step: Step, number: number): Promise<'right' | 'wrong'> {
  const { ask } = step;
  const all = choices(page);
  await expect(all).toHaveCount(ask!.choices.length);
  await expect(answer(page)).toBeEmpty();
  const chosen = number % 2 === 1 ? all.first() : all.last();
  await chosen.click();
  await settled(page);
  const measured = all.filter({ hasText: 'measured' });
  await expect(measured).toHaveCount(1);
  const isRight = ((await chosen.textContent()) ?? '').includes('measured');
  await expect(answer(page)).toContainText(isRight ? 'Right.' : 'Measured:');
  return isRight ? 'right' : 'wrong';
}

/** Compares what the step states with what the tables of the page say. @returns how many numbers were compared */
async function compareNumbers(page: Page, step: Step): Promise<number> {
  const because = (await answer(page).textContent()) ?? '';
  let compared = 0;
  for (const [name, stated] of statedIn(step.ask!.because, because)) {
    const found = await onPage(page, name);
    if (found === null) continue;
    expectSame(stated, found, name);
    compared++;
  }
  return compared;
}

/** Units' values that a lesson states, with the address at which the page's reading says the same. */
function valuesOf(
  lesson: Lesson,
  step: Step,
  number: number,
  shown: string,
): readonly { name: string; at: string; stated: string }[] {
  const experiment = /(trained=\w+)/.exec(addressAt({ lesson: lesson.id, step: number }, true))?.[1];
  if (experiment === undefined) return [];
  return [...statedIn(step.ask!.because, shown)].flatMap(([name, stated]) => {
    const [kind, model, channel, unit, t] = name.split('.');
    if (kind !== 'value') return [];
    return [{ name, stated, at: `${experiment}&w=watch&m=${model}&c=${channel}&u=${unit}&t=${t}` }];
  });
}

/** Lessons about gradients and costs, whose numbers stand in tables. */
const IN_TABLES = new Set(['vanishing', 'reach', 'exploding', 'cells', 'slips', 'bptt']);

for (const lesson of LESSONS) {
  test(`the lesson “${lesson.title}” runs to its last step, and states what the page measures`, async ({ page }) => {
    await openStep(page, `${lesson.id}.1`);
    const count = lesson.steps.length;
    const values: { name: string; at: string; stated: string }[] = [];
    const guesses = new Set<string>();
    let compared = 0;
    for (const [k, step] of lesson.steps.entries()) {
      await expect(panel(page).getByText(`Step ${k + 1} of ${count}`, { exact: true })).toBeVisible();
      if (step.ask && 'text' in Object(step.ask.right) && step.says.includes('press Train')) {
        await button(page, 'Train').click();
        await waitForStep(page, 'RNN', 60);
        await pause(page);
      }
      await expect(inPanel(page, 'Back to this step')).toHaveCount(0);
      await expect(page.locator('[data-looked-at]')).toBeVisible();
      await expect(page.getByRole('alert')).toBeEmpty();
      if (step.ask) {
        guesses.add(await guess(page, step, k + 1));
        await expect(page.locator('[data-looked-at]')).toBeVisible();
        compared += await compareNumbers(page, step);
        values.push(...valuesOf(lesson, step, k + 1, (await answer(page).textContent()) ?? ''));
        await inPanel(page, 'Next step').click();
      }
    }
    await expect(inPanel(page, 'Use a text of your own…')).toBeVisible();
    expect([...guesses].toSorted()).toEqual(['right', 'wrong']);
    if (IN_TABLES.has(lesson.id)) expect(compared).toBeGreaterThan(0);
    for (const { name, at, stated } of new Map(values.map((value) => [value.name, value])).values()) {
      await page.evaluate((hash) => (location.hash = hash), at);
      const [, , channel, unit, t] = name.split('.');
      await expect(reading(page)).toContainText(new RegExp(`t ${t} .*unit ${unit} · ${channel} · [−\\d]`));
      expectSame(stated, ((await reading(page).textContent()) ?? '').split(' · ').at(-1)!, name);
    }
  });
}

for (const { size, scheme } of [
  { size: { width: 1440, height: 900 }, scheme: 'light' },
  { size: { width: 1440, height: 900 }, scheme: 'dark' },
  { size: { width: 390, height: 844 }, scheme: 'light' },
  { size: { width: 390, height: 844 }, scheme: 'dark' },
] as const) {
  test(`a lesson breaks no rule of accessibility, at ${size.width} pixels, ${scheme}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await openStep(page, 'vanishing.1');
    await settled(page);
    await expect.poll(() => violations(page)).toEqual([]);
    await choices(page).first().click();
    await settled(page);
    await expect.poll(() => violations(page)).toEqual([]);
    expect(await faults(page)).toEqual([]);
    // The picture is not covered.
    const [picture, lesson] = [page.locator('[data-looked-at]'), panel(page)];
    const [seen, covering] = [(await picture.boundingBox())!, (await lesson.boundingBox())!];
    if (size.width > 900) expect(seen.x + seen.width).toBeLessThanOrEqual(covering.x);
    else expect(covering.y - seen.y).toBeGreaterThan(200);
    await inPanel(page, 'All lessons').click();
    await expect(panel(page).getByRole('listitem')).toHaveCount(LESSONS.length);
    await expect.poll(() => violations(page)).toEqual([]);
  });
}

test('a reader wanders off, comes back, reloads, and finds the step and the answer', async ({ page }) => {
  await openStep(page, 'vanishing.1');
  await expect(panel(page).getByRole('heading', { name: 'Why gradients vanish' })).toBeFocused();
  await settled(page);
  await choices(page).first().click();
  await expect(answer(page)).toContainText('of the RNN’s gradient', { ignoreCase: true });
  await inPanel(page, 'Next step').click();
  await expect(inPanel(page, 'Next step')).toBeFocused();
  await settled(page);
  await workspaceTab(page, 'Watch').click();
  await expect(inPanel(page, 'Back to this step')).toBeVisible();
  await expect(panel(page)).toContainText('Step 2 of');
  await inPanel(page, 'Back to this step').click();
  await expect(page.getByRole('region', { name: 'Gradient by lag', exact: true })).toBeVisible();
  await settled(page);
  await expect.poll(() => new URL(page.url()).hash).toContain('lesson=vanishing.2');
  await page.reload();
  await expect(panel(page).getByText('Step 2 of 8', { exact: true })).toBeVisible();
  await settled(page);
  await inPanel(page, 'Previous step').click();
  await expect(answer(page)).toContainText('of the RNN’s gradient', { ignoreCase: true });
  await inPanel(page, 'All lessons').click();
  await expect(panel(page).getByRole('button', { name: /^Why gradients vanish.*at step 1 of 8$/ })).toBeVisible();
  await inPanel(page, 'Close lesson').click();
  await expect(panel(page)).toHaveCount(0);
});

test('a lesson opens another network, and closing it offers the way back to one’s own', async ({ page }) => {
  await page.goto('./?backend=wasm#sample=korean&hidden=12&batch=4&unroll=16&w=train');
  await expect(status(page)).toContainText('LSTM step 0');
  await button(page, 'Step').click();
  await expect(status(page)).toContainText('LSTM step 1');
  await button(page, 'Lessons').click();
  await panel(page)
    .getByRole('button', { name: /^Inside one LSTM step/ })
    .click();
  await settled(page);
  await expect(status(page)).toContainText('LSTM step 8,000');
  await inPanel(page, 'Close lesson').click();
  await inPanel(page, 'Return to your experiment').click();
  await expect(panel(page)).toHaveCount(0);
  await expect(status(page)).toContainText('LSTM step 1');
  await expect(button(page, 'Text…')).toBeVisible();
});

test('the first page leads to the lessons, and a lesson to a text of one’s own', async ({ page }) => {
  await page.goto('./?backend=wasm#trained=quotations&w=start');
  await button(page, 'Take a lesson: guess, then see').click();
  await panel(page)
    .getByRole('button', { name: /^Perplexity and bits/ })
    .click();
  await settled(page);
  for (const _ of LESSONS.find(({ id }) => id === 'bits')!.steps.slice(1)) await inPanel(page, 'Next step').click();
  await inPanel(page, 'Use a text of your own…').click();
  await expect(page.getByRole('dialog', { name: 'Text' })).toBeVisible();
});
