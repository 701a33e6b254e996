import { BackendLostError, TrainingTooLargeError } from '../limits/errors.ts';
import { type Message, MESSAGES } from '../limits/messages.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { courseOf } from '../state/goal.ts';
import { activeModels, allModels, learns } from '../state/models.ts';
import { takeBack } from '../state/progress.ts';
import type { Settings } from '../state/settings.ts';
import type { ModelId } from '../state/model.ts';
import type { Notice } from '../state/notice.ts';
import { trainWatched, WorkerEndedError, WorkerMissingError, WorkerSilentError } from '../worker/client.ts';
import type { TrainEnd, TrainProgress } from '../worker/protocol.ts';
import { ActiveBackend } from './activeBackend.ts';
import { divergedNotice } from './divergenceNotices.ts';
import { leaveLink, reachGoal } from './goalDriver.ts';
import { noticeOf, withNotice } from './notices.ts';
import { Snapshots } from './snapshots.ts';
import { StepClock } from './stepClock.ts';
import { TrainedModels } from './trainedModels.ts';
import { TrainingReports } from './trainingReports.ts';

/** Milliseconds that the current step may still take after Pause or Reset before its worker is ended. */
const GRACE = 1000;
/** Milliseconds of silence after Reset until the worker is ended. A busy worker gives five signs of life a second. */
const BUSY_PING_LIMIT = 600;

/**
 * Drives the training worker. Two things take turns: the training loop, and exclusive jobs (a new run, another backend, a model
 * more or less). A job pauses the loop, which continues afterwards if training is still wanted.
 */
export class Training {
  readonly snapshots: Snapshots;
  readonly models: TrainedModels;
  readonly reports: TrainingReports;
  private loop: Promise<void> | null = null;
  private jobs: Promise<void> = Promise.resolve();
  private jobsWaiting = 0;
  /** Common steps still to be taken: null = none, Infinity = until paused. */
  private wanted: number | null = null;
  /** Counts runs. Reports about an earlier run are dropped. */
  private run = 0;
  private isClosed = false;
  private readonly activeBackend: ActiveBackend;

  constructor(private readonly store: AppStoreApi) {
    this.snapshots = new Snapshots(store);
    this.activeBackend = new ActiveBackend(store, this.snapshots.newest, (job) => this.exclusive(job));
    this.models = new TrainedModels(store, this.snapshots, this.activeBackend);
    this.reports = new TrainingReports(store, this.snapshots);
  }

  train(rounds: number): void {
    if (this.wanted !== null || this.isClosed) return;
    this.wanted = rounds;
    leaveLink(this.store);
    this.reports.begin();
    this.store.setState({ notice: null, remark: null });
    // A loop that is ending, or a job that is waiting, starts the next loop itself.
    if (this.jobsWaiting === 0) this.startLoop();
  }

  pause(): void {
    this.wanted = null;
    if (this.store.getState().status === 'training') this.store.setState({ status: 'pausing' });
    if (this.loop) this.stopSoon();
  }

  /** Pauses. Resolves when the last step has been reported; null if nothing trains. A worker that is stuck is not waited for. */
  stop(): Promise<void> | null {
    this.pause();
    if (this.loop) void this.activeBackend.abortIfStuck(BUSY_PING_LIMIT);
    return this.loop;
  }

  /** Whether training was started and not paused. The loop may still be waiting for a job. */
  isWanted(): boolean {
    return this.wanted !== null;
  }

