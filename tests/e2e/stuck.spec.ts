/** Workers that really hang, on the built page: each is noticed by its silence, and nothing of a run is lost. */
import { type AlteredPage, alteredPage, HANG, tell } from './support/alteredPage.ts';
import {
  button,
  expect,
  open,
  reading,
  setNumber,
  status,
  stepOf,
  test,
  testOnOwnPage,
  waitForStep,
} from './support/test.ts';
import type { Page } from '@playwright/test';

let altered: AlteredPage;
test.beforeEach(async () => {
  altered = await alteredPage();
});
test.afterEach(() => altered.close());

const NEVER_SIGNALS = 'WebGL2RenderingContext.prototype.clientWaitSync = function () { return this.TIMEOUT_EXPIRED; };';

/** Hangs over the next question about a trace, not while it rests. */
const HANG_WHEN_ASKED = `Float64Array.from = () => { ${HANG} };`;

declare global {
  interface Window {
    /** Timers of the page that never run, by their milliseconds. */
    heldTimers: number[];
  }
}

/**
 * Holds those timers of the page that wait until a worker's silence has lasted too long, so that nothing but an answer to a
 * ping, or none, can decide.
 */
async function endlessPatience(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.heldTimers = [];
    const plain = window.setInterval;
    window.setInterval = ((call: () => void, milliseconds?: number, ...rest: []): unknown => {
      // The looks of `watchOver`.
      if (milliseconds !== 250) return plain(call, milliseconds, ...rest);
      window.heldTimers.push(milliseconds);
      return 0;
    }) as typeof setInterval;
  });
}

async function trainTo(page: Page, backend: 'wasm' | 'cpu' | 'webgl', step: number): Promise<number> {
  await open(page, backend, altered.address);
  await setNumber(page, 'Hidden units', 16);
  await button(page, 'Train').click();
  return waitForStep(page, 'LSTM', step);
}

for (const [what, file, code, backend] of [
  ['the thread of a model', 'modelHost', HANG, 'wasm'],
  ['the training worker', 'trainHost', HANG, 'cpu'],
  ['a fence that never signals', 'trainHost', NEVER_SIGNALS, 'webgl'],
] as const) {
  test(`${what} that is stuck is noticed, and training goes on from the last snapshot`, async ({ page }) => {
    altered.onSignal(file, 'hang', code);
    const before = await trainTo(page, backend, 5);
    await tell(page, 'hang');
    await expect(
      page.getByText(new RegExp(`The ${backend} backend stopped answering.*go on with`)).first(),
    ).toBeVisible();
    await waitForStep(page, 'LSTM', before + 5);
  });
}

test('Pause does not wait for a worker that is stuck, nor does Train afterwards', async ({ page }) => {
  altered.onSignal('trainHost', 'hang', HANG);
  await trainTo(page, 'cpu', 3);
  await tell(page, 'hang');
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  // It was not noticed that it is stuck: it was not waited for.
  await expect(page.getByText(/A long training step was broken off/).first()).toBeVisible();
  const step = await stepOf(page, 'LSTM');
  await button(page, 'Train').click();
  await waitForStep(page, 'LSTM', step + 2);
});

testOnOwnPage(
  'Reset does not wait for workers that are stuck, neither the one that trains nor the one that looks',
  async ({ page }) => {
    altered.onSignal('trainHost', 'hang', HANG);
    altered.onSignal('viewHost', 'hang', HANG);
    await endlessPatience(page);
    await trainTo(page, 'cpu', 3);
    await tell(page, 'hang');
    await button(page, 'Reset').click();
    await expect(status(page)).toContainText('LSTM step 0 · not trained yet');
    await expect(page.getByText(/stopped answering/)).toHaveCount(0);
    expect(await page.evaluate(() => window.heldTimers)).toContain(250);
    await expect(reading(page)).toBeVisible();
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', 1);
  },
);

