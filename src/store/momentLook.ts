import { handOver, type ViewerClient } from '../worker/client.ts';
import { momentStretch, nextMoment, withMoment } from './moments.ts';
import type { AppStoreApi } from './state.ts';

/** While training, these looks rest this many times as long as they took: a tenth of the time. */
const REST_FACTOR = 9;

/** Measures the kept weights of all compared models, newest first, one of them at a time. */
export class MomentLook {
  private restUntil = 0;

  constructor(
    private readonly store: AppStoreApi,
    private readonly ask: <T>(question: (api: ViewerClient['api']) => Promise<T>) => Promise<T>,
  ) {}

  isDue(training: boolean): boolean {
    const state = this.store.getState();
    const { workspace, comparePage, text, settings } = state;
    if (workspace !== 'compare' || comparePage !== 'training' || !text) return false;
    if (training && performance.now() < this.restUntil) return false;
    return momentStretch(text.tokens.length, settings.unroll) !== null && nextMoment(state) !== null;
  }

  async run(): Promise<void> {
    const began = performance.now();
    const state = this.store.getState();
    const { text, settings } = state;
    const next = nextMoment(state);
    const stretch = text && momentStretch(text.tokens.length, settings.unroll);
    if (!next || !stretch) return;
    const { id, checkpoint } = next;
    const { spec } = state.runs[id]!;
    const params = checkpoint.params.slice();
    const tokens = text.tokens.slice(0, stretch.first + stretch.positions + 1);
    const moment = await this.ask((api) =>
      api.moment(spec, handOver(params, params), handOver(tokens, tokens), stretch),
    );
    this.restUntil = performance.now() + REST_FACTOR * (performance.now() - began);
    this.store.setState((s) => {
      const run = s.runs[id];
      if (!run) return {};
      const added = { ...moment, step: checkpoint.step, of: checkpoint.params };
      return { moments: { ...s.moments, [id]: withMoment(s.moments[id] ?? [], added, run) } };
    });
  }
}
