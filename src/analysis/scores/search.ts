import { type AskableLabel, askableLabels } from './askedLabels.ts';
import { contextScores } from './strongContexts.ts';
import { fitProbes } from './fitProbes.ts';
import {
  type AbsentLabel,
  type Findings,
  type LabelDoubt,
  type LabelFinding,
  LEAST_CHARACTERS,
  LEAST_COUNT,
  type SearchReport,
  type SearchRequest,
  type SearchStage,
  type SearchRange,
} from './findings.ts';
import { type LabelValues, partOf } from './labelValues.ts';
import { pulse } from '../../engine/pulse.ts';
import { scanStates, streamsFor, WARM_UP } from './scan.ts';
import { chanceShifts, percentile95, samplePositions, shiftedBest, SHIFTS } from './shifts.ts';
import { chosenUnit, scoreAroundMiddle } from './aroundMiddle.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';
import { effectSize, scoreUnits, type UnitScores, valueTable } from './unitScores.ts';

/** The largest number of characters that are read. */
export const MOST_CHARACTERS = 100_000;
/** The largest number of codes in memory, 2 bytes each: all units on half of the characters. */
const MOST_CODES = 80e6;
/** Positions per half at which shifted labels are scored and probes are fitted. */
const SAMPLED = 5120;
/** Characters per half on which the untrained network is searched. */
const UNTRAINED = 10_000;

interface AskedValues extends AskableLabel {
  /** Values on all characters of the range. */
  readonly on: LabelValues;
}

/** The range that is read of a text with `count` characters: its end, where the held-out part is. */
export function searchStretch(count: number, units: number): SearchRange {
  const half = Math.floor(Math.min(count, MOST_CHARACTERS, (2 * MOST_CODES) / units) / 2);
  return {
    from: count - 2 * half,
    to: count,
    half,
    streams: streamsFor(half),
    warmUp: WARM_UP,
    sampled: 2 * Math.min(SAMPLED, half),
    untrained: 2 * Math.min(UNTRAINED, half),
  };
}

/**
 * Scores every unit × channel × layer on every label. Units are chosen on the first half of the range and scored on
 * the second. The baselines are chance, the last characters, the untrained network and a probe on all units.
 *
 * @throws RangeError if the text is too short; SyntaxError if a hypothesis is not a valid regular expression
 */
export async function searchUnits(
  request: SearchRequest,
  tools: SearchTools,
  report: (report: SearchReport) => void,
): Promise<void> {
  const { spec, tokens, seed } = request;
  if (tokens.length < LEAST_CHARACTERS) throw new RangeError(`a text of ${tokens.length} characters is too short`);
  const share = (stage: SearchStage, done: number): void => report({ kind: 'share', stage, share: done });
  share('labels', 0);
  const stretch = searchStretch(tokens.length, unitCount(spec));
  const { from, half, streams } = stretch;
  const begin = (name: string): void => report({ kind: 'label', name });
  const all = askableLabels(request, stretch, begin).map((one): AskedValues => ({ ...one, on: one.compute() }));
  const absent: AbsentLabel[] = [];
  const asked: AskedValues[] = [];
  for (const one of all) {
    const why = whyAbsent(one.on, half);
    if (why === null) asked.push(one);
    else absent.push({ name: one.name, why });
  }
  const doubts = all.flatMap(({ name, doubt }): LabelDoubt[] => {
    const found = doubt();
    return found ? [{ name, ...found }] : [];
  });
  const labels = asked.map(({ on }) => on);
  const parts = [
    labels.map((label) => partOf(label, 0, half)),
    labels.map((label) => partOf(label, half, 2 * half)),
  ] as const;

  let codes: Uint16Array | null = new Uint16Array(unitCount(spec) * half);
  const reader = await tools.openReader(spec, request.params, streams);
  const sampled = stretch.sampled / 2;
  const positions = [samplePositions(half, sampled, seed), samplePositions(half, sampled, seed + 1)] as const;
  const sample = new Uint16Array(unitCount(spec) * stretch.sampled);
  const scored: UnitScores[] = [];
  for (const part of [0, 1] as const) {
    const done = (within: number): void => share('reading', (part + within) / 2);
    scanStates(reader, tokens, from + part * half, half, codes, (within) => done(0.8 * within));
    takeSample(codes, half, positions[part], sample, stretch.sampled, part * sampled);
    scored.push(await scoreUnits(spec, codes, parts[part], tools.openProducts, (within) => done(0.8 + 0.2 * within)));
  }
  const findings: Findings = {
    stretch,
    found: findBest(request, stretch, asked, parts, scored, codes),
    absent,
    doubts,
    scores: scored[1]!.ranked,
  };
  codes = null;
  report({ kind: 'findings', findings });
  if (asked.length === 0) return;

  const offsets = Int32Array.from([...positions[0], ...positions[1].map((at) => half + at)]);
  const best: Float64Array[] = [];
  const shifts = chanceShifts(2 * half, SHIFTS, seed);
  await shiftedBest(sample, offsets, labels, shifts, tools.openProducts, (next) => {
    best.push(...next);
    share('chance', best.length / shifts.length);
    report({
      kind: 'chance',
      shifts: best.length,
      marks: asked.map((_, k) => percentile95(best.map((one) => one[k]!))),
    });
  });
  const before = await scoreAroundMiddle(request, request.untrained, stretch, labels, tools, (done) =>
    share('untrained', done),
  );
  report({ kind: 'untrained', scores: before.best.map(({ score }) => score) });
  await fitProbes(spec, sample, offsets, labels, tools.openProducts, (label, probe) => {
    report({ kind: 'probe', label, probe });
    share('probe', (label + 1) / labels.length);
  });
}

