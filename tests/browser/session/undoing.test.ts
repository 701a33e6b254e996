/** Undo and Redo with the real workers: what an action ended comes back, and trains on bit for bit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { identities } from '../../../src/state/models.ts';
import type { Settings } from '../../../src/state/settings.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { ModelRun } from '../../../src/state/model.ts';
import { eraseStorage } from '../../../src/storage/erase.ts';
import { runsOf } from '../support/ofModels.ts';
import { until as untilIn } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(60);
const SETTINGS = { backend: 'cpu', hidden: 8, unroll: 16, batch: 4 } as const;

let open: AppStoreApi[] = [];
let store: AppStoreApi;
const now = () => store.getState();
const until = (holds: (state: AppState) => boolean, what: string) => untilIn(store, holds, what);
const steps = (state: AppState = now()): number[] => runsOf(state).map((run) => run.step);

async function experiment(given: Partial<Settings> = {}, isStored = false): Promise<void> {
  store = createAppStore({ ...SETTINGS, ...given }, { isStored });
  open.push(store);
  expect(await now().takeText(TEXT, 'the bell', { kind: 'paste' })).toBe(true);
  await untilReady(0);
}

/** Waits until three models or more rest at a step. */
async function untilReady(step: number): Promise<void> {
  await until(
    (s) =>
      s.status === (step === 0 ? 'idle' : 'paused') && runsOf(s).length >= 3 && steps(s).every((one) => one === step),
    `resting at step ${step}`,
  );
}

async function take(count: number): Promise<void> {
  const first = Math.min(...steps());
  for (let step = first + 1; step <= first + count; step++) {
    now().stepOnce();
    await untilReady(step);
  }
}

/** Trains so many steps, or some more. Returns the step at which all models rest. */
async function train(count: number): Promise<number> {
  const end = Math.min(...steps()) + count;
  now().train();
  await until((s) => steps(s).every((step) => step >= end), `step ${end}`);
  now().pause();
  await until((s) => s.status === 'paused', 'paused');
  await untilReady(steps()[0]!);
  return steps()[0]!;
}

const lossesOf = ({ loss }: ModelRun): number[] => [...loss.values.subarray(0, loss.length)];
const losses = (): number[][] => runsOf(now()).map(lossesOf);
const params = (): Float32Array[] => runsOf(now()).map((run) => run.params);

const undo = () => now().undo();
const redo = () => now().redo();

/** The steps that are compared with those of a run that nothing interrupts. */
const COMPARED = 40;
let unbroken: number[][];
const firstLosses = (count = COMPARED): number[][] => losses().map((series) => series.slice(0, count));

beforeEach(async () => {
  if (unbroken) return;
  await experiment();
  await train(COMPARED);
  unbroken = firstLosses();
});

afterEach(async () => {
  for (const one of open) {
    one.getState().pause();
    void one.getState().close();
  }
  open = [];
  await eraseStorage();
});