  /** Runs `job` while nothing trains. If it fails, a notice says so and the worker, which may be half loaded, is ended. */
  exclusive(job: () => Promise<void>): Promise<void> {
    this.jobsWaiting++;
    if (this.loop) this.pauseWorker();
    this.jobs = this.jobs
      .then(() => this.loop)
      .then(() => this.activeBackend.closeIfStuck())
      .then(() => (this.isClosed ? undefined : job()))
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.jobsWaiting--;
        if (this.jobsWaiting > 0 || this.isClosed) return;
        const { status } = this.store.getState();
        if (this.wanted !== null) this.startLoop();
        else if (status === 'training' || status === 'pausing') this.showPaused();
        void this.activeBackend.considerFaster();
      });
    return this.jobs;
  }

  /** Forgets the run: what is still reported of it is dropped. */
  forget(): void {
    this.run++;
    this.wanted = null;
    if (this.loop) {
      this.stopSoon();
      void this.activeBackend.abortIfStuck(BUSY_PING_LIMIT);
    } else this.activeBackend.abortOpening();
  }

  /** Moves the run to the backend of the settings, with weights, moments and position in the text. */
  switchBackend(): Promise<void> {
    return this.exclusive(async () => {
      this.activeBackend.forgetLosses();
      await this.models.load();
    });
  }

  /** Changes settings that end no run. */
  takeSettings(change: Partial<Settings>): void {
    this.store.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
    if (change.backend !== undefined) void this.switchBackend();
    else this.models.updateSettings();
  }

  /** Ends the worker for good. */
  close(): void {
    this.isClosed = true;
    this.wanted = null;
    this.activeBackend.closeForGood();
  }

  /** Ends the worker as a crash would. */
  loseWorker(): void {
    this.activeBackend.opened?.client.fail(new WorkerSilentError());
  }

  private pauseWorker(): void {
    void this.activeBackend.opened?.client.api.pause();
  }

  /** Stops after the current step. A step that takes too long is aborted. */
  private stopSoon(): void {
    this.pauseWorker();
    const { loop } = this;
    setTimeout(() => {
      if (this.loop === loop && this.wanted === null) this.activeBackend.abort();
    }, GRACE);
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
      await this.activeBackend.closeIfStuck();
      if (!this.activeBackend.opened) {
        this.store.setState({ status: 'training' });
        await this.models.load();
      }
      // Pause was pressed, or a job came, while the worker was starting.
      if (this.wanted === null || this.jobsWaiting > 0) {
        if (this.wanted === null) this.showPaused();
        return;
      }
      const models = allModels(this.store.getState());
      const ids = models.flatMap(({ is, run: made }) => (learns(is) && made ? [is.id] : []));
      if (ids.length === 0) {
        this.wanted = null;
        if (!models.some(({ is }) => learns(is))) this.warn(MESSAGES.allPaused());
        this.showPaused();
        return;
      }
      await this.trainModels(ids, rounds, run);
    } catch (error) {
      if (this.isClosed) return;
      if (error instanceof WorkerEndedError) this.aborted(run);
      else if (error instanceof WorkerMissingError) this.fail(error);
      else if (error instanceof BackendLostError || error instanceof WorkerSilentError) await this.lost(run);
      else this.fail(error);
    }
  }

  private async trainModels(ids: readonly ModelId[], rounds: number, run: number): Promise<void> {
    this.store.setState({ status: 'training' });
    // They may have changed while the models were being loaded.
    this.models.updateSettings();
    const opened = this.activeBackend.opened!;
    const clock = new StepClock(this.store, ids, opened.client.signs);
    const report = (progress: TrainProgress): void => {
      clock.reported();
      if (run === this.run && opened === this.activeBackend.opened) this.reports.take(progress, opened.report.name);
    };
    const until = Number.isFinite(rounds) ? rounds : null;
    const options = { course: courseOf(this.store.getState()), isCompiled: opened.report.name !== 'webgl' };
    const end = await trainWatched(opened.client, ids, until, report, options).finally(() => clock.stop());
    if (run === this.run) await this.ended(end);
  }

  private async ended(end: TrainEnd): Promise<void> {
    if (end.reason !== 'paused') this.wanted = null;
    if (end.reason === 'done') reachGoal(this.store);
    if (end.reason === 'diverged') {
      // Weights that led straight to it are no weights to continue from.
      if (this.snapshots.newest.get(end.id)?.step === end.step - 1) this.reports.backToSound(end.id);
      for (const { is } of activeModels(this.store.getState())) await this.models.loadOne(is.id);
      this.restoreSnapshots(divergedNotice(this.store.getState(), end, this.snapshots));
    }
    // After a pause for a job, training is still wanted: the job starts the loop again, and the status stays.
    if (this.wanted === null) this.showPaused();
  }

  /** The worker died or its context is gone. Another continues from the snapshots; after a second loss on another backend. */
  private async lost(run: number): Promise<void> {
    const name = this.activeBackend.closeLost();
    if (run !== this.run) return;
    // Said at once, because starting another worker may take seconds.
    this.restoreSnapshots(warningOf(MESSAGES.trainerRestarts(name, this.snapshots.newestStep)));
    try {
      await this.models.load();
    } catch (again) {
      if (again instanceof WorkerEndedError) this.aborted(run);
      else this.fail(again);
      return;
    }
    if (run !== this.run) return;
    const next = this.wanted === null ? null : (this.store.getState().backend?.name ?? 'cpu');
    this.warn(MESSAGES.trainerLost(name, this.snapshots.newestStep, next));
    if (this.wanted === null) this.showPaused();
  }

  /** A step was aborted. The models go back to their snapshots; the next use starts another worker. */
  private aborted(run: number): void {
    this.activeBackend.close();
    if (run !== this.run) return;
    const { message, action } = MESSAGES.stepBrokenOff(this.snapshots.newestStep);
    this.store.setState((s) => ({
      models: takeBack(s.models, this.snapshots.newest),
      ...withNotice({ kind: 'info', text: message, action })(s),
    }));
    this.showPaused();
  }

  private fail(error: unknown): void {
    if (this.isClosed) return;
    this.activeBackend.close();
    // Ended for a newer job, which says what became of it.
    if (error instanceof WorkerEndedError) return;
    this.wanted = null;
    this.store.setState({ notice: noticeOf(error) });
    // The models exist, can be viewed, and can be made smaller.
    if (error instanceof TrainingTooLargeError) this.showPaused();
    else this.store.setState({ status: 'failed' });
  }

  private restoreSnapshots(notice: Notice): void {
    this.store.setState((s) => ({ models: takeBack(s.models, this.snapshots.newest), notice }));
  }

  private showPaused(): void {
    const anyStep = allModels(this.store.getState()).some(({ run }) => (run?.step ?? 0) > 0);
    this.store.setState({ status: anyStep ? 'paused' : 'idle' });
  }

  private warn(message: Message): void {
    this.store.setState({ notice: warningOf(message) });
  }
}

function warningOf({ message, action }: Message): Notice {
  return { kind: 'warning', text: message, action };
}
