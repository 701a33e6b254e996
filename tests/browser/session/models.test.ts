/** Models that rest, come back, and stand beside others of the same cell, with the real workers behind the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import { NO_RESULTS } from '../../../src/state/results.ts';
import { identities } from '../../../src/state/models.ts';
import type { AppActions, AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { runsOf } from '../support/ofModels.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);

let store: AppStoreApi | null = null;
const now = () => store!.getState();
const until = (holds: (state: AppState) => boolean, what: string) => untilIn(store!, holds, what);
const stepOf = (id: string): number => now().models[id]?.run?.step ?? -1;

async function experiment(): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && runsOf(s).length === 3, 'idle with three models');
}

/** One press on Step: `id` has taken as many as the others then. */
async function stepTo(step: number, ...ids: string[]): Promise<void> {
  now().stepOnce();
  await until((s) => s.status === 'paused' && ids.every((id) => s.models[id]!.run!.step === step), `step ${step}`);
}

afterEach(() => {
  store?.getState().pause();
  void store?.getState().close();
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
    const caughtUp = now().models;

    void now().close();
    await experiment();
    for (let step = 1; step <= 6; step++) await stepTo(step, 'rnn', 'gru', 'lstm');
    for (const id of ['rnn', 'gru', 'lstm']) {
      const [one, other] = [caughtUp[id]!.run!, now().models[id]!.run!];
      expect(one.loss.values.subarray(0, 6)).toEqual(other.loss.values.subarray(0, 6));
      expect(one.params).toEqual(other.params);
    }
  });

  test('does not stop the others, and comes back into step while they train', async () => {
    await experiment();
    now().train();
    await until((s) => s.models['rnn']!.run!.step >= 3, 'three steps');
    now().setPaused('rnn', true);
    await until((s) => s.models['lstm']!.run!.step > s.models['rnn']!.run!.step + 20, 'the others are ahead');
    const rested = stepOf('rnn');
    expect(now().status).toBe('training');
    now().setPaused('rnn', false);
    await until(
      (s) => s.models['rnn']!.run!.step > rested && s.models['rnn']!.run!.step === s.models['lstm']!.run!.step,
      'in step again',
    );
    const met = stepOf('rnn');
    await until((s) => s.models['rnn']!.run!.step > met + 3, 'going on in step');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(new Set(runsOf(now()).map((run) => run.step)).size).toBe(1);
  });

  test('the last one that learns takes the training with it, and Train then says why nothing happens', async () => {
    await experiment();
    now().train();
    await until((s) => s.models['rnn']!.run!.step >= 2, 'two steps');
    for (const id of ['rnn', 'gru', 'lstm']) now().setPaused(id, true);
    await until((s) => s.status === 'paused', 'paused');
    const before = runsOf(now()).map((run) => run.step);
    now().train();
    await until((s) => s.notice !== null && s.status === 'paused', 'the notice');
    expect(now().notice!.text).toMatch(/paused/);
    expect(runsOf(now()).map((run) => run.step)).toEqual(before);
  });

  test('goes back to the start with the others at Reset, and rests no longer', async () => {
    await experiment();
    now().setPaused('gru', true);
    await stepTo(1, 'rnn', 'lstm');
    now().reset();
    await until((s) => s.status === 'idle', 'idle');
    expect(identities(now()).map((model) => model.paused)).toEqual([false, false, false]);
    await stepTo(1, 'rnn', 'gru', 'lstm');
  });
});