describe('what ended a run', () => {
  const ends: Readonly<Record<string, { readonly what: string; readonly act: () => unknown }>> = {
    'a setting': { what: 'Hidden units', act: () => now().changeSettings({ hidden: 12 }) },
    Reset: { what: 'Reset', act: () => now().reset() },
    'another text': { what: 'Text “other”', act: () => now().takeText('hello hello', 'other', { kind: 'paste' }) },
    'another task': { what: 'Text “Delayed recall, lags to 10”', act: () => now().takeTask('recall', 10) },
  };

  test.each(Object.keys(ends))(
    '%s is undone with the trained weights, and training goes on bit for bit',
    async (name) => {
      const { what, act } = ends[name]!;
      await experiment();
      const step = await train(20);
      const before = now();
      const trained = params();
      await act();
      await untilReady(0);
      expect(now().undoable).toEqual({ undo: { what, kind: 'experiment' }, redo: null });
      expect(now().notice).toMatchObject({
        kind: 'info',
        text: `${what}: a run of ${step} steps has ended.`,
        offer: { label: 'Undo' },
      });
      const after = params();
      now().takeOffer(now().notice!.offer!.does);
      await untilReady(step);
      expect(now().notice).toBeNull();
      expect(now().settings).toEqual(before.settings);
      expect(now().text).toBe(before.text);
      expect(params()).toEqual(trained);
      for (const [k, run] of runsOf(now()).entries()) expect(run.checkpoints).toBe(runsOf(before)[k]!.checkpoints);
      expect(now().undoable).toMatchObject({ redo: { what } });
      await train(COMPARED - 20);
      expect(firstLosses()).toEqual(unbroken);
      const whole = losses();

      // What was trained since then is not lost with Redo either.
      await redo();
      await untilReady(0);
      expect(params()).toEqual(after);
      await train(2);
      const later = losses();
      await undo();
      expect(losses()).toEqual(whole);
      await redo();
      expect(losses()).toEqual(later);
    },
  );

  test('on float32 kernels is undone with what float32 leaves out of the weights', async () => {
    await experiment({ backend: 'wasm' });
    await train(COMPARED);
    const reference = firstLosses();
    now().reset();
    await untilReady(0);
    const step = await train(20);
    now().changeSettings({ hidden: 12 });
    await untilReady(0);
    await undo();
    await untilReady(step);
    await train(COMPARED - 20);
    expect(firstLosses()).toEqual(reference);
  });

  test('while it trains is undone with the step at which it stopped, and is paused', async () => {
    await experiment();
    now().train();
    await until((s) => steps(s).every((step) => step >= COMPARED), 'the steps that are compared');
    now().reset();
    await untilReady(0);
    await undo();
    const stopped = Math.min(...steps());
    expect(stopped).toBeGreaterThanOrEqual(COMPARED);
    await untilReady(stopped);
    expect(firstLosses()).toEqual(unbroken);

    // Undo while the earlier run trains: it stops first, and Redo brings back what stood there.
    await now().redo();
    await untilReady(0);
    now().train();
    await until((s) => steps(s).every((step) => step >= 5), 'five steps');
    await now().undo();
    await untilReady(stopped);
    await now().redo();
    await until((s) => s.status === 'paused' && steps(s).every((step) => step >= 5), 'the run that was stopped');
    expect(new Set(steps()).size).toBe(1);
  });

  test('several settings before the first of them has made its networks: each is undone by itself', async () => {
    await experiment();
    const step = await train(3);
    now().changeSettings({ hidden: 12 });
    now().changeSettings({ layers: 2 });
    now().changeSettings({ layers: 3 });
    await untilReady(0);
    expect(runsOf(now()).map(({ spec }) => [spec.hidden, spec.layers])).toEqual([
      [12, 3],
      [12, 3],
      [12, 3],
    ]);
    await undo();
    await untilReady(0);
    expect(runsOf(now()).map(({ spec }) => [spec.hidden, spec.layers])).toEqual([
      [12, 1],
      [12, 1],
      [12, 1],
    ]);
    await undo();
    await untilReady(step);
    expect(firstLosses(3)).toEqual(unbroken.map((series) => series.slice(0, 3)));
    expect(now().undoable.undo).toBeNull();
  });

  test('leaves the page where it is, and goes back to the place in another text', async () => {
    await experiment();
    await take(2);
    now().setUi({ cursor: { t: 40, unit: 5 }, workspace: 'watch' });
    await now().takeText('hello hello', 'other', { kind: 'paste' });
    await untilReady(0);
    now().setUi({ workspace: 'compare' });
    await undo();
    await untilReady(2);
    expect(now().ui.workspace).toBe('compare');
    expect(now().ui.cursor).toMatchObject({ t: 40, unit: 5 });
  });
});

