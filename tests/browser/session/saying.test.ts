/** What a run says and saves, with its real workers: what it was trained with, and that it has blown up. */
import { afterEach, describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/engine/evaluate.ts';
import { readSafetensors } from '../../../src/formats/safetensors.ts';
import { readTrace } from '../../../src/formats/traceFile.ts';
import { readWeights } from '../../../src/formats/weightsFile.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { Settings } from '../../../src/state/settings.ts';
import type { AppActions, AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { runsOf, tracesOf } from '../support/ofModels.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);

let store: AppStoreApi | null = null;
const now = (): AppState & AppActions => store!.getState();
const until = (holds: (state: AppState) => boolean, what: string, limit?: number) =>
  untilIn(store!, holds, what, limit);
const steps = (): number[] => runsOf(now()).map((run) => run.step);

/** A store with a small experiment, idle. */
async function experiment(change: Partial<Settings> = {}, text = TEXT): Promise<void> {
  store = createAppStore();
  now().changeSettings({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4, ...change });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && runsOf(s).length === 3, 'idle with three models');
}

async function trainTo(step: number): Promise<void> {
  now().train();
  await until(() => steps().every((one) => one >= step), `step ${step}`);
  now().pause();
  await until((s) => s.status === 'paused', 'paused');
}

afterEach(() => {
  store?.getState().pause();
  void store?.getState().close();
  store = null;
});

describe('saving', () => {
  test('right after Pause waits for the stop: weights and trace are of the step at which training stopped', async () => {
    await experiment();
    await until((s) => tracesOf(s).length === 3, 'traces');
    now().train();
    await until(() => steps().every((step) => step >= 40), 'forty steps');
    now().pause();
    expect(now().status).toBe('pausing');
    const first = now().weightsFile();
    const second = now().traceFile();
    const weights = readWeights((await first)!.bytes);
    const trace = readTrace((await second)!.bytes);
    expect(now().status).toBe('paused');
    expect(weights.step).toBe(now().models['lstm']!.run!.step);
    expect(trace.step).toBe(weights.step);
    expect(weights.params).toEqual(now().models['lstm']!.run!.params);
  });

  test('while training runs gives the other half of what was saved, and says so', async () => {
    await experiment();
    await until((s) => tracesOf(s).length === 3, 'traces');
    now().train();
    await until((s) => s.models['lstm']!.shown!.trace!.step > 0, 'a trace of trained weights');
    const weights = readWeights((await now().weightsFile())!.bytes);
    await until((s) => s.models['lstm']!.shown!.trace!.step > weights.step, 'a newer trace');
    const trace = readTrace((await now().traceFile())!.bytes);
    expect(trace.step).toBe(weights.step);
    expect(now().notice?.text).toContain('belong together');
    // Both halves are there: what is saved next is new.
    expect(readTrace((await now().traceFile())!.bytes).step).toBeGreaterThan(weights.step);
  });

  test('says of weights that no module of PyTorch holds that it is so, and no longer when others are saved', async () => {
    await experiment({ reset: 'before' });
    await until((s) => tracesOf(s).length === 3, 'traces');
    now().select({ model: 'gru' });
    await now().weightsFile();
    expect(now().notice?.text).toContain('names that nn.GRU does not load');
    await now().traceFile();
    expect(now().notice?.text).toContain('names that nn.GRU does not load');
    now().select({ model: 'lstm' });
    await now().weightsFile();
    expect(now().notice).toBeNull();
    // Beside a way on that is offered it is a remark.
    const offer = { label: 'Go on from step 0', does: { kind: 'goOn', goBack: ['gru'] } as const };
    store!.setState({ notice: { kind: 'warning', text: 'The GRU has blown up.', action: null, offer } });
    now().select({ model: 'gru' });
    await now().weightsFile();
    expect(now().notice?.offer).toBe(offer);
    expect(now().remark?.text).toContain('names that nn.GRU does not load');
    now().dismissRemark();
    expect(now().notice?.offer).toBe(offer);
    expect(now().remark).toBeNull();
  });

  test('states the settings in force, with the steps at which they changed', async () => {
    await experiment();
    now().stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1');
    now().changeSettings({ learningRate: 0.25, clipKind: 'none' });
    now().stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 2), 'step 2');
    // Has trained nothing yet.
    now().changeSettings({ learningRate: 0.125 });
    const bytes = (await now().weightsFile())!.bytes;
    const { settings } = readWeights(bytes);
    expect(settings).toMatchObject({ learningRate: '0.25', clipKind: 'none', backend: 'cpu', hidden: '8' });
    const byStep = JSON.parse(readSafetensors(bytes).metadata.get('settings_by_step')!) as Record<string, unknown>[];
    expect(byStep).toMatchObject([
      { from_step: 1, learningRate: 0.005, clip: { kind: 'norm', max: 1 } },
      { from_step: 2, learningRate: 0.25, clip: { kind: 'none' } },
    ]);
    const trace = readSafetensors((await now().traceFile())!.bytes);
    expect(JSON.parse(trace.metadata.get('settings')!)).toMatchObject({ learningRate: '0.25' });
  });

  test('holds what the held-out loss is measured on: it can be computed again from weights and text, some of it or all', async () => {
    await experiment({ backend: 'wasm' }, TEXT.repeat(16));
    await trainTo(5);
    for (const choice of ['part', 'all'] as const) {
      now().setUi({ heldOutChoice: choice });
      const { bytes } = (await now().weightsFile())!;
      const about = JSON.parse(readSafetensors(bytes).metadata.get('held_out')!) as Record<string, number>;
      const text = new TextDecoder().decode(now().textFile()!.bytes);
      const { vocabulary, spec, params } = readWeights(bytes);
      const tokens = Int32Array.from(text, (symbol) => vocabulary.indexOf(symbol));
      expect(tokens).toEqual(now().text!.tokens);
      const heldOut = tokens.length - now().text!.trainCount;
      expect(heldOut).toBe(5664);
      expect(about['predictions']).toBe(choice === 'all' ? heldOut - 1 : 4000);
      const { first, predictions, warm_up, loss_nats } = about as Record<
        'first' | 'predictions' | 'warm_up' | 'loss_nats',
        number
      >;
      const read = tokens.slice(first - warm_up, first + predictions + 1);
      expect(loss_nats).toBeCloseTo(evaluate(spec, Float64Array.from(params), read, warm_up), 5);
      const { heldOut: curve } = now().models['lstm']!.run!;
      expect(curve.values[curve.length - 1]).toBe(loss_nats);
    }
    // What was measured before is still there.
    const all = now().models['lstm']!.run!.heldOut;
    now().setUi({ heldOutChoice: 'part' });
    expect(now().models['lstm']!.run!.heldOut.length).toBeGreaterThan(0);
    expect(now().models['lstm']!.run!.otherHeldOut).toBe(all);
  });
});

