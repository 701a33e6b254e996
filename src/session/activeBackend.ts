import type { BackendName } from '../backends/backend.ts';
import { BackendUnavailableError, TrainingTooLargeError } from '../limits/errors.ts';
import { type TrainerClient, WorkerEndedError, within } from '../worker/client.ts';
import { PING_LIMIT, START_LIMIT } from '../worker/vitalSigns.ts';
import { reasonOf } from './backendChoice.ts';
import { experimentKey, loadModels, type NewestSnapshots } from './loadModels.ts';
import { openBackend, openFirst, type OpenedBackend } from './openBackend.ts';
import type { BackendChoice } from '../state/settingsTable.ts';
import { allModels } from '../state/models.ts';
import type { AppStoreApi } from '../state/actions.ts';
import {
  forgetOtherRenderers,
  isSoftware,
  LADDER,
  rememberedVerdict,
  rememberVerdict,
  type Verdict,
  worthAsking,
} from './verdicts.ts';

/** Milliseconds for which each backend is timed at the experiment's own shape. */
const MEASURE_FOR = 600;
/**
 * Milliseconds of silence while a rival starts, loads and compiles. Nobody waits for it, and on a busy machine compiling
 * shaders gives no sign of life for many seconds.
 */
const RIVAL_LIMIT = 60_000;
/** A backend that is lost twice within this many milliseconds is not used again during this visit. */
const LOSS_WINDOW = 60_000;

/** A backend that has no room for the shape of the experiment, and its message. */
interface Refusal {
  readonly name: BackendName;
  readonly reason: string;
}

/** The backend that trains: why it was chosen, and what replaces it when it has no room, is lost, or is slower. */
export class ActiveBackend {
  private current: OpenedBackend | null = null;
  /** The choice for which `current` was opened. If that backend was refused, `current` is another. */
  private openedFor: BackendChoice | null = null;
  /** The worker whose backend is starting. */
  private opening: TrainerClient | null = null;
  private isClosed = false;
  private isConsidering = false;
  /** Whether verdicts about other renderers have been removed during this visit. */
  private isRendererChecked = false;
  /** Shapes at which a rival was timed during this visit, or could not be. */
  private readonly asked = new Set<string>();
  private readonly losses: { readonly name: BackendName; readonly time: number }[] = [];

  constructor(
    private readonly store: AppStoreApi,
    /** From which another backend continues. */
    private readonly snapshots: NewestSnapshots,
    /** Runs a job while nothing trains. */
    private readonly exclusive: (job: () => Promise<void>) => Promise<void>,
  ) {}

  get opened(): OpenedBackend | null {
    return this.current;
  }

  /** Closes a backend that differs from the settings or from a remembered verdict. */
  closeUnlessWanted(): void {
    const { backend: choice } = this.store.getState().settings;
    const better = choice === 'auto' ? rememberedVerdict(this.key()) : null;
    const isBetter = better && better.name !== this.current?.report.name && !this.isGivenUp(better.name);
    if (this.openedFor !== choice || isBetter) this.close();
  }

  /** Ends the worker. The next use opens another. */
  close(): void {
    this.current?.client.end();
    this.current = null;
    this.openedFor = null;
  }

  /** Closes an idle worker that does not answer a ping. Nothing is lost with it. */
  async closeIfStuck(): Promise<void> {
    const { current } = this;
    if (current && !(await current.client.signs.answers(PING_LIMIT)) && this.current === current) this.close();
  }

  /** Ends a worker that does not answer a ping. Its callers get a `WorkerEndedError`. */
  async abortIfStuck(limit: number): Promise<void> {
    const { current } = this;
    if (current && !(await current.client.signs.answers(limit))) current.client.end();
  }

  /** Ends a worker whose backend is starting. */
  abortOpening(): void {
    this.opening?.end();
  }

  /** Ends the worker. Its callers get a `WorkerEndedError`. */
  abort(): void {
    this.abortOpening();
    this.current?.client.end();
  }

  /** Closes a backend that was lost, and counts the loss. Returns its name. */
  closeLost(): BackendName {
    const time = performance.now();
    const name = this.current?.report.name ?? 'cpu';
    while (this.losses.length > 0 && time - this.losses[0]!.time > LOSS_WINDOW) this.losses.shift();
    this.losses.push({ name, time });
    this.close();
    return name;
  }

  /** Allows backends again that were lost twice. */
  forgetLosses(): void {
    this.losses.length = 0;
  }

  /** Ends the worker for good. */
  closeForGood(): void {
    this.isClosed = true;
    this.close();
  }

  /**
   * Runs `load` with the open backend. If it has no room for the shape, the next one is opened, with a notice. If none has
   * room, the error of the first is thrown, because that is the chosen or the best one.
   */
  async withRoom(load: (opened: OpenedBackend) => Promise<void>): Promise<void> {
    if (!this.current) await this.open([]);
    const without: Refusal[] = [];
    let first: unknown = null;
    for (;;) {
      const { client, report } = this.current!;
      try {
        await load(this.current!);
        return;
      } catch (error) {
        if (!(error instanceof BackendUnavailableError) && !(error instanceof TrainingTooLargeError)) throw error;
        first ??= error;
        if (error instanceof TrainingTooLargeError && !(await this.hasFasterCard(client))) throw first;
        without.push({ name: report.name, reason: error.message });
      }
      this.close();
      if (without.length === LADDER.length) throw first;
      try {
        await this.open(without);
      } catch (error) {
        throw error instanceof WorkerEndedError ? error : first;
      }
    }
  }

