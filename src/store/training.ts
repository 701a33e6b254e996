import type { BackendName, ModelState } from '../backends/backend.ts';
import { BackendLostError, BackendUnavailableError } from '../limits/errors.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { trainWatched, within, WorkerSilentError } from '../worker/client.ts';
import type { TrainEnd, TrainProgress } from '../worker/protocol.ts';
import { LADDER, reasonOf, rememberedVerdict, rememberVerdict, type Verdict, worthAsking } from './backendChoice.ts';
import { experimentKey, LOAD_LIMIT, loadModel, loadModels, silenceLimit } from './loadModels.ts';
import { noticeOf } from './notices.ts';
import { openBackend, openFirst, type OpenedBackend } from './openBackend.ts';
import { addProgress, isSound, takeBack } from './progress.ts';
import { stepSettingsOf } from './specs.ts';
import type { BackendChoice } from './settings.ts';
import type { AppStoreApi, SlotId } from './state.ts';

/** Milliseconds for which each backend is timed at the experiment's own shape. */
const MEASURE_FOR = 600;
/** Two losses of one backend within this many milliseconds: it is given up for this visit. */
const LOSS_WINDOW = 60_000;

/**
 * Drives the training worker. The newest sound snapshot of every model is kept on this side: a worker is disposable, and
 * a lost one is replaced from here.
 *
 * Two things take turns: the training loop, and exclusive jobs (a new run, another backend, a cell more or less), which
 * pause the loop, and let it go on when it is still wanted.
 */
export class Training {
  private opened: OpenedBackend | null = null;
  /** The choice that `opened` answers; it may be another backend where the chosen one is refused. */
  private openedFor: BackendChoice | null = null;
  private loop: Promise<void> | null = null;
  private jobs: Promise<void> = Promise.resolve();
  private jobsWaiting = 0;
  /** Common steps still wanted: null = none, Infinity = until paused. */
  private wanted: number | null = null;
  /** Counts runs: what a worker still says of an older one is dropped. */
  private run = 0;
  private isClosed = false;
  private isConsidering = false;
  /** Shapes at which a rival was asked during this visit, whatever came of it. */
  private readonly asked = new Set<string>();
  private readonly states = new Map<SlotId, ModelState>();
  private readonly losses: { readonly name: BackendName; readonly time: number }[] = [];

