/** A memory task learned in the real workers: what the store says of the answers is what the reference says of the weights. */
import { afterEach, expect, test } from 'vitest';
import { scoreAnswers } from '../../../src/analysis/recall.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { MEMORY_TASKS, taskText } from '../../../src/samples/memoryTasks.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { AppStoreApi } from '../../../src/store/state.ts';
import { until } from '../support/until.ts';

let store: AppStoreApi | null = null;
const now = () => store!.getState();

afterEach(() => {
  store?.getState().pause();
  store?.getState().close();
  store = null;
});

test('models are asked on a text of the task, longer lags among it, and the scores are those of their weights', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeTask('brackets', 12)).toBe(true);
  expect(now().text?.name).toBe('Brackets, lags to 12');
  now().setWorkspace('compare');
  now().setComparePage('memory');
  await until(store, (s) => Object.keys(s.recall).length === 3, 'three models asked');
  const { recall, text, tracedParams, runs } = now();
  const asked = taskText(MEMORY_TASKS.find(({ id }) => id === 'brackets')!, 18, 8000, 'test');
  const tokens = Int32Array.from(asked.text, (symbol) => text!.symbols.indexOf(symbol));
  expect(Math.min(...tokens)).toBeGreaterThanOrEqual(0);
  for (const id of ['rnn', 'gru', 'lstm']) {
    expect(recall[id]!.asked).toEqual(asked.answers);
    const { spec } = runs[id]!;
    const { logits } = traceText(spec, Float64Array.from(tracedParams[id]!), tokens, 0);
    expect(recall[id]!.scores).toEqual(scoreAnswers(logits, spec.vocab, tokens, asked.answers));
  }
  expect(Math.max(...asked.answers.map(({ lag }) => lag))).toBe(18);
});

test('another text forgets the answers, and no model is asked where there is no task', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  now().setWorkspace('compare');
  now().setComparePage('memory');
  await now().takeTask('copy', 10);
  await until(store, (s) => Object.keys(s.recall).length === 3, 'three models asked');
  await now().takeText('She said "wait", and the bell rang twice. '.repeat(30), 'a text', { kind: 'paste' });
  expect(now().recall).toEqual({});
  await until(store, (s) => Object.keys(s.traces).length === 3 && s.status === 'idle', 'the new text traced');
  expect(now().recall).toEqual({});
  expect(await now().takeTask('no such task', 10)).toBe(false);
});
