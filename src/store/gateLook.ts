import { parameterLayout } from '../engine/parameters.ts';
import { gatesOf } from '../engine/gateHistograms.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { handOver, type ViewerClient } from '../worker/client.ts';
import type { AppStoreApi, SlotId, SlotRun } from './state.ts';

/** Characters of the text over which gates are counted, at the most. */
const MOST_STEPS = 100_000;
/** Multiplications that one count may take, about two seconds of the kernels: a very large model reads fewer characters. */
const MOST_MULTIPLICATIONS = 2e10;
/** Milliseconds between two counts while the model trains. */
const REFRESH_EVERY = 5000;

/** Counts how often the gates of the selected model stand where, over a long stretch of the text. */
export class GateLook {
  private countedAt = -Infinity;
  private counted: { readonly id: SlotId; readonly params: Float32Array } | null = null;

  constructor(
    private readonly store: AppStoreApi,
    private readonly ask: <T>(question: (api: ViewerClient['api']) => Promise<T>) => Promise<T>,
  ) {}

  /** Whether a count is wanted of the weights behind the model's trace now. */
  isDue(id: SlotId, { spec }: SlotRun, training: boolean): boolean {
    const { workspace, text, tracedParams } = this.store.getState();
    const params = tracedParams[id];
    if (workspace !== 'watch' || !text || !params || gatesOf(spec).length === 0) return false;
    if (this.counted?.id === id && this.counted.params === params) return false;
    return !training || this.counted?.id !== id || performance.now() - this.countedAt >= REFRESH_EVERY;
  }

  async run(id: SlotId, { spec }: SlotRun): Promise<void> {
    const { text, tracedParams, traces } = this.store.getState();
    const weights = tracedParams[id];
    const step = traces[id]?.step;
    if (!text || !weights || step === undefined) return;
    const params = weights.slice();
    const tokens = text.tokens.slice(0, countedSteps(spec));
    const histograms = await this.ask((api) =>
      api.saturation(spec, handOver(params, params), handOver(tokens, tokens)),
    );
    // Another run or another text came meanwhile.
    if (this.store.getState().text !== text || this.store.getState().runs[id]?.spec !== spec) return;
    this.counted = { id, params: weights };
    this.countedAt = performance.now();
    this.store.setState((s) => ({ gates: { ...s.gates, [id]: { histograms, step } } }));
  }
}

/** Characters that a model of this size reads in the time that a count may take. */
export function countedSteps(spec: ModelSpec): number {
  return Math.min(MOST_STEPS, Math.floor(MOST_MULTIPLICATIONS / parameterLayout(spec).size));
}