  constructor(
    private readonly store: AppStoreApi,
    /** Called after each progress report; `snapshots` says whether weights came with it. */
    private readonly onProgress: (snapshots: boolean) => void,
  ) {}

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
        void this.considerFaster();
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
    const { backend: choice } = this.store.getState().settings;
    const better = choice === 'auto' ? rememberedVerdict(this.key()) : null;
    const isBetter = better && better.name !== this.opened?.report.name && !this.isGivenUp(better.name);
    if (this.openedFor !== choice || isBetter) this.endClient();
    await this.withRoom(async (opened) => {
      this.store.setState({ shape: await loadModels(opened.client, this.store.getState(), this.states) });
    });
  }

  /** Gives the worker one model more: its newest snapshot, or its initial parameters. Within a job. */
  async loadSlot(id: SlotId): Promise<void> {
    if (!this.opened) return this.load();
    const { opened } = this;
    try {
      await loadModel(opened.client, this.store.getState(), this.states, id);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      await this.load();
    }
  }

  /** Takes a model's thread and memory back; its newest snapshot is kept. Within a job. */
  async unloadSlot(id: SlotId): Promise<void> {
    if (this.opened) await within(this.opened.client, this.opened.client.api.removeSlot(id), LOAD_LIMIT);
  }

  /** Moves the run to the backend that the settings ask for; weights, moments and the place in the text go along. */
  switchBackend(): Promise<void> {
    return this.exclusive(async () => {
      this.losses.length = 0;
      await this.load();
    });
  }

  updateSettings(): void {
    void this.opened?.client.api.setSettings(stepSettingsOf(this.store.getState().settings));
  }

  /** Ends the worker for good. */
  close(): void {
    this.isClosed = true;
    this.wanted = null;
    this.endClient();
  }

  /** Ends the worker as a crash would. */
  loseWorker(): void {
    this.opened?.client.fail(new WorkerSilentError());
  }

  private key(): string {
    return experimentKey(this.store.getState());
  }

  private pauseWorker(): void {
    void this.opened?.client.api.pause();
  }

  private endClient(): void {
    this.opened?.client.end();
    this.opened = null;
    this.openedFor = null;
  }

  private isGivenUp(name: BackendName): boolean {
    return this.losses.filter((loss) => loss.name === name).length >= 2;
  }

  /** Runs `give` with the opened backend; one that has no room for the shape is replaced by the next, with a sentence. */
  private async withRoom(give: (opened: OpenedBackend) => Promise<void>): Promise<void> {
    if (!this.opened) await this.open(null);
    try {
      await give(this.opened!);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      const { name } = this.opened!.report;
      this.endClient();
      await this.open({ name, reason: error.message });
      await give(this.opened!);
    }
  }

  /** Opens what the settings ask for, or the next that works, and says so. */
  private async open(without: { readonly name: BackendName; readonly reason: string } | null): Promise<void> {
    const { backend: choice } = this.store.getState().settings;
    this.store.setState({ backend: null, backendReason: 'starting' });
    const verdict = choice === 'auto' ? rememberedVerdict(this.key()) : null;
    const first = choice === 'auto' ? verdict?.name : choice;
    const ladder = [...new Set([...(first ? [first] : []), ...LADDER])];
    const names = ladder.filter((name) => name !== without?.name && !this.isGivenUp(name));
    const { opened, refused } = await openFirst(names);
    if (this.isClosed) return opened.client.end();
    this.opened = opened;
    this.openedFor = choice;
    const lost = LADDER.filter((name) => this.isGivenUp(name)).map((name) => `${name} was lost twice within a minute.`);
    const why = [without?.reason ?? '', ...lost, refused].filter((part) => part !== '').join(' ');
    const isAsked = opened.report.name === choice;
    const backendReason = isAsked ? 'Chosen in the settings.' : reasonOf(verdict, opened.report, why);
    this.store.setState({ backend: opened.report, backendReason });
    if (choice !== 'auto' && !isAsked) {
      const action = `Training goes on with ${opened.report.name}.`;
      this.store.setState({ notice: { kind: 'warning', text: why, action } });
    }
  }

  /**
   * Where `auto` has no verdict for this shape yet: proves and times the other fast backend, moves the run there if it is
   * faster, and remembers. Training may go on meanwhile; it rests for the measurement itself.
   */
  private async considerFaster(): Promise<void> {
    const { settings, text, runs } = this.store.getState();
    const key = this.key();
    const own = this.opened;
    if (settings.backend !== 'auto' || !own || !text || Object.keys(runs).length === 0) return;
    if (this.isConsidering || this.asked.has(key) || rememberedVerdict(key)) return;
    const name = own.report.name === 'webgl' ? 'wasm' : 'webgl';
    if (this.isGivenUp(name) || !worthAsking(name)) return;
    this.isConsidering = true;
    let rival: OpenedBackend | null = null;
    try {
      rival = await openBackend(name);
      // Compiles what it needs, while training goes on.
      await loadModels(rival.client, this.store.getState(), this.states);
      await within(rival.client, rival.client.api.measure(0), LOAD_LIMIT);
      const challenger = rival;
      await this.exclusive(() => this.compare(own, challenger, key));
    } catch (error) {
      this.asked.add(key);
      const refused = error instanceof Error ? error.message : String(error);
      if (this.opened === own) this.store.setState({ backendReason: reasonOf(null, own.report, refused) });
    } finally {
      if (rival && this.opened !== rival) rival.client.end();
      this.isConsidering = false;
      // The experiment may have changed meanwhile: then its own shape has not been asked about.
      if (!this.isClosed && this.jobsWaiting === 0 && !this.asked.has(key)) void this.considerFaster();
    }
  }

  private async compare(own: OpenedBackend, rival: OpenedBackend, key: string): Promise<void> {
    if (this.opened !== own || key !== this.key()) return;
    this.asked.add(key);
    const speeds = new Map<OpenedBackend, number>();
    try {
      await loadModels(rival.client, this.store.getState(), this.states);
      for (const one of [own, rival]) {
        speeds.set(one, await within(one.client, one.client.api.measure(MEASURE_FOR), LOAD_LIMIT));
      }
    } catch (error) {
      // Whichever of the two failed: a fresh worker takes its place when training goes on.
      if (!speeds.has(own)) this.endClient();
      const refused = error instanceof Error ? error.message : String(error);
      this.store.setState({ backendReason: reasonOf(null, own.report, refused) });
      return;
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

  private startLoop(): void {
    if (this.loop || this.wanted === null || this.isClosed) return;
    this.loop = this.runLoop(this.wanted, this.run).finally(() => {
      this.loop = null;
      if (this.jobsWaiting === 0 && this.wanted !== null) this.startLoop();
    });
  }

  private async runLoop(rounds: number, run: number): Promise<void> {
    try {
      if (!this.opened) await this.load();
      // Pressed, or asked for, while the worker was starting.
      if (this.wanted === null || this.jobsWaiting > 0) {
        if (this.wanted === null) this.rest();
        return;
      }
      const { slots, runs } = this.store.getState();
      const ids = slots.filter((s) => s.active && runs[s.id]).map((s) => s.id);
      if (ids.length === 0) {
        this.wanted = null;
        this.rest();
        return;
      }
      this.store.setState({ status: 'training' });
      const opened = this.opened!;
      const take = (progress: TrainProgress): void => {
        if (run === this.run && opened === this.opened) this.take(progress);
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
      const restoredTo = this.states.get(end.id)?.step ?? 0;
      const { message, action } = SENTENCES.diverged(name, end.step, end.quantity, restoredTo);
      this.store.setState({ notice: { kind: 'error', text: message, action } });
    }
    // Paused for a job while still wanted: the job's end starts the loop again, and the page need not flicker.
    if (this.wanted === null) this.rest();
  }

  /** The worker died or its context is gone: a new one goes on from the last snapshot, on another backend the second time. */
  private async lost(run: number): Promise<void> {
    const time = performance.now();
    const name = this.opened?.report.name ?? 'cpu';
    while (this.losses.length > 0 && time - this.losses[0]!.time > LOSS_WINDOW) this.losses.shift();
    this.losses.push({ name, time });
    this.endClient();
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
    this.endClient();
    this.store.setState({ status: 'failed', notice: noticeOf(error) });
  }
}