/** Why a label cannot be scored; null if it can. */
function whyAbsent({ kind, values }: LabelValues, half: number): AbsentLabel['why'] | null {
  const parts = [values.subarray(0, half), values.subarray(half)];
  if (kind === 'numeric') return parts.every((part) => part.some((value) => value !== part[0])) ? null : 'constant';
  const counts = parts.map((part) => {
    let on = 0;
    for (const value of part) on += value;
    return on;
  });
  if (counts.every((on) => on === 0)) return 'nowhere';
  if (counts.every((on) => on === half)) return 'everywhere';
  return counts.every((on) => on >= LEAST_COUNT && half - on >= LEAST_COUNT) ? null : 'rare';
}

function takeSample(
  codes: Uint16Array,
  n: number,
  positions: Int32Array,
  sample: Uint16Array,
  width: number,
  at: number,
): void {
  for (let row = 0; row < codes.length / n; row++) {
    for (let k = 0; k < positions.length; k++) sample[row * width + at + k] = codes[row * n + positions[k]!]!;
  }
}

/** @param codes codes of the second half, [U, half] */
function findBest(
  { spec, tokens }: SearchRequest,
  { from, half }: SearchRange,
  asked: readonly AskedValues[],
  [fit, test]: readonly [readonly LabelValues[], readonly LabelValues[]],
  scored: readonly UnitScores[],
  codes: Uint16Array,
): LabelFinding[] {
  const U = codes.length / half;
  const fitPart = { tokens: tokens.subarray(from, from + half), labels: fit };
  const testPart = { tokens: tokens.subarray(from + half, from + 2 * half), labels: test };
  const last1 = contextScores(1, spec.vocab, fitPart, testPart);
  const last3 = contextScores(3, spec.vocab, fitPart, testPart);
  return asked.map(({ id, name, definition, kind }, k) => {
    const best = chosenUnit(kind, scored[0]!.ranked, scored[1]!.ranked, k, U);
    const { values } = test[k]!;
    let sum = 0;
    for (const value of values) sum += value;
    const table = valueTable(spec, best.row);
    const unit = new Float32Array(half);
    for (let t = 0; t < half; t++) unit[t] = table[codes[best.row * half + t]!]!;
    pulse(8 * half);
    return {
      id,
      name,
      definition,
      kind,
      ...best,
      linear: kind === 'numeric' ? scored[1]!.linear[k * U + best.row]! : null,
      last1: last1[k]!,
      last3: last3[k]!,
      frequency: sum / half,
      effect: kind === 'binary' ? effectSize(unit, values as Uint8Array) : null,
    };
  });
}
