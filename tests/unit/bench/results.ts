import type { Counts, EntrantResult, SuiteResult } from '../../studies/bench/contract.ts';
import { SUITES } from '../../studies/bench/suites.ts';

/** A suite's result in which each named entrant took so many milliseconds per step in each round; others are absent. */
export function suiteResult(
  name: string,
  times: Readonly<Record<string, readonly number[]>>,
  counts: Readonly<Record<string, Partial<Counts>>> = {},
): SuiteResult {
  const suite = SUITES.find((one) => one.name === name)!;
  const entrants = suite.entrants.map((entrant): EntrantResult => {
    const rounds = times[entrant.label];
    if (!rounds) return { entrant, opened: null, slices: [], counts: null, fault: 'it is not installed' };
    const characters = entrant.workload.B * entrant.workload.T;
    return {
      entrant,
      opened: { detail: `detail of ${entrant.label}`, characters },
      // Two steps to a slice, so that a total taken for a step's time shows.
      slices: rounds.map((time) => ({ steps: 2, milliseconds: 2 * time, loss: 1 })),
      counts: { draws: null, gpuBytes: null, wasmBytes: 0, ...counts[entrant.label] },
      fault: null,
    };
  });
  return { suite, entrants };
}