  /** Whether a graphics card may have room where the current backend has none. */
  private async hasFasterCard(client: TrainerClient): Promise<boolean> {
    const { backend } = this.store.getState().settings;
    if (backend !== 'auto' || this.current?.report.name !== 'wasm' || this.isGivenUp('webgl')) return false;
    const renderer = await within(client, client.api.renderer(), START_LIMIT);
    return renderer !== '' && !isSoftware(renderer);
  }

  /**
   * If `auto` has no verdict for this shape yet, opens and times the other fast backend, moves the run there if it is faster,
   * and remembers the verdict. Training continues meanwhile and pauses only for the measurement.
   */
  async considerFaster(): Promise<void> {
    await this.dropStaleVerdicts();
    const state = this.store.getState();
    const { settings, text } = state;
    const key = this.key();
    const own = this.current;
    if (settings.backend !== 'auto' || !own || !text || allModels(state).every(({ run }) => !run)) return;
    if (this.isConsidering || this.asked.has(key) || rememberedVerdict(key)) return;
    const name = own.report.name === 'webgl' ? 'wasm' : 'webgl';
    if (this.isGivenUp(name) || !worthAsking(name)) return;
    this.isConsidering = true;
    let rival: OpenedBackend | null = null;
    try {
      rival = await openBackend(name, RIVAL_LIMIT);
      // Compiles its programs while training continues.
      await loadModels(rival.client, this.store.getState(), this.snapshots, { limit: RIVAL_LIMIT });
      await within(rival.client, rival.client.api.measure(0), RIVAL_LIMIT);
      const challenger = rival;
      await this.exclusive(() => this.compare(own, challenger, key));
    } catch (error) {
      this.asked.add(key);
      const refused = error instanceof Error ? error.message : String(error);
      if (this.current === own) this.store.setState({ backendReason: reasonOf(null, own.report, refused) });
    } finally {
      if (rival && this.current !== rival) rival.client.end();
      this.isConsidering = false;
      // The experiment may have another shape by now.
      if (!this.isClosed) void this.considerFaster();
    }
  }

  /** Once per visit, because the renderer may differ from the one when verdicts were remembered. */
  private async dropStaleVerdicts(): Promise<void> {
    const own = this.current;
    if (!own || this.isRendererChecked || this.store.getState().settings.backend !== 'auto') return;
    this.isRendererChecked = true;
    const { name, detail } = own.report;
    try {
      forgetOtherRenderers(
        name === 'webgl' ? detail : await within(own.client, own.client.api.renderer(), START_LIMIT),
      );
    } catch {
      // The worker was ended meanwhile; the next one is asked.
      this.isRendererChecked = false;
    }
  }

  /** Opens the backend of the settings, or the next that works, and shows why. */
  private async open(without: readonly Refusal[]): Promise<void> {
    const { backend: choice } = this.store.getState().settings;
    this.store.setState({ backend: null, backendReason: 'starting' });
    const verdict = choice === 'auto' ? rememberedVerdict(this.key()) : null;
    const first = choice === 'auto' ? verdict?.name : choice;
    const ladder = [...new Set([...(first ? [first] : []), ...LADDER])];
    const names = ladder.filter((name) => !without.some((one) => one.name === name) && !this.isGivenUp(name));
    const started = (client: TrainerClient): void => {
      this.opening = client;
    };
    const refusing = (text: string): void => {
      if (this.isClosed) return;
      const action = 'The next backend is starting.';
      this.store.setState({ backendReason: `${text} ${action}` });
      if (choice !== 'auto') this.store.setState({ notice: { kind: 'warning', text, action } });
    };
    const { opened, refused } = await openFirst(names, started, refusing).finally(() => {
      this.opening = null;
    });
    if (this.isClosed) return opened.client.end();
    this.current = opened;
    this.openedFor = choice;
    const lost = LADDER.filter((name) => this.isGivenUp(name)).map((name) => `${name} was lost twice within a minute.`);
    const why = [...without.map(({ reason }) => reason), ...lost, refused].filter((part) => part !== '').join(' ');
    const isAsked = opened.report.name === choice;
    const backendReason = isAsked ? 'Chosen in the settings.' : reasonOf(verdict, opened.report, why);
    this.store.setState({ backend: opened.report, backendReason });
    if (choice !== 'auto' && !isAsked) {
      const action = `Training goes on with ${opened.report.name}.`;
      this.store.setState({ notice: { kind: 'warning', text: why, action } });
    }
  }

  private async compare(own: OpenedBackend, rival: OpenedBackend, key: string): Promise<void> {
    if (this.current !== own || key !== this.key()) return;
    this.asked.add(key);
    const speeds = new Map<OpenedBackend, number>();
    try {
      await loadModels(rival.client, this.store.getState(), this.snapshots);
      for (const one of [own, rival]) {
        speeds.set(one, await within(one.client, one.client.api.measure(MEASURE_FOR), START_LIMIT));
      }
    } catch (error) {
      // If the current one failed, the next use opens another.
      if (!speeds.has(own)) this.close();
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
    this.current = faster;
    this.store.setState({ backend: faster.report, backendReason: reasonOf(verdict, faster.report, '') });
  }

  private isGivenUp(name: BackendName): boolean {
    return this.losses.filter((loss) => loss.name === name).length >= 2;
  }

  private key(): string {
    return experimentKey(this.store.getState());
  }
}