describe('one model', () => {
  test('that was removed comes back in its place with its training; what the others learned since stays', async () => {
    await experiment();
    const id = now().addModel('gru', { learningRate: 0.01 })!;
    await until((s) => s.status === 'idle' && s.models[id]?.run !== null, 'the model');
    const second = now().addModel('lstm', { forgetBias: 3 })!;
    await until((s) => s.status === 'idle' && s.models[second]?.run !== null, 'another model');
    await take(4);
    const removed = now().models[id]!.run!;
    now().removeModel(id);
    expect(now().models[id]).toBeUndefined();
    expect(now().notice?.text).toBe('Remove GRU, learning rate 0.01: a run of 4 steps has ended.');
    await take(3);
    await now().undo();
    await until((s) => s.models[id]?.run?.step === 4, 'the model is back');
    expect(identities(now()).map((is) => is.id)).toEqual(['rnn', 'gru', 'lstm', id, second]);
    expect(now().models[id]!.run!.params).toEqual(removed.params);
    expect(now().models['rnn']!.run!.step).toBe(7);
    now().stepOnce();
    await untilReady(8);
    const caughtUp = lossesOf(now().models[id]!.run!);
    expect(caughtUp.slice(0, 4)).toEqual(lossesOf(removed));

    await now().redo();
    await until((s) => s.models[id] === undefined, 'removed again');
    await now().undo();
    await until((s) => s.models[id]?.run?.step === 8, 'back with what it learned since');
    expect(lossesOf(now().models[id]!.run!)).toEqual(caughtUp);
  });

  test('that was added goes, and comes back trained', async () => {
    await experiment();
    const id = now().addModel('rnn', { clipKind: 'none' })!;
    await until((s) => s.status === 'idle' && s.models[id]?.run !== null, 'the model');
    await take(2);
    const trained = now().models[id]!.run!.params;
    await now().undo();
    await until((s) => s.models[id] === undefined, 'undone');
    expect(steps()).toEqual([2, 2, 2]);
    await now().redo();
    await until((s) => s.models[id]?.run?.step === 2, 'done again');
    expect(now().models[id]!.run!.params).toEqual(trained);
  });

  test('that is unticked or paused is ticked or goes on again, without its training going back', async () => {
    await experiment();
    now().toggleModel('gru');
    now().setPaused('rnn', true);
    now().stepOnce();
    await until((s) => s.status === 'paused' && s.models['lstm']!.run!.step === 1, 'a step of one');
    expect(now().undoable.undo?.what).toBe('Pause RNN');
    await now().undo();
    expect(now().models['rnn']!.is.paused).toBe(false);
    expect(now().undoable).toMatchObject({ undo: { what: 'Untick GRU' }, redo: { what: 'Pause RNN' } });
    await until((s) => s.undoable.undo?.what === 'Untick GRU', 'the first undone');
    await now().undo();
    await until((s) => s.models['gru']!.is.active, 'ticked');
    now().stepOnce();
    await untilReady(2);
  });

  test('that was trained on from provoked weights goes back to the run before, and forth to the one after', async () => {
    await experiment();
    await take(5);
    now().perturb('lstm', { scale: 0.5 });
    now().perturb('lstm', { scale: 0.4 });
    now().trainPerturbed('lstm');
    await until((s) => s.status === 'training' && s.models['lstm']!.run!.step >= 8, 'trained on');
    now().pause();
    await until((s) => s.status === 'paused', 'paused');
    const provoked = now().models['lstm']!.run!;
    await now().undo();
    await until((s) => s.models['lstm']!.run!.step === 5, 'before');
    expect(now().models['lstm']!.perturbation).toMatchObject({ scale: 0.4 });
    await now().undo();
    await until((s) => s.models['lstm']!.perturbation === null, 'as trained');
    await now().redo();
    await until((s) => s.models['lstm']!.perturbation !== null, 'provoked again');
    await now().redo();
    await until((s) => s.models['lstm']!.run!.perturbed.length === 1, 'after');
    expect(lossesOf(now().models['lstm']!.run!)).toEqual(lossesOf(provoked));
    // "Take back" undoes it for this model alone, whatever came since, and can be undone itself.
    now().undoPerturbation('lstm');
    await until((s) => s.models['lstm']!.run!.step === 5, 'taken back');
    now().stepOnce();
    await until((s) => s.status === 'paused' && s.models['lstm']!.run!.step > 5, 'a step of its own');
    expect(lossesOf(now().models['lstm']!.run!).slice(0, 6)).toEqual(unbroken[2]!.slice(0, 6));
    await now().undo();
    await until((s) => s.models['lstm']!.run!.perturbed.length === 1, 'trained on again');
    expect(lossesOf(now().models['lstm']!.run!)).toEqual(lossesOf(provoked));
  });
});

