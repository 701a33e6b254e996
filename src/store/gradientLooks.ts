import type { Trace } from '../engine/trace.ts';
import { handOver, type ViewerClient } from '../worker/client.ts';
import { type GradientPictures, JACOBIAN_LAGS, lagStretch, lossAt, type Measured } from './gradientPictures.ts';
import type { AppState, AppStoreApi, SlotId } from './state.ts';

/** While training, looks at gradients of single losses rest this many times as long as they took: a tenth of the time. */
const REST_FACTOR = 9;

export type GradientLookKind = keyof GradientPictures;

export type Ask = <T>(question: (api: ViewerClient['api']) => Promise<T>) => Promise<T>;

interface Subject {
  readonly id: SlotId;
  readonly trace: Trace;
  /** Parameters behind the trace; they stay with the page. */
  readonly params: Float32Array;
}

/** Which gradients of single losses are to be measured, and how: those of the page of Compare that is open. */
export class GradientLooks {
  private restUntil = 0;
  private generation = 0;

  constructor(
    private readonly store: AppStoreApi,
    private readonly ask: Ask,
  ) {}

  /** What is measured from now on is of another run. */
  newRun(): void {
    this.generation++;
    this.restUntil = 0;
  }

  /** What is due, all compared models at once, so that they belong to the same training step. */
  due(isTraining: boolean): readonly { readonly kind: GradientLookKind; readonly run: () => Promise<void> }[] {
    const state = this.store.getState();
    if (state.workspace !== 'compare' || (isTraining && performance.now() < this.restUntil)) return [];
    const kinds = KINDS_OF_PAGE[state.comparePage];
    return kinds.flatMap((kind) => {
      const subjects = subjectsOf(state).filter((subject) => !this.isMeasured(kind, subject, state));
      return subjects.length > 0 ? [{ kind, run: () => this.measure(kind, subjects) }] : [];
    });
  }

  private isMeasured(kind: GradientLookKind, { id, trace }: Subject, state: AppState): boolean {
    const { lags, chains, jacobians } = state.gradients;
    const T = trace.tokens.length;
    const t = lossAt(T, state.cursor.t);
    const layer = layerOf(state, trace);
    switch (kind) {
      case 'lags': {
        const wanted = lagStretch(T, t);
        return !wanted || (lags[id]?.trace === trace && lags[id].of.gradients.first === wanted.first);
      }
      case 'chains':
        return chains[id]?.trace === trace && chains[id].of.t === t && chains[id].of.layer === layer;
      case 'jacobians':
        return jacobians[id]?.trace === trace && jacobians[id].of.t === t && jacobians[id].of.layer === layer;
    }
  }

  private async measure(kind: GradientLookKind, subjects: readonly Subject[]): Promise<void> {
    const { generation } = this;
    const began = performance.now();
    const state = this.store.getState();
    const { passage, traceWindow } = state;
    const found: Record<SlotId, Measured<unknown>> = {};
    for (const subject of subjects) {
      const of = await this.one(kind, subject, state);
      if (generation !== this.generation) return;
      found[subject.id] = { of, trace: subject.trace, read: { passage, traceWindow } };
    }
    this.restUntil = performance.now() + REST_FACTOR * (performance.now() - began);
    this.store.setState((s) => ({ gradients: { ...s.gradients, [kind]: { ...s.gradients[kind], ...found } } }));
  }

  private one(kind: GradientLookKind, { trace, params: kept }: Subject, state: AppState): Promise<unknown> {
    const { spec } = trace;
    const T = trace.tokens.length;
    const t = lossAt(T, state.cursor.t);
    const layer = layerOf(state, trace);
    const params = handOverCopy(kept);
    const tokens = handOverCopy(trace.tokens);
    switch (kind) {
      case 'lags':
        return this.ask((api) => api.lags(spec, params, tokens, lagStretch(T, t)!));
      case 'chains':
        return this.ask((api) => api.chain(spec, params, tokens, t, layer));
      case 'jacobians':
        return this.ask((api) => api.jacobian(spec, params, tokens, t, layer, JACOBIAN_LAGS));
    }
  }
}

const KINDS_OF_PAGE: Readonly<Record<AppState['comparePage'], readonly GradientLookKind[]>> = {
  time: [],
  lag: ['lags'],
  training: [],
  triangle: ['lags'],
  chain: ['chains'],
  jacobian: ['jacobians'],
  memory: ['lags'],
  check: [],
};

/** Active models with a trace of at least two characters, and the parameters that it was computed from. */
function subjectsOf({ slots, traces, tracedParams }: AppState): readonly Subject[] {
  return slots.flatMap(({ id, active }) => {
    const trace = traces[id];
    const params = tracedParams[id];
    return active && trace && params && trace.tokens.length > 1 ? [{ id, trace, params }] : [];
  });
}

function layerOf({ cursor }: AppState, { spec }: Trace): number {
  return Math.min(cursor.layer, spec.layers - 1);
}

/** A copy that is handed over with the message that carries it. */
function handOverCopy<A extends Float32Array | Int32Array>(array: A): A {
  const copy = array.slice() as A;
  return handOver(copy, copy);
}
