/** Recurrent weights changed by hand: looked at, trained on from, and undone, with the real workers behind the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { provoke, UNPROVOKED } from '../../../src/analysis/provoke.ts';
import { blockSpectra } from '../../../src/analysis/spectra.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { readWeights } from '../../../src/formats/weightsFile.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { Settings } from '../../../src/store/settings.ts';
import type { AppState, AppStoreApi } from '../../../src/store/state.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(40);

let store: AppStoreApi | null = null;
const now = () => store!.getState();
const until = (holds: (state: AppState) => boolean, what: string) => untilIn(store!, holds, what);

async function experiment(given: Partial<Settings> = {}): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4, ...given });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && Object.keys(s.traces).length === 3, 'three traced models');
}

async function stepTo(step: number): Promise<void> {
  now().stepOnce();
  await until(
    (s) => s.status === 'paused' && Object.values(s.runs).every((run) => run.step === step) && isFresh(s),
    `step ${step}, traced`,
  );
}

const isFresh = (s: AppState): boolean => Object.entries(s.runs).every(([id, run]) => s.traces[id]?.step === run.step);

afterEach(() => {
  store?.getState().pause();
  store?.getState().close();
  store = null;
});

describe('a provoked model', () => {
  test('is looked at with other recurrent weights at once, while the model in training keeps its own', async () => {
    await experiment();
    await stepTo(1);
    const { params, spec } = now().runs['rnn']!;
    const others = [now().traces['gru'], now().traces['lstm']];
    now().provoke('rnn', { scale: 1.8 });
    await until((s) => s.tracedProvocations['rnn']?.scale === 1.8, 'the provoked trace');
    const expected = provoke(params, spec, { ...UNPROVOKED, scale: 1.8 });
    expect(now().tracedParams['rnn']).toEqual(expected);
    const { tokens } = now().traces['rnn']!;
    const own = traceText(spec, Float64Array.from(expected), tokens, 1);
    expect(now().traces['rnn']!.gradH).toEqual(own.gradH);
    expect(now().runs['rnn']!.params).toBe(params);
    expect([now().traces['gru'], now().traces['lstm']]).toEqual(others);

    await now().measureSpectra('rnn');
    expect(now().spectra['rnn']).toEqual({ of: now().tracedParams['rnn'], blocks: blockSpectra(spec, expected) });

    now().undoProvocation('rnn');
    await until((s) => s.tracedProvocations['rnn'] === undefined, 'the trained weights');
    expect(now().tracedParams['rnn']).toEqual(params);
  });

  test('that is provoked back to what it was is not provoked', async () => {
    await experiment();
    now().provoke('lstm', { block: 'f', scale: 2 });
    now().provoke('lstm', { forgetShift: 1 });
    expect(now().provocations['lstm']).toEqual({ block: 'f', scale: 2, reset: null, forgetShift: 1 });
    now().provoke('lstm', { scale: 1 });
    now().provoke('lstm', { forgetShift: 0 });
    expect(now().provocations).toEqual({});
  });

  test('writes a weights file that says so, in its name and in its metadata', async () => {
    await experiment();
    now().select({ slot: 'gru' });
    now().provoke('gru', { block: 'n', reset: { kind: 'identity', gain: 1, seed: 1 }, scale: 1.2 });
    await until((s) => s.tracedProvocations['gru'] !== undefined, 'the provoked trace');
    const file = now().weightsFile()!;
    expect(file.name).toBe('unrolled-gru-step0-provoked-weights.safetensors');
    expect(now().traceFile()!.name).toBe('unrolled-gru-step0-provoked-trace.safetensors');
    const read = readWeights(file.bytes);
    expect(read.params).toEqual(now().tracedParams['gru']);
    expect(read.settings['provoked']).toBe('W_hn = 1.2 · identity at step 0, not trained');
  });

  test('trains on from the provoked weights, and Undo goes back to what would have come without them', async () => {
    await experiment();
    for (const step of [1, 2]) await stepTo(step);
    const before = now().runs['lstm']!.params;
    now().provoke('lstm', { block: 'f', scale: 0.3, forgetShift: 2 });
    now().trainProvoked('lstm');
    await until((s) => s.status === 'training' && s.runs['lstm']!.step >= 4, 'trained on');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    const { provoked, step } = now().runs['lstm']!;
    expect(provoked).toEqual([{ step: 2, what: 'W_hf × 0.3, forget bias +2' }]);
    expect(now().provocations).toEqual({});
    const losses = now().runs['lstm']!.loss.values.slice(0, 4);
    const gru = now().runs['gru']!.loss.values.slice(0, 4);

    now().undoProvocation('lstm');
    await until((s) => s.runs['lstm']!.step === 2, 'undone');
    expect(now().runs['lstm']!.params).toEqual(before);
    expect(now().runs['lstm']!.provoked).toEqual([]);
    expect(now().runs['gru']!.step).toBe(step);
    await until((s) => s.tracedParams['lstm'] === s.runs['lstm']!.params, 'a trace of the weights before');
    expect(now().traces['lstm']!.step).toBe(2);
    await stepTo(step + 1);
    const again = now().runs['lstm']!.loss.values.slice(0, 4);
    expect(again.slice(0, 2)).toEqual(losses.slice(0, 2));
    expect(again[2]).not.toBe(losses[2]);

    now().close();
    await experiment();
    for (const unbroken of [1, 2, 3, 4]) await stepTo(unbroken);
    expect(now().runs['lstm']!.loss.values.slice(0, 4)).toEqual(again);
    expect(now().runs['gru']!.loss.values.slice(0, 4)).toEqual(gru);
  });

  test('before the first step too: its first loss is that of the provoked weights', async () => {
    await experiment();
    const before = now().runs['rnn']!.params;
    now().provoke('rnn', { reset: { kind: 'orthogonal', gain: 1, seed: 1 } });
    await until((s) => s.tracedProvocations['rnn'] !== undefined, 'the provoked trace');
    const provoked = now().tracedParams['rnn']!;
    now().trainProvoked('rnn');
    await until((s) => s.runs['rnn']!.step >= 1, 'a step');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(now().beforeProvoking['rnn']![0]).toMatchObject({ state: null });
    now().undoProvocation('rnn');
    await until((s) => s.runs['rnn']!.step === 0, 'undone');
    expect(now().runs['rnn']!.params).toBe(before);
    expect(provoked).not.toEqual(before);
  });

  test('is not trained on from while the weights of an earlier step are looked at', async () => {
    await experiment();
    await stepTo(1);
    now().viewStep(0);
    await until((s) => s.traces['rnn']?.step === 0, 'the first weights');
    now().provoke('rnn', { scale: 2 });
    now().trainProvoked('rnn');
    await until((s) => s.tracedProvocations['rnn'] !== undefined, 'the provoked trace');
    expect([now().runs['rnn']!.provoked, now().status]).toEqual([[], 'paused']);
    now().viewStep(null);
    now().trainProvoked('rnn');
    await until((s) => s.runs['rnn']!.provoked.length === 1, 'trained on');
  });

  test('explodes with clipping off: the run stops itself with a sentence, and Undo goes back', async () => {
    await experiment({ backend: 'wasm', unroll: 64, nonlinearity: 'relu', hidden: 16 });
    for (const step of [1, 2]) await stepTo(step);
    const before = now().runs['rnn']!.params;
    now().changeSettings({ clipKind: 'none' });
    now().provoke('rnn', { scale: 5 });
    now().trainProvoked('rnn');
    await until((s) => s.notice?.kind === 'error' && s.status === 'paused', 'the notice');
    expect(now().notice!.text).toMatch(/RNN diverged at step \d+: its (loss|gradient norm) is no longer finite/);
    expect(now().runs['rnn']!.params.every(Number.isFinite)).toBe(true);
    now().undoProvocation('rnn');
    await until((s) => s.runs['rnn']!.provoked.length === 0, 'undone');
    expect(now().runs['rnn']!.params).toEqual(before);
    await stepTo(3);
    expect(Number.isFinite(now().runs['rnn']!.loss.values[2])).toBe(true);
  });

  test('is forgotten with the run that it belonged to', async () => {
    await experiment();
    now().provoke('rnn', { scale: 3 });
    now().reset();
    await until((s) => s.status === 'idle' && Object.keys(s.traces).length === 3, 'a new run');
    expect([now().provocations, now().tracedProvocations['rnn']]).toEqual([{}, undefined]);
    expect(now().tracedParams['rnn']).toEqual(now().runs['rnn']!.params);
  });
});
