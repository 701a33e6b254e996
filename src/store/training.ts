import type { ModelState } from '../backends/backend.ts';
import { BackendLostError, BackendUnavailableError } from '../limits/errors.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { trainWatched, within, WorkerSilentError } from '../worker/client.ts';
import type { TrainEnd, TrainProgress } from '../worker/protocol.ts';
import { BackendSeat } from './backendSeat.ts';
import { LOAD_LIMIT, loadModel, loadModels, silenceLimit } from './loadModels.ts';
import { noticeOf } from './notices.ts';
import { addProgress, isSound, takeBack } from './progress.ts';
import { learns, settingsOf } from './slots.ts';
import { stepSettingsOf } from './specs.ts';
import type { AppStoreApi, SlotId } from './state.ts';

/**
 * Drives the training worker. The newest sound snapshot of every model is kept on this side: a worker is disposable, and
 * a lost one is replaced from here.
 *
 * Two things take turns: the training loop, and exclusive jobs (a new run, another backend, a cell more or less), which
 * pause the loop, and let it go on when it is still wanted.
 */
export class Training {
  private loop: Promise<void> | null = null;
  private jobs: Promise<void> = Promise.resolve();
  private jobsWaiting = 0;
  /** Common steps still wanted: null = none, Infinity = until paused. */
  private wanted: number | null = null;
  /** Counts runs: what a worker still says of an older one is dropped. */
  private run = 0;
  private isClosed = false;
  private readonly states = new Map<SlotId, ModelState>();
  private readonly seat: BackendSeat;

  constructor(
    private readonly store: AppStoreApi,
    /** Called after each progress report; `snapshots` says whether weights came with it. */
    private readonly onProgress: (snapshots: boolean) => void,
  ) {
    this.seat = new BackendSeat(store, this.states, (job) => this.exclusive(job));
  }

  train(rounds: number): void {
    if (this.wanted !== null || this.isClosed) return;
    this.wanted = rounds;
    this.store.setState({ notice: null });
    // A loop that is just ending, or a job that is waiting, starts the next loop itself.
    if (this.jobsWaiting === 0) this.startLoop();
  }

  pause(): void {
    this.wanted = null;
    if (this.store.getState().status === 'training') this.store.setState({ status: 'pausing' });
    if (this.loop) this.pauseWorker();
  }

  /** Whether Train was pressed and not taken back (the loop may still be waiting for a job). */
  isWanted(): boolean {
    return this.wanted !== null;
  }

