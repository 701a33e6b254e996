import type { FormationReport } from '../analysis/scores/formation.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { handOver } from '../worker/client.ts';
import { FinderJob } from './finderJob.ts';
import { noticeOfAnswer } from './notices.ts';
import type { FormedMoment, Search, SlotFormation } from './findState.ts';
import type { AppStoreApi, Checkpoint, SlotId, SlotRun } from './state.ts';

/** Milliseconds without a report after which it counts as stuck. */
const SILENCE_LIMIT = 60_000;

/** Scores the labels of a search at every kept training step: when did the unit that it found come to be? */
export class Forming {
  private readonly job = new FinderJob();

  constructor(private readonly store: AppStoreApi) {}

  /**
   * Scores the selected model's kept weights; those that were scored before for the same search are not read again. Nothing
   * happens without a search that has found something. Resolves when it has ended somehow.
   */
  async score(): Promise<void> {
    this.stop();
    const { cursor, runs, text, searches, formations } = this.store.getState();
    const slot = cursor.slot;
    const [run, search] = [runs[slot], searches[slot]];
    const findings = search?.findings;
    if (!run || !text || !search || !findings || findings.found.length === 0) return;
    const kept = weightsOf(run, search);
    const before = stillKept(formations[slot]?.of === findings ? formations[slot].moments : [], kept);
    const known = new Set(before.map(({ of }) => of));
    const missing = kept.filter(({ params }) => !known.has(params));
    const weights = missing.map(({ step, params }) => ({ step, params: params.slice() }));
    this.set(slot, { of: findings, status: weights.length > 0 ? 'running' : 'done', share: 0, moments: before });
    if (weights.length === 0) return;
    const tokens = text.tokens.slice();
    const request = {
      spec: search.spec,
      tokens,
      symbols: text.symbols,
      hypotheses: search.hypotheses,
      weights,
      followed: findings.found.map(({ id, row, direction }) => ({ label: id, row, direction })),
    };
    const handed = handOver(request, tokens, ...weights.map(({ params }) => params));
    const take = (report: FormationReport): void => {
      const now = this.store.getState().formations[slot];
      // The model was taken away meanwhile, or searched anew.
      if (now?.of !== findings) this.stop();
      else if (report.kind === 'share') this.set(slot, { ...now, share: report.share });
      else {
        const of = missing.find(({ step }) => step === report.moment.step)!.params;
        const moments = [...now.moments, { ...report.moment, of }].toSorted((a, b) => a.step - b.step);
        this.set(slot, { ...now, moments });
      }
    };
    try {
      const isDone = await this.job.run<FormationReport>(
        async (api, heard) => api.formation(handed, heard),
        take,
        () => this.end(slot, 'stopped'),
        () => SILENCE_LIMIT,
      );
      if (isDone) this.end(slot, 'done');
    } catch (error) {
      this.store.setState({ notice: noticeOfAnswer(error, SENTENCES.searchStopped()) });
      this.end(slot, 'stopped');
    }
  }

  /** Ends it; what has been scored stays. */
  stop(): void {
    this.job.stop();
  }

  private end(slot: SlotId, status: 'done' | 'stopped'): void {
    const now = this.store.getState().formations[slot];
    if (now) this.set(slot, { ...now, status });
  }

  private set(slot: SlotId, formation: SlotFormation): void {
    this.store.setState(({ formations }) => ({ formations: { ...formations, [slot]: formation } }));
  }
}

/** Weights of one training step. */
type StepWeights = Pick<Checkpoint, 'step' | 'params'>;

/**
 * The weights that a run keeps and those that were searched, oldest first. Searched ones that were changed by hand are left
 * out: they are no step of the run.
 */
export function weightsOf(
  { checkpoints }: Pick<SlotRun, 'checkpoints'>,
  { params, step, changes }: Pick<Search, 'params' | 'step' | 'changes'>,
): readonly StepWeights[] {
  if (changes.length > 0 || checkpoints.some((one) => one.step === step)) return checkpoints;
  return [...checkpoints, { step, params }].toSorted((a, b) => a.step - b.step);
}

/** The moments whose weights are among those. */
export function stillKept(moments: readonly FormedMoment[], weights: readonly StepWeights[]): readonly FormedMoment[] {
  const kept = new Set(weights.map(({ params }) => params));
  return moments.filter(({ of }) => kept.has(of));
}
