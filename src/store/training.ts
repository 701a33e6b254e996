import type { ModelState } from '../backends/backend.ts';
import { GATES } from '../engine/spec.ts';
import { BackendLostError, ExplainedError } from '../limits/errors.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { handOver, startTrainer, trainWatched, within, WorkerSilentError, type TrainerClient } from '../worker/client.ts';
import type { BackendReport, SlotRequest, TrainEnd, TrainProgress } from '../worker/protocol.ts';
import { backendLadder } from './backendLadder.ts';
import { addProgress, takeBack } from './progress.ts';
import { stepSettingsOf } from './specs.ts';
import type { AppStoreApi, SlotId } from './state.ts';

/** A backend may take so long to start and to prove itself (compiling programs on a slow machine included). */
const OPEN_LIMIT = 60_000;
/** Two losses within this many milliseconds: the backend is given up. */
const LOSS_WINDOW = 60_000;

function copyState(state: ModelState): ModelState {
  const { params, moments, carry, step } = state;
  return {
    params: params.slice(),
    moments: moments.map((m) => m.slice()),
    carry: { h: carry.h.slice(), c: carry.c?.slice() ?? null },
    step,
  };
}

/**
 * Drives the training worker. The newest snapshot of every model is kept on this side: a worker is disposable, and a
 * lost one is replaced from here.
 *
 * Two things take turns: the training loop, and exclusive jobs (a new run, another backend, a cell more or less), which
 * pause the loop, and let it go on when it is still wanted.
 */
export class Training {
  private client: TrainerClient | null = null;
  private loop: Promise<void> | null = null;
  private jobs: Promise<void> = Promise.resolve();
  private jobsWaiting = 0;
  /** Common steps still wanted: null = none, Infinity = until paused. */
  private wanted: number | null = null;
  private readonly states = new Map<SlotId, ModelState>();
  private readonly losses: number[] = [];

  constructor(
    private readonly store: AppStoreApi,
    /** Called after each progress report; `snapshots` says whether weights came with it. */
    private readonly onProgress: (snapshots: boolean) => void,
  ) {}

  train(rounds: number): void {
    if (this.wanted !== null) return;
    this.wanted = rounds;
    this.store.setState({ notice: null });
    // A loop that is just ending, or a job that is waiting, starts the next loop itself.
    if (this.jobsWaiting === 0) this.startLoop();
  }

  pause(): void {
    this.wanted = null;
    if (!this.loop) return;
    this.store.setState({ status: 'pausing' });
    void this.client?.api.pause();
  }

  /** Whether Train was pressed and not taken back (the loop may still be waiting for a job). */
  isWanted(): boolean {
    return this.wanted !== null;
  }