describe('the same cell under two settings', () => {
  const weights = (id: string, name: string): Float32Array =>
    parameterView(parameterLayout(now().models[id]!.run!.spec), now().models[id]!.run!.params, name);

  test('starts from the same numbers in all but what differs, and learns on the same batches', async () => {
    await experiment();
    const id = now().addModel('lstm', { forgetBias: 0 })!;
    await until((s) => s.models[id]!.run !== null && s.models[id]?.shown?.trace !== undefined, 'a second LSTM');
    expect(identities(now()).at(-1)).toMatchObject({
      name: 'LSTM, forget bias 0',
      cell: 'lstm',
      hue: 'lstm',
      variant: 1,
    });
    for (const { name } of parameterLayout(now().models[id]!.run!.spec).entries) {
      if (name === 'rnn.bias_ih_l0') continue;
      expect(weights(id, name), name).toEqual(weights('lstm', name));
    }
    const [bias, other] = [weights(id, 'rnn.bias_ih_l0'), weights('lstm', 'rnn.bias_ih_l0')];
    expect(Array.from(bias.subarray(8, 16))).toEqual(new Array(8).fill(0));
    expect(Array.from(other.subarray(8, 16))).toEqual(new Array(8).fill(1));
    expect(bias.subarray(0, 8)).toEqual(other.subarray(0, 8));
    expect(now().models[id]!.run!.settings.forgetBias).toBe(0);

    // Its losses are those of an experiment in which every LSTM has this forget bias.
    for (const step of [1, 2, 3]) await stepTo(step, 'lstm', id);
    const losses = now().models[id]!.run!.loss.values.slice(0, 3);
    expect(losses).not.toEqual(now().models['lstm']!.run!.loss.values.slice(0, 3));
    void now().close();
    await experiment();
    now().changeSettings({ forgetBias: 0 });
    await until(
      (s) => s.status === 'idle' && s.models['lstm']?.run?.settings.forgetBias === 0,
      'forget bias 0 for all',
    );
    for (const step of [1, 2, 3]) await stepTo(step, 'lstm');
    expect(now().models['lstm']!.run!.loss.values.slice(0, 3)).toEqual(losses);
  });

  test('clips and steps by its own settings, whatever the experiment’s become', async () => {
    await experiment();
    const still = now().addModel('gru', { learningRate: 0 })!;
    const unclipped = now().addModel('gru', { clipKind: 'none' })!;
    await until((s) => s.models[unclipped]!.run !== null, 'two more GRUs');
    const before = now().models[still]!.run!.params;
    now().changeSettings({ clipMax: 1e-4, learningRate: 0.02 });
    for (const step of [1, 2]) await stepTo(step, 'gru', still, unclipped);
    expect(now().models[still]!.run!.params).toEqual(before);
    expect(now().models[unclipped]!.run!.loss.values[0]).toBe(now().models['gru']!.run!.loss.values[0]);
    expect(now().models[unclipped]!.run!.params).not.toEqual(now().models['gru']!.run!.params);
    expect(identities(now()).map((model) => model.name)).toEqual([
      'RNN',
      'GRU',
      'LSTM',
      'GRU, learning rate 0',
      'GRU, clip off',
    ]);
  });

  test('a model added in the middle of training catches up while the others wait, then all go on in step', async () => {
    await experiment();
    now().train();
    await until((s) => s.models['rnn']!.run!.step >= 5, 'five steps');
    const id = now().addModel('rnn', { initialisation: 'glorot-orthogonal' })!;
    await until(
      (s) =>
        s.models[id]!.run !== null &&
        s.models[id]?.run.step > 5 &&
        s.models[id]?.run.step === s.models['rnn']!.run!.step,
      'met',
    );
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(new Set(runsOf(now()).map((run) => run.step)).size).toBe(1);
  });

  test('is gone when it is removed, and another one may take its name', async () => {
    await experiment();
    const id = now().addModel('lstm', { forgetBias: 0 })!;
    await until((s) => s.models[id]?.shown?.trace !== undefined, 'a second LSTM');
    now().select({ model: id });
    now().removeModel(id);
    expect([now().models[id], now().ui.cursor.model]).toEqual([undefined, 'rnn']);
    const again = now().addModel('lstm', { forgetBias: 3 })!;
    expect(again).not.toBe(id);
    await until((s) => s.models[again]?.shown?.trace !== undefined, 'another second LSTM');
    expect(weights(again, 'rnn.bias_ih_l0')[8]).toBe(3);
    expect(now().models[again]?.shown?.params).toEqual(now().models[again]!.run!.params);
    now().removeModel('lstm');
    expect(identities(now())).toHaveLength(4);
  });

  test('one of the same name as one that is gone has nothing of it, and what is answered of that one is dropped', async () => {
    await experiment();
    const gone = now().addModel('lstm', { forgetBias: 0 })!;
    const { name } = now().models[gone]!.is;
    await until((s) => s.models[gone]?.shown?.trace !== undefined, 'a second LSTM');
    now().perturb(gone, { scale: 2 });
    const measuring = now().measureSpectra(gone);
    now().removeModel(gone);
    const id = now().addModel('lstm', { forgetBias: 0 })!;
    await measuring;
    await until((s) => s.models[id]?.shown?.trace !== undefined, 'its successor');
    const { is, results, perturbation } = now().models[id]!;
    expect([is.name, id === gone, now().models[gone]]).toEqual([name, false, undefined]);
    // What is due of it may have been begun.
    const { schedule } = NO_RESULTS;
    expect([{ ...results, schedule }, perturbation]).toEqual([NO_RESULTS, null]);
    expect(now().notice).toBeNull();
  });

  test('what cannot be a further model is refused with a sentence', async () => {
    await experiment();
    const refused: readonly (readonly [Parameters<AppActions['addModel']>[0], object, RegExp])[] = [
      ['rnn', {}, /in which it differs/],
      ['rnn', { forgetBias: 0 }, /no setting of its own called forgetBias/],
      ['lstm', { hidden: 9 }, /no setting of its own called hidden/],
      ['lstm', { forgetBias: 99 }, /99 is outside/],
    ];
    for (const [cell, overrides, message] of refused) {
      expect(now().addModel(cell, overrides)).toBeNull();
      expect(now().notice?.text).toMatch(message);
    }
    for (const clipMax of [1, 2, 3]) expect(now().addModel('rnn', { clipMax })).not.toBeNull();
    expect(now().addModel('rnn', { clipMax: 4 })).toBeNull();
    expect(now().notice?.text).toMatch(/6 models already/);
    await until((s) => runsOf(s).length === 6, 'six models');
  });
});