for (const [what, file, backend] of [
  ['the training worker', 'trainHost', 'cpu'],
  ['the thread of a model', 'modelHost', 'wasm'],
] as const) {
  testOnOwnPage(
    `${what} that hangs while nothing trains is replaced without a word when it is asked for a step`,
    async ({ page }) => {
      altered.onSignal(file, 'hang', HANG);
      await endlessPatience(page);
      await trainTo(page, backend, 3);
      await button(page, 'Pause').click();
      await expect(button(page, 'Train')).toBeVisible();
      const step = await stepOf(page, 'LSTM');
      await tell(page, 'hang');
      await button(page, 'Step').click();
      await waitForStep(page, 'LSTM', step + 1);
      await expect(page.getByText(/stopped answering|broken off/)).toHaveCount(0);
      expect(await page.evaluate(() => window.heldTimers)).toContain(250);
    },
  );
}

testOnOwnPage('a viewer that hangs while it rests is replaced without a word, and pictures go on', async ({ page }) => {
  // At work it would owe an answer, for which the page has endless patience.
  altered.onSignal('viewHost', 'hang', HANG, 'at rest');
  await endlessPatience(page);
  await trainTo(page, 'wasm', 5);
  await tell(page, 'hang');
  const shown = await reading(page).textContent();
  await expect.poll(() => reading(page).textContent()).not.toBe(shown);
  await expect(page.getByText(/stopped answering/)).toHaveCount(0);
});

test('a viewer that is stuck is replaced; training, which it does not concern, never stops', async ({ page }) => {
  altered.onSignal('viewHost', 'hang', HANG_WHEN_ASKED);
  const before = await trainTo(page, 'wasm', 5);
  await tell(page, 'hang');
  const notice = page.getByText(/The worker that computes the pictures stopped answering/).first();
  await expect(notice).toBeVisible();
  await expect(page.getByText(/Press Train/)).toHaveCount(0);
  await expect(button(page, 'Pause')).toBeVisible();
  await waitForStep(page, 'LSTM', before + 5);
  const shown = await reading(page).textContent();
  await expect.poll(() => reading(page).textContent()).not.toBe(shown);
});

for (const [what, file] of [
  ['whose kernels are never sent', 'kernels'],
  ['whose code is never sent', 'wasmBackend'],
] as const) {
  test(`a backend ${what} gives way to the next`, async ({ page }) => {
    altered.holdUp(file);
    await page.goto(`${altered.address}?backend=wasm#w=train`);
    const badge = page.getByRole('status', { name: 'Backend' });
    await expect(badge).toContainText(/webgl|cpu/);
    await expect(page.getByText(/wasm.*Training goes on with (webgl|cpu)/).first()).toBeVisible();
    await button(page, 'Step').click();
    await waitForStep(page, 'LSTM', 1);
  });
}

test('a backend that does not start is said before the next one is there', async ({ page }) => {
  altered.holdUp('kernels');
  altered.holdUp('webglBackend');
  await page.goto(`${altered.address}?backend=wasm#w=train`);
  const said = page.getByText(/wasm backend cannot be used here.*The next backend is starting/).first();
  await expect(said).toBeVisible();
  await expect(page.getByRole('status', { name: 'Backend' })).toContainText('cpu');
  await expect(said).toHaveCount(0);
});

test('a step that takes long is not stuck: it shows how far it is and comes to its end', async ({ page }) => {
  await open(page, 'cpu', altered.address);
  for (const cell of ['RNN', 'GRU'] as const) {
    await page.getByRole('group', { name: 'Cells' }).getByRole('checkbox', { name: cell }).uncheck();
  }
  await setNumber(page, 'Layers', 4);
  await setNumber(page, 'Hidden units', 256);
  // Seconds on any machine, and on a busy one less than the minute at which a step is refused.
  await setNumber(page, 'Batch size', 6);
  await button(page, 'Train').click();
  await expect(status(page)).toContainText(/first step, \d+ % done/);
  await waitForStep(page, 'LSTM', 1);
  await expect(page.getByText(/stopped answering/)).toHaveCount(0);
});