  /**
   * Runs `job` while nothing trains. A job that fails leaves a notice, and no worker: what it had loaded may be half an
   * experiment.
   */
  exclusive(job: () => Promise<void>): Promise<void> {
    this.jobsWaiting++;
    if (this.loop) this.pauseWorker();
    this.jobs = this.jobs
      .then(() => this.loop)
      .then(() => (this.isClosed ? undefined : job()))
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.jobsWaiting--;
        if (this.jobsWaiting > 0 || this.isClosed) return;
        const { status } = this.store.getState();
        if (this.wanted !== null) this.startLoop();
        else if (status === 'training' || status === 'pausing') this.rest();
        void this.seat.considerFaster();
      });
    return this.jobs;
  }

  /** Forgets the run that was; the next one starts from the parameters in `runs`. */
  forget(): void {
    this.run++;
    this.wanted = null;
    this.states.clear();
  }

  /** Gives the worker the experiment as it stands, starting a worker and a backend first where needed. Within a job. */
  async load(): Promise<void> {
    this.seat.leaveUnlessWanted();
    await this.seat.withRoom(async (opened) => {
      this.store.setState({ shape: await loadModels(opened.client, this.store.getState(), this.states) });
    });
  }

  /** Gives the worker one model more: its newest snapshot, or its initial parameters. Within a job. */
  async loadSlot(id: SlotId): Promise<void> {
    const { opened } = this.seat;
    if (!opened) return this.load();
    try {
      await loadModel(opened.client, this.store.getState(), this.states, id);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      await this.load();
    }
  }

  /** Takes a model's thread and memory back; its newest snapshot is kept. Within a job. */
  async unloadSlot(id: SlotId): Promise<void> {
    const { opened } = this.seat;
    if (opened) await within(opened.client, opened.client.api.removeSlot(id), LOAD_LIMIT);
  }

  /** The same for a model that is taken out for good. Within a job. */
  async dropSlot(id: SlotId): Promise<void> {
    this.states.delete(id);
    await this.unloadSlot(id);
  }

  /** Newest snapshot of a model; null where it has not been trained. */
  stateOf(id: SlotId): ModelState | null {
    return this.states.get(id) ?? null;
  }

  /** What a model is to go on from when it is next loaded; null: its initial parameters. Within a job. */
  setState(id: SlotId, state: ModelState | null): void {
    if (state) this.states.set(id, state);
    else this.states.delete(id);
  }

  /** Moves the run to the backend that the settings ask for; weights, moments and the place in the text go along. */
  switchBackend(): Promise<void> {
    return this.exclusive(async () => {
      this.seat.forgive();
      await this.load();
    });
  }

  /** What can change between two steps, for each model. */
  updateSettings(): void {
    const { slots, settings } = this.store.getState();
    const each = slots.map((slot) => [slot.id, stepSettingsOf(settingsOf(slot, settings))] as const);
    void this.seat.opened?.client.api.setSettings(Object.fromEntries(each));
  }

  /** Ends the worker for good. */
  close(): void {
    this.isClosed = true;
    this.wanted = null;
    this.seat.close();
  }

  /** Ends the worker as a crash would. */
  loseWorker(): void {
    this.seat.opened?.client.fail(new WorkerSilentError());
  }

  private pauseWorker(): void {
    void this.seat.opened?.client.api.pause();
  }

  private startLoop(): void {
    if (this.loop || this.wanted === null || this.isClosed) return;
    this.loop = this.runLoop(this.wanted, this.run).finally(() => {
      this.loop = null;
      if (this.jobsWaiting === 0 && this.wanted !== null) this.startLoop();
    });
  }

  private async runLoop(rounds: number, run: number): Promise<void> {
    try {
      if (!this.seat.opened) await this.load();
      // Pressed, or asked for, while the worker was starting.
      if (this.wanted === null || this.jobsWaiting > 0) {
        if (this.wanted === null) this.rest();
        return;
      }
      const { slots, runs } = this.store.getState();
      const ids = slots.filter((s) => learns(s) && runs[s.id]).map((s) => s.id);
      if (ids.length === 0) {
        this.wanted = null;
        const text = 'Every model that takes part is paused.';
        const action = 'Let one go on (▸ beside its name), then press Train.';
        if (slots.some((s) => s.active)) this.store.setState({ notice: { kind: 'warning', text, action } });
        this.rest();
        return;
      }
      this.store.setState({ status: 'training' });
      // They may have changed while the models were being loaded.
      this.updateSettings();
      const opened = this.seat.opened!;
      const take = (progress: TrainProgress): void => {
        if (run === this.run && opened === this.seat.opened) this.take(progress);
      };
      const until = Number.isFinite(rounds) ? rounds : null;
      const limit = (): number => silenceLimit(this.store.getState());
      const end = await trainWatched(opened.client, ids, until, take, limit);
      if (run === this.run) await this.ended(end);
    } catch (error) {
      if (this.isClosed) return;
      if (error instanceof BackendLostError || error instanceof WorkerSilentError) await this.lost(run);
      else this.fail(error);
    }
  }

  private take(progress: TrainProgress): void {
    // Weights of which one is not finite are no snapshot to go back to, for none of the models.
    const snapshots = progress.snapshots.every(({ state }) => isSound(state)) ? progress.snapshots : [];
    for (const { id, state } of snapshots) this.states.set(id, state);
    this.store.setState((s) => ({ runs: addProgress(s.runs, { ...progress, snapshots }) }));
    this.onProgress(snapshots.length > 0);
  }

  private async ended(end: TrainEnd): Promise<void> {
    if (end.reason === 'done') this.wanted = null;
    if (end.reason === 'diverged') {
      this.wanted = null;
      const { slots } = this.store.getState();
      for (const { id, active } of slots) if (active) await this.loadSlot(id);
      this.store.setState((s) => ({ runs: takeBack(s.runs, this.states) }));
      const name = slots.find((s) => s.id === end.id)?.name ?? end.id;
      const stepOf = (id: SlotId): number => this.states.get(id)?.step ?? 0;
      const restoredTo = stepOf(end.id);
      const isCommon = slots.every(({ id, active }) => !active || stepOf(id) === restoredTo);
      const { message, action } = SENTENCES.diverged(name, end.step, end.quantity, isCommon, restoredTo);
      this.store.setState({ notice: { kind: 'error', text: message, action } });
    }
    // Paused for a job while still wanted: the job's end starts the loop again, and the page need not flicker.
    if (this.wanted === null) this.rest();
  }

  /** The worker died or its context is gone: a new one goes on from the last snapshot, on another backend the second time. */
  private async lost(run: number): Promise<void> {
    const name = this.seat.leaveLost();
    if (run !== this.run) return;
    this.store.setState((s) => ({ runs: takeBack(s.runs, this.states) }));
    try {
      await this.load();
    } catch (again) {
      this.fail(again);
      return;
    }
    const step = Math.max(0, ...[...this.states.values()].map((s) => s.step));
    const next = this.store.getState().backend?.name ?? 'cpu';
    const text = `The ${name} backend stopped answering. The models are back at step ${step} and go on with ${next}.`;
    this.store.setState({ notice: { kind: 'warning', text, action: null } });
    if (this.wanted === null) this.rest();
  }

  private rest(): void {
    const anyStep = Object.values(this.store.getState().runs).some((r) => r.step > 0);
    this.store.setState({ status: anyStep ? 'paused' : 'idle' });
    this.onProgress(true);
  }

  private fail(error: unknown): void {
    if (this.isClosed) return;
    this.wanted = null;
    this.seat.leave();
    this.store.setState({ status: 'failed', notice: noticeOf(error) });
  }
}
