/** Recurrent weights changed by hand: looked at, trained on from, and undone, with the real workers behind the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { perturb, UNPERTURBED } from '../../../src/analysis/perturbation.ts';
import { blockSpectra } from '../../../src/analysis/spectra.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { readWeights } from '../../../src/formats/weightsFile.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { Settings } from '../../../src/state/settings.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { runsOf, tracesOf } from '../support/ofModels.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(40);

let store: AppStoreApi | null = null;
const now = () => store!.getState();
const until = (holds: (state: AppState) => boolean, what: string) => untilIn(store!, holds, what);

async function experiment(given: Partial<Settings> = {}): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4, ...given });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
}

async function stepTo(step: number): Promise<void> {
  now().stepOnce();
  await until(
    (s) => s.status === 'paused' && runsOf(s).every((run) => run.step === step) && isFresh(s),
    `step ${step}, traced`,
  );
}

const isFresh = (s: AppState): boolean =>
  Object.values(s.models).every(({ run, shown }) => !run || shown?.trace.step === run.step);

afterEach(() => {
  store?.getState().pause();
  void store?.getState().close();
  store = null;
});

describe('a provoked model', () => {
  test('is looked at with other recurrent weights at once, while the model in training keeps its own', async () => {
    await experiment();
    await stepTo(1);
    const { params, spec } = now().models['rnn']!.run!;
    const others = [now().models['gru']?.shown?.trace, now().models['lstm']?.shown?.trace];
    now().perturb('rnn', { scale: 1.8 });
    await until((s) => s.models['rnn']?.shown?.perturbation?.scale === 1.8, 'the provoked trace');
    const expected = perturb(params, spec, { ...UNPERTURBED, scale: 1.8 });
    expect(now().models['rnn']?.shown?.params).toEqual(expected);
    const { tokens } = now().models['rnn']!.shown!.trace!;
    const own = traceText(spec, Float64Array.from(expected), tokens, 1);
    expect(now().models['rnn']!.shown!.trace!.gradH).toEqual(own.gradH);
    expect(now().models['rnn']!.run!.params).toBe(params);
    expect([now().models['gru']?.shown?.trace, now().models['lstm']?.shown?.trace]).toEqual(others);

    await now().measureSpectra('rnn');
    expect(now().models['rnn']?.results.spectra).toEqual({
      of: now().models['rnn']?.shown?.params,
      blocks: blockSpectra(spec, expected),
    });

    now().undoPerturbation('rnn');
    await until((s) => s.models['rnn']?.shown?.perturbation === null, 'the trained weights');
    expect(now().models['rnn']?.shown?.params).toEqual(params);
  });

  test('that is provoked back to what it was is not provoked', async () => {
    await experiment();
    now().perturb('lstm', { block: 'f', scale: 2 });
    now().perturb('lstm', { forgetShift: 1 });
    expect(now().models['lstm']?.perturbation).toEqual({ block: 'f', scale: 2, reset: null, forgetShift: 1 });
    now().perturb('lstm', { scale: 1 });
    now().perturb('lstm', { forgetShift: 0 });
    expect(Object.values(now().models).map(({ perturbation }) => perturbation)).toEqual([null, null, null]);
  });

  test('writes a weights file that says so, in its name and in its metadata', async () => {
    await experiment();
    now().select({ model: 'gru' });
    now().perturb('gru', { block: 'n', reset: { kind: 'identity', gain: 1, seed: 1 }, scale: 1.2 });
    await until((s) => Boolean(s.models['gru']?.shown?.perturbation), 'the provoked trace');
    const file = (await now().weightsFile())!;
    expect(file.name).toBe('unrolled-gru-step0-provoked-weights.safetensors');
    expect((await now().traceFile())!.name).toBe('unrolled-gru-step0-provoked-trace.safetensors');
    const read = readWeights(file.bytes);
    expect(read.params).toEqual(now().models['gru']?.shown?.params);
    expect(read.settings['provoked']).toBe('W_hn = 1.2 · identity at step 0, not trained');
  });

  test('trains on from the provoked weights, and Undo goes back to what would have come without them', async () => {
    await experiment();
    for (const step of [1, 2]) await stepTo(step);
    const before = now().models['lstm']!.run!.params;
    now().perturb('lstm', { block: 'f', scale: 0.3, forgetShift: 2 });
    now().trainPerturbed('lstm');
    await until((s) => s.status === 'training' && s.models['lstm']!.run!.step >= 4, 'trained on');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    const { perturbed, step } = now().models['lstm']!.run!;
    expect(perturbed).toEqual([{ step: 2, what: 'W_hf × 0.3, forget bias +2' }]);
    expect(Object.values(now().models).map(({ perturbation }) => perturbation)).toEqual([null, null, null]);
    const losses = now().models['lstm']!.run!.loss.values.slice(0, 4);
    const gru = now().models['gru']!.run!.loss.values.slice(0, 4);

    now().undoPerturbation('lstm');
    await until((s) => s.models['lstm']!.run!.step === 2, 'undone');
    expect(now().models['lstm']!.run!.params).toEqual(before);
    expect(now().models['lstm']!.run!.perturbed).toEqual([]);
    expect(now().models['gru']!.run!.step).toBe(step);
    await until(
      (s) => s.models['lstm']?.shown?.params === s.models['lstm']!.run!.params,
      'a trace of the weights before',
    );
    expect(now().models['lstm']!.shown!.trace!.step).toBe(2);
    await stepTo(step + 1);
    const again = now().models['lstm']!.run!.loss.values.slice(0, 4);
    expect(again.slice(0, 2)).toEqual(losses.slice(0, 2));
    expect(again[2]).not.toBe(losses[2]);

    void now().close();
    await experiment();
    for (const unbroken of [1, 2, 3, 4]) await stepTo(unbroken);
    expect(now().models['lstm']!.run!.loss.values.slice(0, 4)).toEqual(again);
    expect(now().models['gru']!.run!.loss.values.slice(0, 4)).toEqual(gru);
  });

  test('before the first step too: its first loss is that of the provoked weights', async () => {
    await experiment();
    const before = now().models['rnn']!.run!.params;
    now().perturb('rnn', { reset: { kind: 'orthogonal', gain: 1, seed: 1 } });
    await until((s) => Boolean(s.models['rnn']?.shown?.perturbation), 'the provoked trace');
    const perturbed = now().models['rnn']!.shown!.params!;
    now().trainPerturbed('rnn');
    await until((s) => s.models['rnn']!.run!.step >= 1, 'a step');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(now().models['rnn']!.beforePerturbing[0]).toMatchObject({ state: null });
    now().undoPerturbation('rnn');
    await until((s) => s.models['rnn']!.run!.step === 0, 'undone');
    expect(now().models['rnn']!.run!.params).toBe(before);
    expect(perturbed).not.toEqual(before);
  });

  test('is not trained on from while the weights of an earlier step are looked at', async () => {
    await experiment();
    await stepTo(1);
    now().setUi({ viewedStep: 0, frozen: false });
    await until((s) => s.models['rnn']?.shown?.trace?.step === 0, 'the first weights');
    now().perturb('rnn', { scale: 2 });
    now().trainPerturbed('rnn');
    await until((s) => Boolean(s.models['rnn']?.shown?.perturbation), 'the provoked trace');
    expect([now().models['rnn']!.run!.perturbed, now().status]).toEqual([[], 'paused']);
    now().setUi({ viewedStep: null, frozen: false });
    now().trainPerturbed('rnn');
    await until((s) => s.models['rnn']!.run!.perturbed.length === 1, 'trained on');
  });

  test('explodes with clipping off: the run stops itself with a sentence, and Undo goes back', async () => {
    await experiment({ backend: 'wasm', unroll: 64, nonlinearity: 'relu', hidden: 16 });
    for (const step of [1, 2]) await stepTo(step);
    const before = now().models['rnn']!.run!.params;
    now().changeSettings({ clipKind: 'none' });
    now().perturb('rnn', { scale: 5 });
    now().trainPerturbed('rnn');
    await until((s) => s.notice?.kind === 'error' && s.status === 'paused', 'the notice');
    expect(now().notice!.text).toMatch(/RNN diverged at step \d+: its (loss|gradient norm) is no longer finite/);
    expect(now().models['rnn']!.run!.params.every(Number.isFinite)).toBe(true);
    now().undoPerturbation('rnn');
    await until((s) => s.models['rnn']!.run!.perturbed.length === 0, 'undone');
    expect(now().models['rnn']!.run!.params).toEqual(before);
    await stepTo(3);
    expect(Number.isFinite(now().models['rnn']!.run!.loss.values[2])).toBe(true);
  });

  test('is forgotten with the run that it belonged to', async () => {
    await experiment();
    now().perturb('rnn', { scale: 3 });
    now().reset();
    await until((s) => s.status === 'idle' && tracesOf(s).length === 3, 'a new run');
    const { perturbation, shown } = now().models['rnn']!;
    expect([perturbation, shown!.perturbation]).toEqual([null, null]);
    expect(now().models['rnn']?.shown?.params).toEqual(now().models['rnn']!.run!.params);
  });
});
