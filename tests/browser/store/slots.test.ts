/** Models that rest, come back, and stand beside others of the same cell, with the real workers behind the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { AppState, AppStoreApi } from '../../../src/store/state.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);

let store: AppStoreApi | null = null;
const now = () => store!.getState();
const until = (holds: (state: AppState) => boolean, what: string) => untilIn(store!, holds, what);
const stepOf = (id: string): number => now().runs[id]?.step ?? -1;

async function experiment(): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && Object.keys(s.runs).length === 3, 'idle with three models');
}

/** One press on Step: `id` has taken as many as the others then. */
async function stepTo(step: number, ...ids: string[]): Promise<void> {
  now().stepOnce();
  await until((s) => s.status === 'paused' && ids.every((id) => s.runs[id]!.step === step), `step ${step}`);
}

afterEach(() => {
  store?.getState().pause();
  store?.getState().close();
  store = null;
});

describe('a model that is paused alone', () => {
  test('rests while the others train, catches up, and is then bit for bit where an uninterrupted run is', async () => {
    await experiment();
    await stepTo(1, 'rnn', 'gru', 'lstm');
    now().setPaused('rnn', true);
    for (const step of [2, 3, 4, 5]) await stepTo(step, 'gru', 'lstm');
    expect(stepOf('rnn')).toBe(1);
    now().setPaused('rnn', false);
    await stepTo(6, 'rnn', 'gru', 'lstm');
    const caughtUp = now().runs;

    now().close();
    await experiment();
    for (let step = 1; step <= 6; step++) await stepTo(step, 'rnn', 'gru', 'lstm');
    for (const id of ['rnn', 'gru', 'lstm']) {
      const [one, other] = [caughtUp[id]!, now().runs[id]!];
      expect(one.loss.values.subarray(0, 6)).toEqual(other.loss.values.subarray(0, 6));
      expect(one.params).toEqual(other.params);
    }
  });

  test('does not stop the others, and comes back into step while they train', async () => {
    await experiment();
    now().train();
    await until((s) => s.runs['rnn']!.step >= 3, 'three steps');
    now().setPaused('rnn', true);
    await until((s) => s.runs['lstm']!.step > s.runs['rnn']!.step + 20, 'the others are ahead');
    const rested = stepOf('rnn');
    expect(now().status).toBe('training');
    now().setPaused('rnn', false);
    await until((s) => s.runs['rnn']!.step > rested && s.runs['rnn']!.step === s.runs['lstm']!.step, 'in step again');
    const met = stepOf('rnn');
    await until((s) => s.runs['rnn']!.step > met + 3, 'going on in step');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(new Set(Object.values(now().runs).map((run) => run.step)).size).toBe(1);
  });

  test('the last one that learns takes the training with it, and Train then says why nothing happens', async () => {
    await experiment();
    now().train();
    await until((s) => s.runs['rnn']!.step >= 2, 'two steps');
    for (const id of ['rnn', 'gru', 'lstm']) now().setPaused(id, true);
    await until((s) => s.status === 'paused', 'paused');
    const before = Object.values(now().runs).map((run) => run.step);
    now().train();
    await until((s) => s.notice !== null && s.status === 'paused', 'the notice');
    expect(now().notice!.text).toMatch(/paused/);
    expect(Object.values(now().runs).map((run) => run.step)).toEqual(before);
  });

  test('goes back to the start with the others at Reset, and rests no longer', async () => {
    await experiment();
    now().setPaused('gru', true);
    await stepTo(1, 'rnn', 'lstm');
    now().reset();
    await until((s) => s.status === 'idle', 'idle');
    expect(now().slots.map((slot) => slot.paused)).toEqual([false, false, false]);
    await stepTo(1, 'rnn', 'gru', 'lstm');
  });
});
