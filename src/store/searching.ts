import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { SearchReport } from '../analysis/scores/findings.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { type FinderClient, findWatched, handOver, startFinder, WorkerSilentError } from '../worker/client.ts';
import { noticeOf } from './notices.ts';
import { changesByHand } from './provocations.ts';
import type { AppStoreApi, Search, SlotId } from './state.ts';

/** Milliseconds without a report after which a search counts as stuck: while labels are computed, and later. */
const LABELS_LIMIT = 8000;
const SILENCE_LIMIT = 60_000;

/**
 * Searches a model for what its units have learned, in a worker of its own: pictures go on beside it, it can be ended at any
 * moment, and its memory goes with it.
 */
export class Searching {
  private running: { readonly client: FinderClient; readonly slot: SlotId } | null = null;

  constructor(private readonly store: AppStoreApi) {}

  /** Searches the selected model with the weights of its shown trace; resolves when the search has ended somehow. */
  async search(): Promise<void> {
    this.stop();
    const { cursor, runs, text, traces, tracedParams, tracedProvocations, hypotheses, settings } =
      this.store.getState();
    const slot = cursor.slot;
    const run = runs[slot];
    const untrained = run?.checkpoints[0]?.params.slice();
    if (!run || !text || !untrained) return;
    const searched = tracedParams[slot] ?? run.params;
    const params = searched.slice();
    const step = traces[slot]?.step ?? run.paramsStep;
    const search: Search = {
      spec: run.spec,
      params: searched,
      hypotheses,
      step,
      changes: changesByHand(run, tracedProvocations[slot], step),
      seed: settings.seed,
      status: 'running',
      stage: 'labels',
      share: 0,
      findings: null,
      chance: null,
      untrained: null,
      probes: [],
    };
    this.set(slot, search);
    const client = startFinder();
    const running = { client, slot };
    this.running = running;
    const tokens = text.tokens.slice();
    const { spec } = run;
    const { seed } = search;
    const request = { spec, params, untrained, tokens, symbols: text.symbols, hypotheses, seed };
    const take = (report: SearchReport): void => {
      if (this.running !== running) return;
      // The model was taken away meanwhile.
      if (this.store.getState().searches[slot] === undefined) this.stop();
      else this.change(slot, taken(report));
    };
    const stage = (): Search['stage'] | undefined => this.store.getState().searches[slot]?.stage;
    try {
      const limit = (): number => (stage() === 'labels' ? LABELS_LIMIT : SILENCE_LIMIT);
      const handed = handOver(request, params, untrained, tokens);
      await findWatched(client, async (api, heard) => api.search(handed, heard), take, limit);
      if (this.running === running) this.change(slot, () => ({ status: 'done' }));
    } catch (error) {
      if (this.running !== running) return;
      const isStuck = error instanceof WorkerSilentError;
      const { message, action } =
        stage() === 'labels' && hypotheses.length > 0 ? SENTENCES.patternStuck() : SENTENCES.searchStopped();
      this.store.setState({ notice: isStuck ? { kind: 'warning', text: message, action } : noticeOf(error) });
      this.change(slot, () => ({ status: 'stopped' }));
    } finally {
      client.end();
      if (this.running === running) this.running = null;
    }
  }

  /** Ends the search that runs; what it has found stays. */
  stop(): void {
    const { running } = this;
    if (!running) return;
    this.running = null;
    running.client.end();
    this.change(running.slot, () => ({ status: 'stopped' }));
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

  private set(slot: SlotId, search: Search): void {
    this.store.setState(({ searches }) => ({ searches: { ...searches, [slot]: search } }));
  }

  private change(slot: SlotId, change: (search: Search) => Partial<Search>): void {
    const search = this.store.getState().searches[slot];
    if (search) this.set(slot, { ...search, ...change(search) });
  }
}

/** A search with one report more. */
export function taken(report: SearchReport): (search: Search) => Partial<Search> {
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
