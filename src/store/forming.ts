import type { FormationMoment, FormationReport } from '../analysis/scores/formation.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { handOver, WorkerSilentError } from '../worker/client.ts';
import { FinderJob } from './finderJob.ts';
import { noticeOf } from './notices.ts';
import type { Search, SlotFormation } from './findState.ts';
import type { AppStoreApi, SlotId, SlotRun } from './state.ts';

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
    const before = formations[slot]?.of === findings ? formations[slot].moments : [];
    const known = new Set(before.map(({ step }) => step));
    const weights = weightsOf(run, search)
      .filter(({ step }) => !known.has(step))
      .map(({ step, params }) => ({ step, params: params.slice() }));
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
      else this.set(slot, { ...now, moments: withFormed(now.moments, report.moment) });
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
      const { message, action } = SENTENCES.searchStopped();
      const isStuck = error instanceof WorkerSilentError;
      this.store.setState({ notice: isStuck ? { kind: 'warning', text: message, action } : noticeOf(error) });
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

/** The weights that a run keeps and those that were searched, oldest first; searched ones that were changed by hand are not the run's. */
export function weightsOf(
  { checkpoints }: Pick<SlotRun, 'checkpoints'>,
  { params, step, changes }: Pick<Search, 'params' | 'step' | 'changes'>,
): readonly { readonly step: number; readonly params: Float32Array }[] {
  if (changes.length > 0 || checkpoints.some((one) => one.step === step)) return checkpoints;
  return [...checkpoints, { step, params }].toSorted((a, b) => a.step - b.step);
}

/** The moments with one more, oldest first. */
function withFormed(moments: readonly FormationMoment[], added: FormationMoment): readonly FormationMoment[] {
  return [...moments, added].toSorted((a, b) => a.step - b.step);
}
