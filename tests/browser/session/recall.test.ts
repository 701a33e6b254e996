/** A memory task learned in the real workers: what the store says of the answers is what the reference says of the weights. */
import { afterEach, expect, test } from 'vitest';
import { shallow } from 'zustand/shallow';
import { scoreAnswers } from '../../../src/analysis/recall.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { MEMORY_TASKS, taskText } from '../../../src/samples/memoryTasks.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { tracesOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

/** The answers of the models that have been asked. */
const recallsOf = ({ models }: Pick<AppState, 'models'>) =>
  Object.values(models).flatMap(({ results }) => results.recall ?? []);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

afterEach(() => {
  store?.getState().pause();
  void store?.getState().close();
  store = null;
});

test('models are asked on a text of the task, longer lags among it, and the scores are those of their weights', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeTask('brackets', 12)).toBe(true);
  expect(now().text?.name).toBe('Brackets, lags to 12');
  now().setUi({ workspace: 'compare' });
  now().setUi({ comparePage: 'memory' });
  await until(store, (s) => recallsOf(s).length === 3, 'three models asked');
  const { models, text } = now();
  const asked = taskText(MEMORY_TASKS.find(({ id }) => id === 'brackets')!, 18, 8000, 'test');
  const tokens = Int32Array.from(asked.text, (symbol) => text!.symbols.indexOf(symbol));
  expect(Math.min(...tokens)).toBeGreaterThanOrEqual(0);
  for (const id of ['rnn', 'gru', 'lstm']) {
    const { run, shown, results } = models[id]!;
    expect(results.recall!.asked).toEqual(asked.answers);
    const { spec } = run!;
    const { logits } = traceText(spec, Float64Array.from(shown!.params), tokens, 0);
    expect(results.recall!.scores).toEqual(scoreAnswers(logits, spec.vocab, tokens, asked.answers));
  }
  expect(Math.max(...asked.answers.map(({ lag }) => lag))).toBe(18);
});

test('while they train, all models are asked at once: the answers that are compared belong to one step', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  await now().takeTask('copy', 10);
  now().setUi({ workspace: 'compare' });
  now().setUi({ comparePage: 'memory' });
  const seen: number[][] = [];
  store.subscribe((state, before) => {
    if (!shallow(recallsOf(state), recallsOf(before))) seen.push(recallsOf(state).map(({ step }) => step));
  });
  now().train();
  await until(store, (s) => recallsOf(s).some(({ step }) => step > 20), 'asked again while training');
  now().pause();
  await until(store, (s) => s.status === 'paused', 'paused');
  const { step } = now().models['lstm']!.run!;
  await until(store, (s) => recallsOf(s).every((of) => of.step === step), 'asked of the newest weights');
  expect(seen.length).toBeGreaterThan(2);
  for (const steps of seen) {
    expect(steps).toHaveLength(3);
    expect(new Set(steps).size, steps.join(', ')).toBe(1);
  }
});

test('another text forgets the answers, and no model is asked where there is no task', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  now().setUi({ workspace: 'compare' });
  now().setUi({ comparePage: 'memory' });
  await now().takeTask('copy', 10);
  await until(store, (s) => recallsOf(s).length === 3, 'three models asked');
  await now().takeText('She said "wait", and the bell rang twice. '.repeat(30), 'a text', { kind: 'paste' });
  expect(recallsOf(now())).toEqual([]);
  await until(store, (s) => tracesOf(s).length === 3 && s.status === 'idle', 'the new text traced');
  expect(recallsOf(now())).toEqual([]);
  expect(await now().takeTask('no such task', 10)).toBe(false);
});