describe('a run that blows up', () => {
  test('while its numbers are finite is told once, and goes on from the weights before', async () => {
    await experiment();
    await trainTo(30);
    const sound = now().models['rnn']!.run!.step;
    now().changeSettings({ learningRate: 100, clipKind: 'none' });
    now().train();
    await until((s) => s.notice?.offer !== undefined, 'the notice');
    const { text, action, offer, kind } = now().notice!;
    expect(kind).toBe('warning');
    expect(text).toMatch(/blown up: the loss is [\d.,]+ bits per character, and guessing would cost 4\.\d\d bits per/);
    expect(action).toMatch(/Lower the learning rate \(100 now\)/);
    expect(offer!.label).toMatch(/^Go on from step/);
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(runsOf(now()).every((run) => run.loss.values.subarray(0, run.loss.length).every(Number.isFinite))).toBe(
      true,
    );
    now().changeSettings({ learningRate: 0.001 });
    const reached = now().models['rnn']!.run!.step;
    now().takeOffer({ kind: 'goOn', goBack: ['rnn', 'gru', 'lstm'] });
    await until(() => steps().every((step) => step < reached), 'back');
    // The pause left a snapshot of the last sound weights.
    expect(Math.max(...steps())).toBeGreaterThanOrEqual(sound);
    await until((s) => runsOf(s).every((run) => run.step >= sound + 5), 'training goes on');
    now().pause();
    await until((s) => s.status === 'paused', 'paused again');
    for (const run of runsOf(now())) {
      expect(run.loss.length).toBe(run.step);
      expect(run.loss.values[run.step - 1]).toBeLessThan(Math.log(run.spec.vocab));
      expect(run.trained.at(-1)!.settings.learningRate).toBe(0.001);
      expect(run.trained.some(({ settings }) => settings.learningRate === 100)).toBe(false);
    }
    expect(now().notice).toBeNull();
  });

  test('into numbers that are not finite never shows one of them', async () => {
    await experiment({ nonlinearity: 'relu', optimizer: 'sgd' });
    now().changeSettings({ learningRate: 1e200, clipKind: 'none' });
    const seen: number[] = [];
    const stop = store!.subscribe((state) => {
      for (const { loss, gradNorm, heldOut } of runsOf(state)) {
        for (const { values, length } of [loss, gradNorm, heldOut])
          seen.push(...values.subarray(Math.max(0, length - 3), length));
      }
    });
    now().train();
    await until((s) => s.notice?.kind === 'error' && s.status !== 'training', 'the notice');
    stop();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(now().notice!.offer).toEqual({ label: 'Go on from step 0', does: { kind: 'goOn', goBack: [] } });
  });
});
