/** The store with its real workers behind it, on the float64 backend, which is the same everywhere. */
import { lengthOf } from '../../../src/engine/range.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { keeps, type Trace, traceBytes } from '../../../src/engine/trace.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { runsOf, tracesOf } from '../support/ofModels.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);

let store: AppStoreApi | null = null;

const until = (holds: (state: AppState) => boolean, what: string, limit?: number) =>
  untilIn(store!, holds, what, limit);

const steps = (): number[] => runsOf(store!.getState()).map((run) => run.step);

/** A store with a small experiment on TEXT, idle. */
async function experiment(bytes?: number): Promise<AppStoreApi> {
  store = createAppStore({}, { ...(bytes !== undefined && { traceBytes: bytes }) });
  const { changeSettings, takeText } = store.getState();
  changeSettings({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4 });
  expect(await takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && runsOf(s).length === 3, 'idle with three models');
  return store;
}

afterEach(async () => {
  store?.getState().pause();
  void store?.getState().close();
  store = null;
});

describe('an experiment', () => {
  test('shows a trace of every model before the first training step', async () => {
    await experiment();
    await until((s) => tracesOf(s).length === 3, 'three traces');
    for (const trace of tracesOf(store!.getState())) {
      expect(trace.step).toBe(0);
      expect(trace.tokens).toHaveLength(1000);
      expect(trace.loss.every(Number.isFinite)).toBe(true);
    }
  });

  test('keeps of long traces the rows around the cursor and the view, within its bytes, and those of the whole text’s gradient', async () => {
    await experiment();
    await until((s) => tracesOf(s).length === 3, 'three traces');
    const whole = store!.getState().models;
    void store!.getState().close();

    const bytes = 200_000;
    const { moveTo, setView } = (await experiment(bytes)).getState();
    const inside = (s: AppState, t: number) => tracesOf(s).every((trace) => keeps(trace, t));
    const taken = (s: AppState) =>
      tracesOf(s).reduce((sum, { spec, rows }) => sum + traceBytes(spec, lengthOf(rows)), 0);
    await until((s) => tracesOf(s).length === 3, 'three traces in part');
    expect(inside(store!.getState(), 0)).toBe(true);
    for (const t of [900, 450]) {
      moveTo(t);
      await until((s) => inside(s, t), `rows around ${t}`);
    }
    setView({ from: 20, to: 60 });
    await until((s) => inside(s, 20) && inside(s, 59), 'rows of the view');
    expect(taken(store!.getState())).toBeLessThanOrEqual(bytes);
    for (const { is, shown } of Object.values(store!.getState().models)) {
      const { trace } = shown!;
      const all = whole[is.id]!.shown!.trace;
      expect(lengthOf(trace.rows)).toBeLessThan(1000);
      expect(trace.loss).toEqual(all.loss);
      const row = (of: Trace) => of.gradH.subarray((40 - of.rows.from) * 8, (41 - of.rows.from) * 8);
      expect(row(trace)).toEqual(row(all));
    }
    expect(await store!.getState().traceFile()).toBeNull();
    expect(store!.getState().notice?.text).toContain('in memory');
  });

  test('trains until paused; all models stop at the same step and their pictures are of that step', async () => {
    const { train, pause } = (await experiment()).getState();
    train();
    await until(() => steps().every((step) => step >= 5), 'five steps');
    pause();
    expect(store!.getState().status).toBe('pausing');
    await until((s) => s.status === 'paused', 'paused');
    expect(new Set(steps()).size).toBe(1);
    await until((s) => tracesOf(s).every((trace) => trace.step === steps()[0]), 'fresh traces');
    for (const run of runsOf(store!.getState())) {
      expect(run.loss.length).toBe(run.step);
      expect(run.paramsStep).toBe(run.step);
    }
  });

  test('moves to another backend in the middle of a run without losing it', async () => {
    const { stepOnce, changeSettings } = (await experiment()).getState();
    stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1');
    changeSettings({ backend: 'webgl' });
    await until((s) => s.backend?.name === 'webgl', 'webgl');
    stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 2), 'step 2');
    const moved = runsOf(store!.getState()).map((run) => run.loss.values[1]!);

    void store!.getState().close();
    const again = (await experiment()).getState();
    again.stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1 again');
    again.stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 2), 'step 2 again');
    const stayed = runsOf(store!.getState()).map((run) => run.loss.values[1]!);
    for (const [k, loss] of moved.entries()) expect(Math.abs(loss - stayed[k]!)).toBeLessThan(1e-5);
  });

  /** Loss of one step of every model, from step 0. */
  async function firstLosses(): Promise<number[]> {
    store!.getState().stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1');
    return runsOf(store!.getState()).map((run) => run.loss.values[0]!);
  }

  /** Trains until something holds of the run. */
  async function trainUntil(holds: (state: AppState) => boolean, what: string): Promise<void> {
    store!.getState().train();
    await until((s) => steps().every((step) => step > 3) && holds(s), what);
  }

  const isUnderWay = (): boolean => true;
  const isFarther = (): boolean => steps().every((step) => step > 20);
  const hasSnapshot = (state: AppState): boolean => runsOf(state).every((run) => run.paramsStep > 0);

  test('Reset while training starts from fresh weights, whatever the worker still says of the old ones', async () => {
    await experiment();
    const fresh = await firstLosses();
    for (const moment of [isUnderWay, isFarther, hasSnapshot]) {
      await trainUntil(moment, 'the moment of Reset');
      store!.getState().reset();
      await until((s) => s.status === 'idle', 'idle');
      expect(steps()).toEqual([0, 0, 0]);
      expect(await firstLosses()).toEqual(fresh);
    }
  });

  test('another size and another text, given while training, start runs of their own', async () => {
    const { changeSettings, takeText } = await experiment().then((s) => s.getState());
    await trainUntil(hasSnapshot, 'a snapshot');
    changeSettings({ hidden: 12 });
    await until((s) => s.status === 'idle' && s.models['lstm']?.run?.spec.hidden === 12, 'idle with 12 units');
    expect(await firstLosses()).toHaveLength(3);
    await trainUntil(isFarther, 'twenty steps');
    expect(await takeText('hello', 'hello', { kind: 'paste' })).toBe(true);
    await until((s) => s.status === 'idle' && s.models['lstm']?.run?.spec.vocab === 4, 'idle on hello');
    await until((s) => tracesOf(s).length === 3, 'traces of hello');
    for (const trace of tracesOf(store!.getState())) expect(trace.tokens).toHaveLength(5);
    expect((await firstLosses()).every(Number.isFinite)).toBe(true);
    expect(store!.getState().notice).toBeNull();
  });

  test('Pause is obeyed while a backend is being changed', async () => {
    const { changeSettings, pause, stepOnce } = (await experiment()).getState();
    await trainUntil(isUnderWay, 'some steps');
    changeSettings({ backend: 'wasm' });
    pause();
    await until((s) => s.status === 'paused' && s.backend?.name === 'wasm', 'paused on wasm');
    // Steps that were still under way would come before the one that is asked for now.
    const before = steps();
    stepOnce();
    await until((s) => s.status === 'paused' && steps().some((step, k) => step > before[k]!), 'one step');
    expect(steps()).toEqual(before.map((step) => step + 1));
  });

  test('a worker that died while nothing trained is replaced when Reset needs it', async () => {
    const { loseWorker, reset } = (await experiment()).getState();
    await firstLosses();
    loseWorker();
    reset();
    await until((s) => s.status === 'failed' || s.status === 'idle', 'an answer');
    expect(await firstLosses()).toHaveLength(3);
  });

  test('single steps into divergence never keep weights that are not finite', async () => {
    const { changeSettings, stepOnce } = (await experiment()).getState();
    changeSettings({ nonlinearity: 'relu', optimizer: 'sgd' });
    await until((s) => s.status === 'idle', 'idle');
    changeSettings({ learningRate: 1e308, clipKind: 'none' });
    stepOnce();
    await until((s) => s.status === 'paused', 'paused');
    changeSettings({ learningRate: 0.001 });
    stepOnce();
    await until((s) => s.status === 'idle' && s.notice !== null, 'the notice');
    for (const run of runsOf(store!.getState())) expect(run.params.every(Number.isFinite)).toBe(true);
    expect(await firstLosses()).toHaveLength(3);
  });

  test('auto proves and times wasm and webgl at the experiment’s own shape, takes the faster, and remembers', async () => {
    localStorage.clear();
    const { changeSettings } = (await experiment()).getState();
    changeSettings({ backend: 'auto' });
    changeSettings({ hidden: 9 });
    await until((s) => s.status === 'idle', 'idle');
    await until((s) => /webgl on .*characters\/s/.test(s.backendReason), 'the verdict');
    const { backend, backendReason } = store!.getState();
    const speed = (name: string): number =>
      Number(new RegExp(`${name}[^:;]*: ([\\d,]+) characters/s`).exec(backendReason)![1]!.replaceAll(',', ''));
    expect(speed('wasm')).toBeGreaterThan(0);
    expect(speed('webgl')).toBeGreaterThan(0);
    expect(backend!.name).toBe(speed('wasm') >= speed('webgl') ? 'wasm' : 'webgl');
    const reason = backendReason;
    void store!.getState().close();

    // The next visit asks nobody again.
    store = createAppStore({ hidden: 9, unroll: 16, batch: 4 });
    expect(await store.getState().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
    await until((s) => s.status === 'idle' && runsOf(s).length === 3, 'idle again');
    expect(store.getState().backendReason).toContain(reason.split(';')[0]!);
  });

  test('goes on from the last snapshot when its worker dies', async () => {
    const { train, pause } = (await experiment()).getState();
    train();
    await until(hasSnapshot, 'a snapshot');
    store!.getState().loseWorker();
    await until((s) => s.notice?.kind === 'warning', 'the notice');
    const restoredTo = Math.min(...steps());
    expect(restoredTo).toBeGreaterThan(0);
    await until(() => steps().every((step) => step > restoredTo + 3), 'training goes on');
    pause();
    await until((s) => s.status === 'paused', 'paused');
    for (const run of runsOf(store!.getState())) expect(run.loss.length).toBe(run.step);
  });

  test('stops by itself when a model diverges, says which, and has a sound state afterwards', async () => {
    const { changeSettings, train } = (await experiment()).getState();
    changeSettings({ nonlinearity: 'relu', optimizer: 'sgd' });
    await until((s) => s.status === 'idle', 'idle');
    changeSettings({ learningRate: 1e200, clipKind: 'none' });
    train();
    await until((s) => s.notice?.kind === 'error' && s.status !== 'training', 'the notice');
    const { notice } = store!.getState();
    const runs = runsOf(store!.getState());
    expect(notice!.text).toMatch(/RNN diverged at step 2/);
    expect(notice!.action).toMatch(/learning rate/i);
    for (const run of runs) expect(run.params.every(Number.isFinite)).toBe(true);
    for (const run of runs) expect(run.step).toBe(run.paramsStep);
  });

  test('a cell that is ticked later is brought to the same step before all go on', async () => {
    const { toggleModel, stepOnce, train, pause } = (await experiment()).getState();
    toggleModel('gru');
    stepOnce();
    await until((s) => s.status === 'paused' && s.models['lstm']!.run!.step === 1, 'step 1');
    expect(store!.getState().models['gru']!.run!.step).toBe(0);
    toggleModel('gru');
    train();
    await until(() => steps().every((step) => step >= 3), 'three steps');
    pause();
    await until((s) => s.status === 'paused', 'paused');
    expect(new Set(steps()).size).toBe(1);
  });

  test('keeps the text and the run when a new text is refused', async () => {
    const { stepOnce, takeText } = (await experiment()).getState();
    stepOnce();
    await until((s) => s.status === 'paused', 'paused');
    const before = store!.getState();
    expect(await takeText('', 'nothing', { kind: 'paste' })).toBe(false);
    const after = store!.getState();
    expect(after.text).toBe(before.text);
    // Held-out losses and samples may have come meanwhile; the models may not have changed.
    for (const [k, run] of runsOf(after).entries()) expect(run.params).toBe(runsOf(before)[k]!.params);
    expect(after.status).toBe('paused');
    expect(after.notice?.text).toMatch(/empty/);
  });

  test('the same seed gives the same losses, bit for bit', async () => {
    const series: number[][] = [];
    for (let run = 0; run < 2; run++) {
      const { stepOnce } = (await experiment()).getState();
      for (let step = 1; step <= 4; step++) {
        stepOnce();
        await until((s) => s.status === 'paused' && steps().every((n) => n === step), `step ${step}`);
      }
      series.push(runsOf(store!.getState()).flatMap((r) => [...r.loss.values.subarray(0, 4)]));
      void store!.getState().close();
    }
    expect(series[0]).toHaveLength(12);
    expect(series[1]).toEqual(series[0]);
  });
});