  /** Runs `job` while nothing trains. Errors become a notice. */
  exclusive(job: () => Promise<void>): Promise<void> {
    this.jobsWaiting++;
    if (this.loop) void this.client?.api.pause();
    this.jobs = this.jobs
      .then(() => this.loop)
      .then(job)
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.jobsWaiting--;
        if (this.jobsWaiting === 0 && this.wanted !== null) this.startLoop();
      });
    return this.jobs;
  }

  /** Forgets the run that was; the next one starts from the parameters in `runs`. */
  forget(): void {
    this.wanted = null;
    this.states.clear();
  }

  forgetSlot(id: SlotId): void {
    this.states.delete(id);
  }

  /** Gives the worker the experiment as it stands, starting a worker and a backend first if there is none. Within a job. */
  async load(): Promise<void> {
    const client = await this.ensureBackend();
    const { text, settings, slots, runs } = this.store.getState();
    if (!text) return;
    const tokens = text.tokens.slice(0, text.trainCount);
    const { batch, unroll, seed } = settings;
    const request = { tokens, batch, unroll, seed, settings: stepSettingsOf(settings) };
    this.store.setState({ shape: await client.api.configure(handOver(request, tokens)) });
    for (const { id, active } of slots) if (active && runs[id]) await this.loadSlot(id);
  }

  /** Gives the worker one model: its newest snapshot, or its initial parameters. Within a job. */
  async loadSlot(id: SlotId): Promise<void> {
    const run = this.store.getState().runs[id];
    if (!this.client || !run) return;
    const state = this.states.get(id);
    const start: SlotRequest['start'] = state ? { state: copyState(state) } : { params: run.params.slice() };
    await this.client.api.addSlot({ id, spec: run.spec, start });
  }

  /** Moves the run to the backend that the settings ask for; weights, moments and the place in the text go along. */
  switchBackend(): Promise<void> {
    return this.exclusive(async () => {
      this.endClient();
      this.losses.length = 0;
      await this.load();
    });
  }

  updateSettings(): void {
    void this.client?.api.setSettings(stepSettingsOf(this.store.getState().settings));
  }

  /** Ends the worker for good. */
  close(): void {
    this.wanted = null;
    this.endClient();
  }

  /** Ends the worker as a crash would. */
  loseWorker(): void {
    this.client?.fail(new WorkerSilentError('The worker was ended.'));
  }

  private endClient(): void {
    this.client?.end();
    this.client = null;
  }

  private async ensureBackend(): Promise<TrainerClient> {
    if (this.client) return this.client;
    const givenUp = this.losses.length >= 2;
    const choice = givenUp ? 'cpu' : this.store.getState().settings.backend;
    this.store.setState({ backend: null, backendReason: 'starting' });
    const { client, report, reason } = await backendLadder(choice, (name) => this.openBackend(name));
    this.client = client;
    this.store.setState({
      backend: report,
      backendReason: givenUp ? 'webgl was lost twice within a minute' : reason,
    });
    return client;
  }

  private async openBackend(name: BackendReport['name']): Promise<{ client: TrainerClient; report: BackendReport }> {
    const client = startTrainer();
    try {
      return { client, report: await within(client, client.api.open(name), OPEN_LIMIT) };
    } catch (error) {
      client.end();
      throw error;
    }
  }

  private startLoop(): void {
    if (this.loop || this.wanted === null) return;
    this.loop = this.runLoop(this.wanted).finally(() => {
      this.loop = null;
      if (this.jobsWaiting === 0 && this.wanted !== null) this.startLoop();
    });
  }

  private async runLoop(rounds: number): Promise<void> {
    const { slots, runs } = this.store.getState();
    const ids = slots.filter((s) => s.active && runs[s.id]).map((s) => s.id);
    if (ids.length === 0) {
      this.wanted = null;
      this.rest();
      return;
    }
    this.store.setState({ status: 'training' });
    try {
      if (!this.client) await this.load();
      if (!this.client) return;
      const until = Number.isFinite(rounds) ? rounds : null;
      const end = await trainWatched(this.client, ids, until, (p) => this.take(p), () => this.silenceLimit());
      await this.ended(end);
    } catch (error) {
      await this.lost(error);
    }
  }

  private take(progress: TrainProgress): void {
    for (const { id, state } of progress.snapshots) this.states.set(id, state);
    this.store.setState((s) => ({ runs: addProgress(s.runs, progress) }));
    this.onProgress(progress.snapshots.length > 0);
  }

  private async ended(end: TrainEnd): Promise<void> {
    if (end.reason === 'done') this.wanted = null;
    if (end.reason === 'diverged') {
      this.wanted = null;
      const { slots } = this.store.getState();
      for (const { id, active } of slots) if (active) await this.loadSlot(id);
      this.store.setState((s) => ({ runs: takeBack(s.runs, this.states) }));
      const name = slots.find((s) => s.id === end.id)?.name ?? end.id;
      const restoredTo = this.states.get(end.id)?.step ?? 0;
      const { message, action } = SENTENCES.diverged(name, end.step, end.quantity, restoredTo);
      this.store.setState({ notice: { kind: 'error', text: message, action } });
    }
    // Paused for a job while still wanted: the job's end starts the loop again, and the page need not flicker.
    if (this.wanted === null) this.rest();
  }

  /** The worker died or its context is gone: a new worker goes on from the last snapshot, once; after that on the cpu. */
  private async lost(error: unknown): Promise<void> {
    const isLoss = error instanceof BackendLostError || error instanceof WorkerSilentError;
    if (!isLoss) {
      this.wanted = null;
      this.fail(error);
      return;
    }
    const now = performance.now();
    while (this.losses.length > 0 && now - this.losses[0]! > LOSS_WINDOW) this.losses.shift();
    this.losses.push(now);
    this.endClient();
    this.store.setState((s) => ({ runs: takeBack(s.runs, this.states) }));
    try {
      await this.load();
    } catch (again) {
      this.wanted = null;
      this.fail(again);
      return;
    }
    const step = Math.max(0, ...[...this.states.values()].map((s) => s.step));
    const name = this.store.getState().backend?.name ?? 'cpu';
    this.store.setState({
      notice: {
        kind: 'warning',
        text: `The graphics context or its worker was lost. The models are back at step ${step} and go on with ${name}.`,
        action: null,
      },
    });
    if (this.wanted === null) this.rest();
  }

  private rest(): void {
    const anyStep = Object.values(this.store.getState().runs).some((r) => r.step > 0);
    this.store.setState({ status: anyStep ? 'paused' : 'idle' });
    this.onProgress(true);
  }

  private fail(error: unknown): void {
    const explained =
      error instanceof ExplainedError
        ? { text: error.message, action: error.action }
        : (({ message, action }) => ({ text: message, action }))(SENTENCES.unforeseen(String(error)));
    this.store.setState({ status: 'failed', notice: { kind: 'error', ...explained } });
  }

  /** Milliseconds without a report that mean death: generous for large models, whose steps are long. */
  private silenceLimit(): number {
    const { runs, shape } = this.store.getState();
    if (!shape) return OPEN_LIMIT;
    let multiplications = 0;
    for (const { spec } of Object.values(runs)) {
      const { hidden: H, vocab: V, layers: L } = spec;
      multiplications += 3 * shape.batch * shape.unroll * (GATES[spec.cell].length * H * H * (2 * L - 1) + H * V);
    }
    return 30_000 + multiplications / 2e4;
  }
}
