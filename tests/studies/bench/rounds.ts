import type { Counts, Entrant, EntrantResult, Opened, Slice, Suite, SuiteResult } from './contract.ts';

/** An entrant that is ready to step. */
export interface Runner {
  readonly opened: Opened;
  slice(milliseconds: number): Promise<Slice>;
  counts(): Promise<Counts | null>;
  close(): Promise<void>;
}

/** @throws Error with a sentence if the entrant cannot take part */
export type OpenRunner = (entrant: Entrant) => Promise<Runner>;

interface Lane {
  readonly entrant: Entrant;
  runner: Runner | null;
  readonly slices: Slice[];
  fault: string | null;
}

/**
 * Measures a suite: all entrants are opened and warmed up, then each has its slice in every round, one at a time, so that
 * what else the machine does meets all of them alike. Each round begins with another entrant. One that fails is left out
 * from then on and says why.
 */
export async function runSuite(
  suite: Suite,
  rounds: number,
  open: OpenRunner,
  progress: (done: string) => void,
): Promise<SuiteResult> {
  const lanes: Lane[] = suite.entrants.map((entrant) => ({ entrant, runner: null, slices: [], fault: null }));
  const attempt = async <R>(lane: Lane, work: () => Promise<R>): Promise<R | null> => {
    try {
      return await work();
    } catch (error) {
      // The first line is the sentence; what follows in the browser's errors is the place.
      [lane.fault] = (error instanceof Error ? error.message : String(error)).split('\n');
      return null;
    }
  };
  for (const lane of lanes) {
    progress(`opening ${lane.entrant.label}`);
    lane.runner = await attempt(lane, () => open(lane.entrant));
  }
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < lanes.length; k++) {
      const lane = lanes[(k + round) % lanes.length];
      const { runner } = lane;
      if (!runner || lane.fault !== null) continue;
      progress(`round ${round + 1} of ${rounds}, ${lane.entrant.label}`);
      const slice = await attempt(lane, () => runner.slice(suite.sliceMilliseconds));
      if (slice) lane.slices.push(slice);
    }
  }
  const entrants: EntrantResult[] = [];
  for (const lane of lanes) {
    const { entrant, runner, slices } = lane;
    const counts = runner && lane.fault === null ? await attempt(lane, () => runner.counts()) : null;
    await attempt(lane, async () => runner?.close());
    const { fault } = lane;
    const isWhole = fault === null;
    entrants.push({
      entrant,
      opened: isWhole && runner ? runner.opened : null,
      slices: isWhole ? slices : [],
      counts,
      fault,
    });
  }
  return { suite, entrants };
}
