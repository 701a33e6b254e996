import type { ModelSpec } from '../engine/spec.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { isSameRun } from '../state/runRef.ts';
import { activeModels } from '../state/models.ts';
import type { ModelId } from '../state/model.ts';
import { handOverCopy } from '../worker/client.ts';
import { isHeldOutDue } from '../state/heldOutDue.ts';
import { primeOf, sampleKey, sampleQuery } from './queries/sampleQuery.ts';
import { isShown } from '../state/shownTraces.ts';
import { type ViewerRunner, viewerRunner } from './queries/runners.ts';
import type { WorkerCalls } from './queries/workerCalls.ts';
import type { ViewerApi, WriteRequest } from '../worker/protocol.ts';

/** The viewing worker: its queries, and calls that a person waits for. */
export class Viewing {
  readonly worker: WorkerCalls<ViewerApi>;
  private readonly runner: ViewerRunner;

  /** @param traceBytes the most memory for all traces together */
  constructor(
    private readonly store: AppStoreApi,
    traceBytes: number,
  ) {
    this.runner = viewerRunner(store, traceBytes);
    this.worker = this.runner.worker;
  }

  close(): void {
    this.runner.close();
  }

  /** Drops running queries, because the runs are replaced. */
  reset(): void {
    this.runner.reset();
  }

  /**
   * Waits until the trace of a model has the weights that the pictures should show. While training, any trace is enough.
   *
   * @returns false if the model was removed or cannot be traced (a notice says why)
   */
  whenShown(id: ModelId): Promise<boolean> {
    const asked = this.store.getState().models[id]?.run;
    const failed = this.runner.failures('trace');
    return this.when(() => {
      const state = this.store.getState();
      const { status, models } = state;
      const model = models[id];
      if (!model?.run || !asked || !isSameRun(model.run, asked) || !model.is.active) return false;
      if (this.runner.failures('trace') > failed) return false;
      if (status === 'training') return model.shown ? true : null;
      if (status === 'pausing' || status === 'preparing') return null;
      return isShown(state, model) ? true : null;
    });
  }

  /** Waits while models are made ready, or training is about to stop. */
  async whenSettled(): Promise<void> {
    await this.when(() => {
      const { status } = this.store.getState();
      return status === 'pausing' || status === 'preparing' ? null : true;
    });
  }

  /** Waits until the held-out loss of a model's newest weights is measured or none is due, at most `limit` milliseconds. */
  async whenScored(id: ModelId, limit: number): Promise<void> {
    const asked = this.store.getState().models[id]?.run;
    const failed = this.runner.failures('heldOut');
    const until = performance.now() + limit;
    const timer = setTimeout(() => this.store.setState({}), limit);
    await this.when(() => {
      const state = this.store.getState();
      const model = state.models[id];
      if (!model?.run || !asked || !isSameRun(model.run, asked)) return true;
      if (state.status === 'training' || state.status === 'pausing') return true;
      const isOver = this.runner.failures('heldOut') > failed || performance.now() >= until;
      return isOver || !isHeldOutDue(state, model, false) ? true : null;
    });
    clearTimeout(timer);
  }

  /** Resolves with the first answer of `check` that is not null. */
  private when(check: () => boolean | null): Promise<boolean> {
    return new Promise((resolve) => {
      const update = (): void => {
        const answer = check();
        if (answer === null) return;
        unsubscribe();
        resolve(answer);
      };
      const unsubscribe = this.store.subscribe(update);
      update();
    });
  }

  /**
   * Lets every active model write after `prime` with its newest weights.
   *
   * @throws TextError if a prime is given and the models know none of its characters
   */
  async drawSamples(prime: string): Promise<void> {
    const { text } = this.store.getState();
    if (text) primeOf(text, prime);
    for (const { is } of activeModels(this.store.getState())) await this.drawSample(is.id, prime);
  }

  /** Outside the runner, because a person waits for it. */
  private async drawSample(id: ModelId, prime: string): Promise<void> {
    const state = this.store.getState();
    const model = state.models[id];
    const key = model && sampleKey(state, model, prime);
    if (!key) return;
    this.store.setState((s) => sampleQuery.begin!(s, key));
    const context = { state, call: this.worker.callFirst.bind(this.worker), report: () => undefined };
    const samples = await sampleQuery.ask(key, context);
    this.store.setState((s) => (sampleQuery.standing!(s, key) === 'wanted' ? sampleQuery.finish(s, key, samples) : {}));
  }

  /** What a model writes after `prime`, including the prime. */
  async write(spec: ModelSpec, weights: Float32Array, prime: Int32Array, request: WriteRequest): Promise<Int32Array> {
    const written = await this.worker.callFirst((api) =>
      api.write(spec, handOverCopy(weights), prime.slice(), request),
    );
    const tokens = new Int32Array(prime.length + written.length);
    tokens.set(prime);
    tokens.set(written, prime.length);
    return tokens;
  }
}
