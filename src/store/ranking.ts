import type { CostReport, CostRequest } from '../analysis/causes/costs.ts';
import { SENTENCES } from '../limits/sentences.ts';
import type { SlotCosts } from './findState.ts';
import { FinderJob } from './finderJob.ts';
import { heldAt } from './holding.ts';
import { noticeOfAnswer } from './notices.ts';
import type { AppStoreApi } from './state.ts';
import { shownWeights } from './weightsWords.ts';

/** Milliseconds without a report after which it counts as stuck: at work on a label of the reader's, and else. */
const LABELS_LIMIT = 8000;
const SILENCE_LIMIT = 60_000;

/** Ranks the units of a channel by what holding each costs. */
export class Ranking {
  private readonly job = new FinderJob();

  constructor(private readonly store: AppStoreApi) {}

  /** Ranks the units of the selected channel and layer; resolves when it has ended somehow. */
  async rank(): Promise<void> {
    this.stop();
    const state = this.store.getState();
    const { cursor, runs, text, tracedParams, hold, hypotheses } = state;
    const { slot, layer, channel } = cursor;
    const params = tracedParams[slot];
    const spec = runs[slot]?.spec;
    const weights = shownWeights(state, slot);
    if (!params || !spec || !text || !weights) return;
    const { tokens, symbols } = text;
    const at = heldAt(hold);
    const request: CostRequest = { spec, params, tokens, symbols, hypotheses, place: { layer, channel }, at };
    const change = (now: Partial<SlotCosts>): void =>
      this.store.setState(({ costs }) => {
        const old = costs[slot];
        return old?.of === params ? { costs: { ...costs, [slot]: { ...old, ...now } } } : {};
      });
    const first = { ...weights, of: params, at, status: 'running', share: 0, found: null } as const;
    this.store.setState(({ costs }) => ({ costs: { ...costs, [slot]: first } }));
    let label: string | null = null;
    const take = (report: CostReport): void => {
      label = report.kind === 'label' ? report.name : null;
      if (report.kind === 'share') change({ share: report.share });
      if (report.kind === 'found') change({ found: report.found });
    };
    try {
      const isDone = await this.job.run<CostReport>(
        async (api, heard) => api.costs(request, heard),
        take,
        () => change({ status: 'stopped' }),
        () => (label === null ? SILENCE_LIMIT : LABELS_LIMIT),
      );
      if (isDone) change({ status: 'done' });
    } catch (error) {
      const silent = label === null ? SENTENCES.searchStopped() : SENTENCES.patternStuck(label);
      this.store.setState({ notice: noticeOfAnswer(error, silent) });
      change({ status: 'stopped' });
    }
  }

  stop(): void {
    this.job.stop();
  }
}
