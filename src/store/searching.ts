import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { SearchReport } from '../analysis/scores/findings.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { handOver } from '../worker/client.ts';
import { FinderJob } from './finderJob.ts';
import { noticeOfAnswer } from './notices.ts';
import type { Search } from './findState.ts';
import type { AppStoreApi, Notice, SlotId } from './state.ts';
import { shownWeights } from './weightsWords.ts';

/** Milliseconds without a report after which a search counts as stuck: while labels are computed, and later. */
const LABELS_LIMIT = 8000;
const SILENCE_LIMIT = 60_000;

/** Searches a model for what its units have learned, and keeps the reader's own labels. */
export class Searching {
  private readonly job = new FinderJob();
  /** What a search said last of its end. */
  private complaint: Notice | null = null;

  constructor(private readonly store: AppStoreApi) {}

  /** Searches the selected model with the weights of its shown trace; resolves when the search has ended somehow. */
  async search(): Promise<void> {
    this.stop();
    const { cursor, runs, text, tracedParams, hypotheses, settings } = this.store.getState();
    const slot = cursor.slot;
    const run = runs[slot];
    const untrained = run?.checkpoints[0]?.params.slice();
    if (!run || !text || !untrained) return;
    const searched = tracedParams[slot] ?? run.params;
    const params = searched.slice();
    const weights = shownWeights(this.store.getState(), slot) ?? { step: run.paramsStep, changes: [] };
    const search: Search = {
      spec: run.spec,
      params: searched,
      hypotheses,
      ...weights,
      seed: settings.seed,
      status: 'running',
      stage: 'labels',
      share: 0,
      findings: null,
      chance: null,
      untrained: null,
      probes: [],
    };
    const earlier = this.store.getState().searches[slot];
    this.set(slot, search);
    this.store.setState(({ notice }) => (notice !== null && notice === this.complaint ? { notice: null } : {}));
    const tokens = text.tokens.slice();
    const { spec } = run;
    const { seed } = search;
    let label: string | null = null;
    const request = { spec, params, untrained, tokens, symbols: text.symbols, hypotheses, seed };
    const handed = handOver(request, params, untrained, tokens);
    const stage = (): Search['stage'] | undefined => this.store.getState().searches[slot]?.stage;
    const take = (report: SearchReport): void => {
      // The model was taken away meanwhile.
      if (stage() === undefined) this.stop();
      else if (report.kind === 'label') label = report.name;
      else this.change(slot, taken(report));
    };
    try {
      const isDone = await this.job.run<SearchReport>(
        async (api, heard) => api.search(handed, heard),
        take,
        () => this.stopped(slot, earlier),
        () => (stage() === 'labels' ? LABELS_LIMIT : SILENCE_LIMIT),
      );
      if (isDone) this.change(slot, () => ({ status: 'done' }));
    } catch (error) {
      const isPattern = stage() === 'labels' && hypotheses.length > 0;
      this.complaint = noticeOfAnswer(error, isPattern ? SENTENCES.patternStuck(label) : SENTENCES.searchStopped());
      this.store.setState({ notice: this.complaint });
      this.stopped(slot, earlier);
    }
  }

  /** Ends the search that runs; what it has found stays. */
  stop(): void {
    this.job.stop();
  }

  setHypothesis(hypothesis: Hypothesis): void {
    this.store.setState(({ hypotheses }) => {
      const isNew = !hypotheses.some(({ id }) => id === hypothesis.id);
      return {
        hypotheses: isNew
          ? [...hypotheses, hypothesis]
          : hypotheses.map((one) => (one.id === hypothesis.id ? hypothesis : one)),
      };
    });
  }

  removeHypothesis(id: string): void {
    this.store.setState(({ hypotheses }) => ({ hypotheses: hypotheses.filter((one) => one.id !== id) }));
  }

  /** A search that ended before it found anything gives way to what an earlier one has found. */
  private stopped(slot: SlotId, earlier: Search | undefined): void {
    const search = this.store.getState().searches[slot];
    if (search && !search.findings && earlier?.findings) this.set(slot, earlier);
    else this.change(slot, () => ({ status: 'stopped' }));
  }

  private set(slot: SlotId, search: Search): void {
    this.store.setState(({ searches }) => ({ searches: { ...searches, [slot]: search } }));
  }

  private change(slot: SlotId, change: (search: Search) => Partial<Search>): void {
    const search = this.store.getState().searches[slot];
    if (search) this.set(slot, { ...search, ...change(search) });
  }
}

/** A search with one report more. */
export function taken(report: Exclude<SearchReport, { readonly kind: 'label' }>): (search: Search) => Partial<Search> {
  switch (report.kind) {
    case 'share':
      return () => ({ stage: report.stage, share: report.share });
    case 'findings':
      return () => ({ findings: report.findings, probes: report.findings.found.map(() => null) });
    case 'chance':
      return () => ({ chance: { shifts: report.shifts, marks: report.marks } });
    case 'untrained':
      return () => ({ untrained: report.scores });
    case 'probe':
      return ({ probes }) => ({ probes: probes.map((one, k) => (k === report.label ? report.probe : one)) });
  }
}
