import type { BackendName, ModelState } from '../backends/backend.ts';
import { BackendLostError, BackendUnavailableError, ExplainedError } from '../limits/errors.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { trainWatched, within, WorkerSilentError } from '../worker/client.ts';
import type { TrainEnd, TrainProgress } from '../worker/protocol.ts';
import { LADDER, reasonOf, rememberedVerdict, rememberVerdict, type Verdict } from './backendChoice.ts';
import { openBackend, openFirst, type OpenedBackend } from './openBackend.ts';
import { addProgress, takeBack } from './progress.ts';
import { experimentKey, loadModel, loadModels, silenceLimit } from './loadModels.ts';
import { stepSettingsOf } from './specs.ts';
import type { AppStoreApi, SlotId } from './state.ts';

/** Milliseconds for which each backend is timed at the experiment's own shape. */
const MEASURE_FOR = 600;
/** Milliseconds that a measurement may take with everything that it compiles. */
const MEASURE_LIMIT = 60_000;
/** Two losses within this many milliseconds: the backend is given up. */
const LOSS_WINDOW = 60_000;

/**
 * Drives the training worker. The newest snapshot of every model is kept on this side: a worker is disposable, and a
 * lost one is replaced from here.
 *
 * Two things take turns: the training loop, and exclusive jobs (a new run, another backend, a cell more or less), which
 * pause the loop, and let it go on when it is still wanted.
 */
export class Training {
  private opened: OpenedBackend | null = null;
  private isConsidering = false;
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
    void this.opened?.client.api.pause();
  }

  /** Whether Train was pressed and not taken back (the loop may still be waiting for a job). */
  isWanted(): boolean {
    return this.wanted !== null;
  }

  /** Runs `job` while nothing trains. Errors become a notice. */
  exclusive(job: () => Promise<void>): Promise<void> {
    this.jobsWaiting++;
    if (this.loop) void this.opened?.client.api.pause();
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
    const { backend: choice } = this.store.getState().settings;
    const better =
      choice === 'auto' && this.losses.length < 2 ? rememberedVerdict(experimentKey(this.store.getState())) : null;
    if (better && this.opened && better.name !== this.opened.report.name) this.endClient();
    if (!this.opened) await this.openBackend();
    try {
      await loadModels(this.opened!.client, this.store, this.states);
    } catch (error) {
      // A shape that this backend has no room for: another may.
      if (!(error instanceof BackendUnavailableError)) throw error;
      const refused = this.opened!.report.name;
      this.endClient();
      await this.openBackend({ name: refused, reason: error.message });
      await loadModels(this.opened!.client, this.store, this.states);
    }
  }

  /** Gives the worker one model: its newest snapshot, or its initial parameters. Within a job. */
  async loadSlot(id: SlotId): Promise<void> {
    if (this.opened) await loadModel(this.opened.client, this.store, this.states, id);
  }

  /** Moves the run to the backend that the settings ask for; weights, moments and the place in the text go along. */
  switchBackend(): Promise<void> {
    return this.exclusive(async () => {
      this.endClient();
      this.losses.length = 0;
      await this.load();
    });
  }

  /**
   * Where `auto` has no verdict for this shape yet: proves and times the other fast backend, moves the run there if it is
   * faster, and remembers. Training may go on meanwhile; it rests for the measurement itself.
   */
  async considerFaster(): Promise<void> {
    const { settings } = this.store.getState();
    const key = experimentKey(this.store.getState());
    const own = this.opened;
    if (settings.backend !== 'auto' || !own || this.isConsidering || rememberedVerdict(key)) return;
    this.isConsidering = true;
    const name = own.report.name === 'webgl' ? 'wasm' : 'webgl';
    let rival: OpenedBackend | null = null;
    try {
      rival = await openBackend(name);
      // Compiles what it needs, while training goes on.
      await loadModels(rival.client, this.store, this.states);
      await within(rival.client, rival.client.api.measure(0), MEASURE_LIMIT);
      await this.exclusive(() => this.compare(own, rival!, key));
    } catch (error) {
      const refused = error instanceof Error ? error.message : String(error);
      if (this.opened === own) this.store.setState({ backendReason: reasonOf(null, own.report, refused) });
    } finally {
      if (rival && this.opened !== rival) rival.client.end();
      this.isConsidering = false;
    }
  }

  private async compare(own: OpenedBackend, rival: OpenedBackend, key: string): Promise<void> {
    if (this.opened !== own || key !== experimentKey(this.store.getState())) return;
    await loadModels(rival.client, this.store, this.states);
    const speeds = new Map<OpenedBackend, number>();
    for (const one of [own, rival]) {
      speeds.set(one, await within(one.client, one.client.api.measure(MEASURE_FOR), MEASURE_LIMIT));
    }
    const faster = speeds.get(rival)! > speeds.get(own)! ? rival : own;
    const webgl = [own, rival].find((one) => one.report.name === 'webgl');
    const verdict: Verdict = {
      name: faster.report.name,
      speeds: Object.fromEntries([own, rival].map((one) => [one.report.name, speeds.get(one)!])),
      webgl: webgl?.report.detail ?? '',
    };
    rememberVerdict(key, verdict);
    if (faster !== own) own.client.end();
    this.opened = faster;
    this.store.setState({ backend: faster.report, backendReason: reasonOf(verdict, faster.report, '') });
  }

  updateSettings(): void {
    void this.opened?.client.api.setSettings(stepSettingsOf(this.store.getState().settings));
  }

  /** Ends the worker for good. */
  close(): void {
    this.wanted = null;
    this.endClient();
  }

  /** Ends the worker as a crash would. */
  loseWorker(): void {
    this.opened?.client.fail(new WorkerSilentError('The worker was ended.'));
  }

  private endClient(): void {
    this.opened?.client.end();
    this.opened = null;
  }

  /** Opens what the settings ask for, or the next that works, and says so. */
  private async openBackend(without: { name: BackendName; reason: string } | null = null): Promise<void> {
    const { backend: choice } = this.store.getState().settings;
    const isLost = this.losses.length >= 2;
    this.store.setState({ backend: null, backendReason: 'starting' });
    const verdict = choice === 'auto' ? rememberedVerdict(experimentKey(this.store.getState())) : null;
    const first = choice === 'auto' ? verdict?.name : choice;
    const ladder = [...new Set([...(first ? [first] : []), ...LADDER])];
    const names = ladder.filter((name) => name !== without?.name && !(isLost && name === 'webgl'));
    const { opened, refused } = await openFirst(names);
    this.opened = opened;
    const why = [without?.reason, isLost ? 'webgl was lost twice within a minute' : '', refused]
      .filter(Boolean)
      .join(' ');
    const isAsked = opened.report.name === choice;
    this.store.setState({
      backend: opened.report,
      backendReason: isAsked ? 'chosen in the settings' : reasonOf(verdict, opened.report, why),
    });
    if (choice !== 'auto' && !isAsked) {
      this.store.setState({
        notice: { kind: 'warning', text: why, action: `Training goes on with ${opened.report.name}.` },
      });
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
      if (!this.opened) await this.load();
      const until = Number.isFinite(rounds) ? rounds : null;
      const end = await trainWatched(
        this.opened!.client,
        ids,
        until,
        (p) => this.take(p),
        () => silenceLimit(this.store.getState()),
      );
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
}
