/** Select and match through the store, with its real finder and kernels, against the trace that the page shows. */
import { afterEach, expect, test } from 'vitest';
import { unitsOnSpan } from '../../../src/analysis/matching/spanUnits.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import { matchesFileOf } from '../../../src/store/matchesFile.ts';
import type { MatchRule } from '../../../src/store/matchState.ts';
import type { AppStoreApi } from '../../../src/store/state.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(20);
const RULE: MatchRule = { side: 'both', on: 0.05, off: 0.05, share: 1, before: 0, after: 0, together: 0.5 };

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(text = TEXT): Promise<void> {
  store = createAppStore({ backend: 'wasm', hidden: 12, unroll: 16, batch: 4 });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && Object.keys(s.traces).length === 3, 'three traced models');
  now().setTraceWindow(0, text.length);
  await until(store, (s) => s.traces['lstm']?.tokens.length === text.length, 'the whole text to be traced');
  now().select({ slot: 'lstm', channel: 'h' });
}

afterEach(() => {
  store?.getState().close();
  store = null;
});

test('the places are those of the trace, but for characters at a threshold', async () => {
  await experiment();
  const rule = { ...RULE, on: 0.1, together: 1 };
  now().selectSpan({ from: 603, to: 600 });
  expect(now().span).toEqual({ from: 600, to: 603 });
  await now().findPlaces(rule);
  const match = now().match!;
  expect(match).toMatchObject({ status: 'done', sample: { at: 600, slot: 'lstm' } });
  const { units, least } = match.question;
  expect(units).toEqual(unitsOnSpan(match.sample.rows, 'signed', rule).chosen);
  expect(units.length).toBeGreaterThan(2);
  expect(least).toBe(units.length);
  const { places, labels } = match.answer!;
  expect([places.from, places.count]).toEqual([0, TEXT.length]);
  expect(places.runs.length).toBeGreaterThan(0);

  const trace = now().traces['lstm']!;
  const h = trace.channels.h!;
  /** How many units are on at t, at a threshold a little lower or higher. */
  const countAt = (t: number, on: number): number =>
    units.filter(({ unit, sign }) => sign * h[t * 12 + unit]! >= on).length;
  const isIn = new Uint8Array(TEXT.length);
  for (let k = 0; k < places.runs.length; k += 2) isIn.fill(1, places.runs[k]!, places.runs[k]! + places.runs[k + 1]!);
  // A short text is read in one stream from its beginning, as the trace is.
  for (let t = 0; t < TEXT.length; t++) {
    if (isIn[t]) expect(countAt(t, 0.1 - 2e-4), `t ${t}`).toBeGreaterThanOrEqual(least);
    else if (t < 595 || t > 608) expect(countAt(t, 0.1 + 2e-4), `t ${t}`).toBeLessThan(least);
  }
  expect(labels!.at.length).toBe(places.best.length);
  expect(labels!.labels.map(({ name }) => name)).toContain('inside double quotes');

  // Leaving Find gives the finder's memory back; coming back, the same is found again.
  now().setWorkspace('find');
  now().setWorkspace('watch');
  now().setWorkspace('find');
  await now().findPlaces(rule);
  expect(now().match!.answer!.places).toEqual(places);
  expect(now().notice).toBeNull();

  const file = new TextDecoder().decode(matchesFileOf(now())!.bytes);
  expect(file).toContain('\r\nselected text,');
  expect(file.split('\r\n').filter((line) => /^\d+,\d+,\d+,\d+,/.test(line)).length).toBe(places.best.length);
});

test('of questions in a row the newest is answered, with the weights of the first', async () => {
  await experiment();
  now().selectSpan({ from: 600, to: 604 });
  const first = now().findPlaces(RULE);
  const { sample } = now().match!;
  void now().findPlaces({ ...RULE, on: 0.06 });
  const last = now().findPlaces({ ...RULE, on: 0.07 });
  await Promise.all([first, last]);
  expect(now().match!.status).toBe('done');
  expect(now().match!.answer!.question.rule.on).toBe(0.07);
  expect(now().match!.sample).toBe(sample);
  const { params } = sample;
  now().stepOnce();
  await until(store!, (s) => s.traces['lstm']?.step === 1, 'the trace after one step');
  await now().findPlaces(RULE);
  expect(now().match!.sample.params).toBe(params);
  await now().findPlaces(RULE, true);
  expect(now().match!.sample).toMatchObject({ step: 1, params: now().tracedParams['lstm'] });
});

test('a question is stopped at once, and asked again', async () => {
  await experiment();
  now().selectSpan({ from: 600, to: 604 });
  const ended = now().findPlaces(RULE);
  now().stopPlaces();
  expect(now().match!.status).toBe('stopped');
  await ended;
  expect(now().notice).toBeNull();
  await now().findPlaces(RULE);
  expect(now().match!.status).toBe('done');
});

test('a span keeps its characters when the traced stretch moves; a place outside moves it; another passage has none', async () => {
  await experiment();
  now().setTraceWindow(100, 300);
  now().selectSpan({ from: 10, to: 20 });
  now().setTraceWindow(50, 300);
  expect(now().span).toEqual({ from: 60, to: 70 });
  now().moveToCharacter(200);
  expect(now()).toMatchObject({ cursor: { t: 150 }, traceWindow: { start: 50 }, span: { from: 60 } });
  now().moveToCharacter(1000);
  expect(now()).toMatchObject({ cursor: { t: 150 }, traceWindow: { start: 850, length: 300 }, span: null });
  now().moveToCharacter(TEXT.length - 1);
  expect(now().traceWindow.start + now().cursor.t).toBe(TEXT.length - 1);
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
  await now().findPlaces({ ...RULE, on: 0.01 });
  const { answer, question } = now().match!;
  expect(question.units.length).toBeGreaterThan(0);
  expect(answer!.places).toMatchObject({ from: 0, count: 11 });
  expect(answer!.labels!.labels.map(({ name }) => name)).toContain('vowel');
});
