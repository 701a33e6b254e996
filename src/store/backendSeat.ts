import type { BackendName } from '../backends/backend.ts';
import { BackendUnavailableError } from '../limits/errors.ts';
import { within } from '../worker/client.ts';
import {
  forgetOtherRenderers,
  LADDER,
  reasonOf,
  rememberedVerdict,
  rememberVerdict,
  type Verdict,
  worthAsking,
} from './backendChoice.ts';
import { experimentKey, LOAD_LIMIT, loadModels, type Snapshots } from './loadModels.ts';
import { openBackend, openFirst, type OpenedBackend } from './openBackend.ts';
import type { BackendChoice } from './settings.ts';
import type { AppStoreApi } from './state.ts';

/** Milliseconds for which each backend is timed at the experiment's own shape. */
const MEASURE_FOR = 600;
/** Two losses of one backend within this many milliseconds: it is given up for this visit. */
const LOSS_WINDOW = 60_000;

/** The backend that trains now, how it came to be chosen, and what replaces it when it is refused, lost or outrun. */
export class BackendSeat {
  private current: OpenedBackend | null = null;
  /** The choice that `current` answers; it may be another backend where the chosen one is refused. */
  private openedFor: BackendChoice | null = null;
  private isClosed = false;
  private isConsidering = false;
  /** Whether verdicts of other renderers have been dropped during this visit. */
  private isRendererChecked = false;
  /** Shapes at which a rival was asked during this visit, whatever came of it. */
  private readonly asked = new Set<string>();
  private readonly losses: { readonly name: BackendName; readonly time: number }[] = [];

  constructor(
    private readonly store: AppStoreApi,
    /** What a backend that takes over goes on from. */
    private readonly states: Snapshots,
    /** Runs a job while nothing trains. */
    private readonly exclusive: (job: () => Promise<void>) => Promise<void>,
  ) {}

  get opened(): OpenedBackend | null {
    return this.current;
  }

  /** Leaves a backend that is not what the settings, or a remembered verdict, ask for. */
  leaveUnlessWanted(): void {
    const { backend: choice } = this.store.getState().settings;
    const better = choice === 'auto' ? rememberedVerdict(this.key()) : null;
    const isBetter = better && better.name !== this.current?.report.name && !this.isGivenUp(better.name);
    if (this.openedFor !== choice || isBetter) this.leave();
  }

  /** Ends the worker; the next use opens another. */
  leave(): void {
    this.current?.client.end();
    this.current = null;
    this.openedFor = null;
  }

  /** The same after a loss, which counts against the backend. Returns the lost one's name. */
  leaveLost(): BackendName {
    const time = performance.now();
    const name = this.current?.report.name ?? 'cpu';
    while (this.losses.length > 0 && time - this.losses[0]!.time > LOSS_WINDOW) this.losses.shift();
    this.losses.push({ name, time });
    this.leave();
    return name;
  }

  /** Gives every backend another chance. */
  forgive(): void {
    this.losses.length = 0;
  }

  /** Ends the worker for good. */
  close(): void {
    this.isClosed = true;
    this.leave();
  }

  /** Runs `give` with the opened backend; one that has no room for the shape is replaced by the next, with a sentence. */
  async withRoom(give: (opened: OpenedBackend) => Promise<void>): Promise<void> {
    if (!this.current) await this.open(null);
    try {
      await give(this.current!);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      const { name } = this.current!.report;
      this.leave();
      await this.open({ name, reason: error.message });
      await give(this.current!);
    }
  }

  /**
   * Where `auto` has no verdict for this shape yet: proves and times the other fast backend, moves the run there if it is
   * faster, and remembers. Training may go on meanwhile; it rests for the measurement itself.
   */
  async considerFaster(): Promise<void> {
    await this.dropStaleVerdicts();
    const { settings, text, runs } = this.store.getState();
    const key = this.key();
    const own = this.current;
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
      if (this.current === own) this.store.setState({ backendReason: reasonOf(null, own.report, refused) });
    } finally {
      if (rival && this.current !== rival) rival.client.end();
      this.isConsidering = false;
      // The experiment may have changed meanwhile: then its own shape has not been asked about.
      if (!this.isClosed && !this.asked.has(key)) void this.considerFaster();
    }
  }

  /** Once a visit: the renderer may be another one than when verdicts were remembered. */
  private async dropStaleVerdicts(): Promise<void> {
    const own = this.current;
    if (!own || this.isRendererChecked || this.store.getState().settings.backend !== 'auto') return;
    this.isRendererChecked = true;
    const { name, detail } = own.report;
    try {
      forgetOtherRenderers(name === 'webgl' ? detail : await within(own.client, own.client.api.renderer(), LOAD_LIMIT));
    } catch {
      // A worker that was ended meanwhile: the next one is asked.
      this.isRendererChecked = false;
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
    this.current = opened;
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

  private async compare(own: OpenedBackend, rival: OpenedBackend, key: string): Promise<void> {
    if (this.current !== own || key !== this.key()) return;
    this.asked.add(key);
    const speeds = new Map<OpenedBackend, number>();
    try {
      await loadModels(rival.client, this.store.getState(), this.states);
      for (const one of [own, rival]) {
        speeds.set(one, await within(one.client, one.client.api.measure(MEASURE_FOR), LOAD_LIMIT));
      }
    } catch (error) {
      // Whichever of the two failed: a fresh worker takes its place when training goes on.
      if (!speeds.has(own)) this.leave();
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
