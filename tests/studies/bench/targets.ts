import type { EntrantResult, SuiteResult } from './contract.ts';
import { ratios, type Spread, spread } from './statistics.ts';

/** "At least" holds if the median is within this part of it. */
const TOLERANCE = 0.1;

export type Standing = 'aim reached' | 'reached' | 'reached within 10 %' | 'not reached' | 'not measured';

/** One line of the table of what must be reached. */
export interface Verdict {
  readonly what: string;
  readonly atLeast: number;
  readonly aim: number;
  /** Whether smaller is better: a time instead of a ratio. */
  readonly isTime: boolean;
  /** Null when something that it needs was not measured. */
  readonly measured: Spread | null;
  readonly standing: Standing;
}

/** Where a median stands; for a time, smaller is better. */
export function standing(median: number, atLeast: number, aim: number, isTime = false): Standing {
  const [value, floor, goal] = isTime ? [1 / median, 1 / atLeast, 1 / aim] : [median, atLeast, aim];
  if (value >= goal) return 'aim reached';
  if (value >= floor) return 'reached';
  return value >= floor * (1 - TOLERANCE) ? 'reached within 10 %' : 'not reached';
}

/** Characters per second, round by round. */
export function speeds({ opened, slices }: EntrantResult): readonly number[] {
  return opened ? slices.map(({ steps, milliseconds }) => (opened.characters * steps * 1000) / milliseconds) : [];
}

/** Milliseconds per step, round by round. */
export function stepTimes({ slices }: EntrantResult): readonly number[] {
  return slices.map(({ steps, milliseconds }) => milliseconds / steps);
}

type Rounds = readonly number[];

/** The best of several in each round; empty if one of them is missing, since it might have been the best. */
function best(all: readonly Rounds[]): Rounds {
  const [first = [], ...others] = all;
  if (all.some((rounds) => rounds.length !== first.length)) return [];
  return first.map((value, round) => Math.max(value, ...others.map((rounds) => rounds[round])));
}

/** Every line of the table, in its order, with what this run has measured. */
export function judge(suites: readonly SuiteResult[]): readonly Verdict[] {
  const find = (suite: string, label: string): EntrantResult | null =>
    suites.find((result) => result.suite.name === suite)?.entrants.find(({ entrant }) => entrant.label === label) ??
    null;
  const speedOf = (suite: string, label: string): Rounds => {
    const result = find(suite, label);
    return result ? speeds(result) : [];
  };
  const timeOf = (suite: string, label: string): Rounds => {
    const result = find(suite, label);
    return result ? stepTimes(result) : [];
  };
  const verdicts: Verdict[] = [];
  const add = (what: string, atLeast: number, aim: number, values: Rounds, isTime = false): void => {
    const measured = values.length > 0 ? spread(values) : null;
    verdicts.push({
      what,
      atLeast,
      aim,
      isTime,
      measured,
      standing: measured ? standing(measured.median, atLeast, aim, isTime) : 'not measured',
    });
  };
  const perCell = (suite: string, line: (name: string, cell: string) => void): void => {
    for (const cell of ['lstm', 'gru', 'rnn']) line(`${suite}-${cell}`, cell.toUpperCase());
  };
  const against = (what: string, atLeast: number, aim: number, suite: string, ours: string, theirs: string): void =>
    add(what, atLeast, aim, ratios(speedOf(suite, ours), speedOf(suite, theirs)));

  perCell('W', (suite, cell) => {
    const layers = best(['webgl', 'wasm', 'cpu'].map((backend) => speedOf(suite, `layers-${backend}`)));
    add(`W, ${cell}: wasm against the best tf.layers backend`, 28, 40, ratios(speedOf(suite, 'ours-wasm'), layers));
  });
  perCell('W', (suite, cell) => {
    if (cell !== 'GRU') against(`W, ${cell}: wasm against recurrent-js`, 43, 60, suite, 'ours-wasm', 'recurrent-js');
    against(`W, ${cell}: wasm against brain.js`, 43, 60, suite, 'ours-wasm', 'brain.js');
  });
  perCell('W', (suite, cell) => {
    against(`W, ${cell}: wasm against PyTorch, one thread, OpenBLAS`, 1.1, 1.4, suite, 'ours-wasm', 'torch');
  });
  perCell('W2', (suite, cell) => {
    against(`W2, ${cell}: wasm against PyTorch, one thread, OpenBLAS`, 0.9, 1.1, suite, 'ours-wasm', 'torch');
  });
  against('W1: wasm against numpy min-char-rnn', 3, 6, 'W1', 'ours-wasm', 'numpy');
  perCell('W', (suite, cell) => {
    against(`W, ${cell}: webgl against tf.layers on webgl`, 2.1, 3, suite, 'ours-webgl', 'layers-webgl');
  });
  perCell('W2', (suite, cell) => {
    against(`W2, ${cell}: webgl against tf.layers on webgl`, 1.3, 2, suite, 'ours-webgl', 'layers-webgl');
  });
  perCell('tiny', (suite, cell) => {
    against(`tiny, ${cell}: webgl against tf.layers on webgl`, 25, 30, suite, 'ours-webgl', 'layers-webgl');
  });
  perCell('count', (suite, cell) => {
    const [ours, theirs] = ['ours-webgl', 'layers-webgl'].map((label) => find(suite, label)?.counts?.draws ?? 0);
    add(
      `W, ${cell}: draw calls per step, tf.layers' through ours`,
      30,
      33,
      ours > 0 && theirs > 0 ? [theirs / ours] : [],
    );
  });
  perCell('count', (suite, cell) => {
    const values = ratios(timeOf(suite, 'layers-webgl'), timeOf(suite, 'ours-webgl'));
    add(`W, ${cell}: JavaScript per webgl step, tf.layers' through ours`, 50, 140, values);
  });
  perCell('trace', (_, cell) => {
    const label = cell.toLowerCase();
    add(`${cell}: trace of 1,000 steps, H 128, ms`, 16, 10, timeOf('trace', `${label}, 1,000 steps`), true);
    add(`${cell}: trace of one step, H 128, ms`, 0.1, 0.03, timeOf('trace', `${label}, one step`), true);
  });
  return verdicts;
}
