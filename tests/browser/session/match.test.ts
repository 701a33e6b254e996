/** Select and match through the store, with its real finder and kernels, against the trace that the page shows. */
import { afterEach, expect, test } from 'vitest';
import { unitsOnSpan } from '../../../src/analysis/matching/spanUnits.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import { matchesFileOf } from '../../../src/exports/matchesFile.ts';
import type { MatchRule } from '../../../src/state/matchState.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { tracesOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(20);
const RULE: MatchRule = { side: 'both', on: 0.05, off: 0.05, share: 1, before: 0, after: 0, together: 0.5 };

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(text = TEXT): Promise<void> {
  store = createAppStore({ backend: 'wasm', hidden: 12, unroll: 16, batch: 4 });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
  now().setTraceWindow({ from: 0, to: text.length });
  await until(
    store,
    (s) => s.models['lstm']?.shown?.trace?.tokens.length === text.length,
    'the whole text to be traced',
  );
  now().select({ model: 'lstm', channel: 'h' });
}

afterEach(() => {
  void store?.getState().close();
  store = null;
});

test('the places are those of the trace, but for characters at a threshold', async () => {
  await experiment();
  const rule = { ...RULE, on: 0.1, together: 1 };
  now().selectSpan({ from: 603, to: 600 });
  expect(now().span).toEqual({ from: 600, to: 603 });
  await now().findOccurrences(rule);
  const match = now().match!;
  expect(match).toMatchObject({ status: 'done', sample: { at: 600, model: 'lstm' } });
  const { units, least } = match.question;
  expect(units).toEqual(unitsOnSpan(match.sample.rows, 'signed', rule).chosen);
  expect(units.length).toBeGreaterThan(2);
  expect(least).toBe(units.length);
  const { occurrences, labels } = match.answer!;
  expect(occurrences.read).toEqual({ from: 0, to: TEXT.length });
  expect(occurrences.runs.length).toBeGreaterThan(0);

  const trace = now().models['lstm']!.shown!.trace!;
  const h = trace.channels.h!;
  /** How many units are on at t, at a threshold a little lower or higher. */
  const countAt = (t: number, on: number): number =>
    units.filter(({ unit, sign }) => sign * h[t * 12 + unit]! >= on).length;
  const isIn = new Uint8Array(TEXT.length);
  for (let k = 0; k < occurrences.runs.length; k += 2) isIn.fill(1, occurrences.runs[k]!, occurrences.runs[k + 1]!);
  // A short text is read in one stream from its beginning, as the trace is.
  for (let t = 0; t < TEXT.length; t++) {
    if (isIn[t]) expect(countAt(t, 0.1 - 2e-4), `t ${t}`).toBeGreaterThanOrEqual(least);
    else if (t < 595 || t > 608) expect(countAt(t, 0.1 + 2e-4), `t ${t}`).toBeLessThan(least);
  }
  expect(labels!.at.length).toBe(occurrences.best.length);
  expect(labels!.labels.map(({ name }) => name)).toContain('inside double quotes');

  // Leaving Find gives the finder's memory back; coming back, the same is found again.
  now().setUi({ workspace: 'find' });
  now().setUi({ workspace: 'watch' });
  now().setUi({ workspace: 'find' });
  await now().findOccurrences(rule);
  expect(now().match!.answer!.occurrences).toEqual(occurrences);
  expect(now().notice).toBeNull();

  const file = new TextDecoder().decode(matchesFileOf(now())!.bytes);
  expect(file).toContain('\r\nselected text,');
  expect(file.split('\r\n').filter((line) => /^\d+,\d+,\d+,\d+,/.test(line)).length).toBe(occurrences.best.length);
});

test('of questions in a row the newest is answered, with the weights of the first', async () => {
  await experiment();
  now().selectSpan({ from: 600, to: 604 });
  const first = now().findOccurrences(RULE);
  const { sample } = now().match!;
  void now().findOccurrences({ ...RULE, on: 0.06 });
  const last = now().findOccurrences({ ...RULE, on: 0.07 });
  await Promise.all([first, last]);
  expect(now().match!.status).toBe('done');
  expect(now().match!.answer!.question.rule.on).toBe(0.07);
  expect(now().match!.sample).toBe(sample);
  const { params } = sample;
  now().stepOnce();
  await until(store!, (s) => s.models['lstm']?.shown?.trace?.step === 1, 'the trace after one step');
  await now().findOccurrences(RULE);
  expect(now().match!.sample.params).toBe(params);
  await now().findOccurrences(RULE, true);
  expect(now().match!.sample).toMatchObject({ step: 1, params: now().models['lstm']?.shown?.params });
});

test('a question is stopped at once, and asked again', async () => {
  await experiment();
  now().selectSpan({ from: 600, to: 604 });
  const ended = now().findOccurrences(RULE);
  now().stopOccurrences();
  expect(now().match!.status).toBe('stopped');
  await ended;
  expect(now().notice).toBeNull();
  await now().findOccurrences(RULE);
  expect(now().match!.status).toBe('done');
});

test('a span keeps its characters when the traced stretch moves; a place outside moves it; another passage has none', async () => {
  await experiment();
  now().setTraceWindow({ from: 100, to: 400 });
  now().selectSpan({ from: 10, to: 20 });
  now().setTraceWindow({ from: 50, to: 350 });
  expect(now().span).toEqual({ from: 60, to: 70 });
  now().goToCharacter(200);
  expect(now()).toMatchObject({ ui: { cursor: { t: 150 } }, traceWindow: { from: 50 }, span: { from: 60 } });
  now().goToCharacter(1000);
  expect(now()).toMatchObject({ ui: { cursor: { t: 150 } }, traceWindow: { from: 850, to: 1150 }, span: null });
  now().goToCharacter(TEXT.length - 1);
  expect(now().traceWindow.from + now().ui.cursor.t).toBe(TEXT.length - 1);
  now().selectSpan({ from: 0, to: 4 });
  now().changeCharacter(3, 'e');
  expect(now().span).toBeNull();
  now().selectSpan({ from: 0, to: 4 });
  await now().takeText(`${TEXT}!`, 'another', { kind: 'paste' });
  expect(now()).toMatchObject({ span: null, match: null });
});

test('a text of a few characters is asked like any other', async () => {
  await experiment('hello hello');
  now().selectSpan({ from: 2, to: 4 });
  await now().findOccurrences({ ...RULE, on: 0.01 });
  const { answer, question } = now().match!;
  expect(question.units.length).toBeGreaterThan(0);
  expect(answer!.occurrences).toMatchObject({ read: { from: 0, to: 11 } });
  expect(answer!.labels!.labels.map(({ name }) => name)).toContain('vowel');
});