describe('what ends no run', () => {
  test('is undone while training goes on: settings, labels, the step whose weights are shown', async () => {
    await experiment();
    now().train();
    await until((s) => s.status === 'training' && steps(s).every((step) => step >= 2), 'two steps');
    now().changeSettings({ learningRate: 0.01 });
    now().setHypothesis({ id: 'own-1', name: 'bells', kind: 'pattern', pattern: 'bell' });
    now().setHypothesis({ id: 'own-1', name: 'bells', kind: 'pattern', pattern: 'bells?' });
    now().removeHypothesis('own-1');
    now().setUi({ viewedStep: 2 });
    const undone: string[] = [];
    for (let k = 0; k < 5; k++) {
      undone.push(now().undoable.undo!.what);
      const { length } = undone;
      await now().undo();
      await until(({ undoable }) => undoable.undo?.what !== undone[length - 1], 'undone');
    }
    expect(undone).toEqual([
      'Show step 2',
      'Remove label “bells”',
      'Change label “bells”',
      'Add label “bells”',
      'Learning rate',
    ]);
    expect(now().status).toBe('training');
    expect([now().hypotheses, now().ui.viewedStep, now().settings.learningRate]).toEqual([[], null, 0.005]);
    for (let k = 0; k < 5; k++) await now().redo();
    await until(({ undoable }) => undoable.redo === null, 'all done again');
    expect([now().hypotheses, now().ui.viewedStep, now().settings.learningRate]).toEqual([[], 2, 0.01]);
  });
});

describe('stored experiments', () => {
  const listed = async () => {
    await now().listExperiments();
    return now().storage.experiments.map(({ textName, step }) => [textName, step]);
  };
  const saved = async (wanted: readonly (readonly [string, number])[]): Promise<void> => {
    for (;;) {
      if (JSON.stringify(await listed()) === JSON.stringify(wanted)) return;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };

  test('a text that is undone is saved where it was, and one on which nothing was trained leaves nothing', async () => {
    await experiment({}, true);
    await take(2);
    await saved([['the bell', 2]]);
    const first = now().storage.experiment;
    await now().takeText('hello hello', 'other', { kind: 'paste' });
    await saved([
      ['other', 0],
      ['the bell', 2],
    ]);
    await undo();
    await take(1);
    await saved([['the bell', 3]]);
    expect(now().storage.experiment).toBe(first);
    await redo();
    await take(1);
    await saved([
      ['other', 1],
      ['the bell', 3],
    ]);
    const second = now().storage.experiment;
    await undo();
    await take(1);
    await saved([
      ['the bell', 4],
      ['other', 1],
    ]);
    expect(now().storage.experiment).toBe(first);

    // One that is deleted comes back as it was.
    await now().deleteExperiment(second!);
    expect(await listed()).toEqual([['the bell', 4]]);
    await now().undo();
    await until((s) => s.storage.experiments.length === 2, 'undone');
    await now().openExperiment(second!);
    await untilReady(1);
    expect(now().text!.name).toBe('other');
    expect(now().undoable).toEqual({ undo: null, redo: null });
  });
});
