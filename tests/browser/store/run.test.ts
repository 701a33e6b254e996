/** The store with its real workers behind it, on the float64 backend, which is the same everywhere. */
import { afterEach, describe, expect, test } from 'vitest';
import { keeps, type Trace, traceBytes } from '../../../src/engine/trace.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { AppState, AppStoreApi } from '../../../src/store/state.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);

let store: AppStoreApi | null = null;

const until = (holds: (state: AppState) => boolean, what: string, limit?: number) =>
  untilIn(store!, holds, what, limit);

const steps = (): number[] => Object.values(store!.getState().runs).map((run) => run.step);

/** A store with a small experiment on TEXT, idle. */
async function experiment(bytes?: number): Promise<AppStoreApi> {
  store = createAppStore({}, bytes);
  const { changeSettings, takeText } = store.getState();
  changeSettings({ backend: 'cpu', hidden: 8, unroll: 16, batch: 4 });
  expect(await takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until((s) => s.status === 'idle' && Object.keys(s.runs).length === 3, 'idle with three models');
  return store;
}

afterEach(async () => {
  store?.getState().pause();
  store?.getState().close();
  store = null;
});

describe('an experiment', () => {
  test('shows a trace of every model before the first training step', async () => {
    await experiment();
    await until((s) => Object.keys(s.traces).length === 3, 'three traces');
    for (const trace of Object.values(store!.getState().traces)) {
      expect(trace.step).toBe(0);
      expect(trace.tokens).toHaveLength(1000);
      expect(trace.loss.every(Number.isFinite)).toBe(true);
    }
  });

  test('keeps of long traces the rows around the cursor and the view, within its bytes, and those of the whole text’s gradient', async () => {
    await experiment();
    await until((s) => Object.keys(s.traces).length === 3, 'three traces');
    const whole = store!.getState().traces;
    store!.getState().close();

    const bytes = 200_000;
    const { moveTo, setView } = (await experiment(bytes)).getState();
    const inside = (s: AppState, t: number) => Object.values(s.traces).every((trace) => keeps(trace, t));
    const taken = (s: AppState) =>
      Object.values(s.traces).reduce((sum, { spec, kept }) => sum + traceBytes(spec, kept), 0);
    await until((s) => Object.keys(s.traces).length === 3, 'three traces in part');
    expect(inside(store!.getState(), 0)).toBe(true);
    for (const t of [900, 450]) {
      moveTo(t);
      await until((s) => inside(s, t), `rows around ${t}`);
    }
    setView(20, 40);
    await until((s) => inside(s, 20) && inside(s, 59), 'rows of the view');
    expect(taken(store!.getState())).toBeLessThanOrEqual(bytes);
    for (const [id, trace] of Object.entries(store!.getState().traces)) {
      expect(trace.kept).toBeLessThan(1000);
      expect(trace.loss).toEqual(whole[id]!.loss);
      const row = (of: Trace) => of.gradH.subarray((40 - of.from) * 8, (41 - of.from) * 8);
      expect(row(trace)).toEqual(row(whole[id]!));
    }
    expect(store!.getState().traceFile()).toBeNull();
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
    await until((s) => Object.values(s.traces).every((trace) => trace.step === steps()[0]), 'fresh traces');
    for (const run of Object.values(store!.getState().runs)) {
      expect(run.loss.length).toBe(run.step);
      expect(run.paramsStep).toBe(run.step);
    }
  });

  test('moves to another backend in the middle of a run without losing it', async () => {
    const { stepOnce, changeSettings } = (await experiment()).getState();
    stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1');
    changeSettings({ backend: 'webgl' });
    await until((s) => s.backend?.name === 'webgl', 'webgl', 90_000);
    stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 2), 'step 2');
    const moved = Object.values(store!.getState().runs).map((run) => run.loss.values[1]!);

    store!.getState().close();
    const again = (await experiment()).getState();
    again.stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1 again');
    again.stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 2), 'step 2 again');
    const stayed = Object.values(store!.getState().runs).map((run) => run.loss.values[1]!);
    for (const [k, loss] of moved.entries()) expect(Math.abs(loss - stayed[k]!)).toBeLessThan(1e-5);
  }, 150_000);

  /** Loss of one step of every model, from step 0. */
  async function firstLosses(): Promise<number[]> {
    store!.getState().stepOnce();
    await until((s) => s.status === 'paused' && steps().every((step) => step === 1), 'step 1');
    return Object.values(store!.getState().runs).map((run) => run.loss.values[0]!);
  }

  async function trainFor(milliseconds: number): Promise<void> {
    store!.getState().train();
    await until(() => steps().every((step) => step > 3), 'some steps');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  test('Reset while training starts from fresh weights, whatever the worker still says of the old ones', async () => {
    await experiment();
    const fresh = await firstLosses();
    for (const wait of [0, 150, 1100]) {
      await trainFor(wait);
      store!.getState().reset();
      await until((s) => s.status === 'idle', 'idle');
      expect(steps()).toEqual([0, 0, 0]);
      expect(await firstLosses()).toEqual(fresh);
    }
  });

  test('another size and another text, given while training, start runs of their own', async () => {
    const { changeSettings, takeText } = await experiment().then((s) => s.getState());
    await trainFor(1100);
    changeSettings({ hidden: 12 });
    await until((s) => s.status === 'idle' && s.runs['lstm']?.spec.hidden === 12, 'idle with 12 units');
    expect(await firstLosses()).toHaveLength(3);
    await trainFor(300);
    expect(await takeText('hello', 'hello', { kind: 'paste' })).toBe(true);
    await until((s) => s.status === 'idle' && s.runs['lstm']?.spec.vocab === 4, 'idle on hello');
    await until((s) => Object.values(s.traces).length === 3, 'traces of hello');
    for (const trace of Object.values(store!.getState().traces)) expect(trace.tokens).toHaveLength(5);
    expect((await firstLosses()).every(Number.isFinite)).toBe(true);
    expect(store!.getState().notice).toBeNull();
  });

  test('Pause is obeyed while a backend is being changed', async () => {
    const { changeSettings, pause } = (await experiment()).getState();
    await trainFor(100);
    changeSettings({ backend: 'wasm' });
    pause();
    await until((s) => s.status === 'paused' && s.backend?.name === 'wasm', 'paused on wasm');
    const before = steps();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(steps()).toEqual(before);
    expect(store!.getState().status).toBe('paused');
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
    for (const run of Object.values(store!.getState().runs)) expect(run.params.every(Number.isFinite)).toBe(true);
    expect(await firstLosses()).toHaveLength(3);
  });

  test('auto proves and times wasm and webgl at the experiment’s own shape, takes the faster, and remembers', async () => {
    localStorage.clear();
    const { changeSettings } = (await experiment()).getState();
    changeSettings({ backend: 'auto' });
    changeSettings({ hidden: 9 });
    await until((s) => s.status === 'idle', 'idle');
    await until((s) => /webgl on .*characters\/s/.test(s.backendReason), 'the verdict', 90_000);
    const { backend, backendReason } = store!.getState();
    const speed = (name: string): number =>
      Number(new RegExp(`${name}[^:;]*: ([\\d,]+) characters/s`).exec(backendReason)![1]!.replaceAll(',', ''));
    expect(speed('wasm')).toBeGreaterThan(0);
    expect(speed('webgl')).toBeGreaterThan(0);
    expect(backend!.name).toBe(speed('wasm') >= speed('webgl') ? 'wasm' : 'webgl');
    const reason = backendReason;
    store!.getState().close();

    // The next visit asks nobody again.
    store = createAppStore({ hidden: 9, unroll: 16, batch: 4 });
    expect(await store.getState().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
    await until((s) => s.status === 'idle' && Object.keys(s.runs).length === 3, 'idle again');
    expect(store.getState().backendReason).toContain(reason.split(';')[0]!);
  }, 150_000);

  test('goes on from the last snapshot when its worker dies', async () => {
    const { train, pause } = (await experiment()).getState();
    train();
    await until((s) => Object.values(s.runs).every((run) => run.paramsStep > 0), 'a snapshot');
    store!.getState().loseWorker();
    await until((s) => s.notice?.kind === 'warning', 'the notice');
    const restoredTo = Math.min(...steps());
    expect(restoredTo).toBeGreaterThan(0);
    await until(() => steps().every((step) => step > restoredTo + 3), 'training goes on');
    pause();
    await until((s) => s.status === 'paused', 'paused');
    for (const run of Object.values(store!.getState().runs)) expect(run.loss.length).toBe(run.step);
  });

  test('stops by itself when a model diverges, says which, and has a sound state afterwards', async () => {
    const { changeSettings, train } = (await experiment()).getState();
    changeSettings({ nonlinearity: 'relu', optimizer: 'sgd' });
    await until((s) => s.status === 'idle', 'idle');
    changeSettings({ learningRate: 1e200, clipKind: 'none' });
    train();
    await until((s) => s.notice?.kind === 'error' && s.status !== 'training', 'the notice');
    const { notice, runs } = store!.getState();
    expect(notice!.text).toMatch(/RNN diverged at step 2/);
    expect(notice!.action).toMatch(/learning rate/i);
    for (const run of Object.values(runs)) expect(run.params.every(Number.isFinite)).toBe(true);
    for (const run of Object.values(runs)) expect(run.step).toBe(run.paramsStep);
  });

  test('a cell that is ticked later is brought to the same step before all go on', async () => {
    const { toggleSlot, stepOnce, train, pause } = (await experiment()).getState();
    toggleSlot('gru');
    stepOnce();
    await until((s) => s.status === 'paused' && s.runs['lstm']!.step === 1, 'step 1');
    expect(store!.getState().runs['gru']!.step).toBe(0);
    toggleSlot('gru');
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
    for (const [id, run] of Object.entries(after.runs)) expect(run.params).toBe(before.runs[id]!.params);
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
      series.push(Object.values(store!.getState().runs).flatMap((r) => [...r.loss.values.subarray(0, 4)]));
      store!.getState().close();
    }
    expect(series[0]).toHaveLength(12);
    expect(series[1]).toEqual(series[0]);
  });
});
