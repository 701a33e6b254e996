import { lengthOf } from '../engine/range.ts';
import { SAMPLES } from '../samples/samples.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { changeEachModel, changeModel, newRun, startOver } from '../state/changeModel.ts';
import { type Experiment, newestStep, withExperiment } from '../state/experiment.ts';
import { initialState } from '../state/initialState.ts';
import type { Goal } from '../state/link.ts';
import { activeModels, settingsOf } from '../state/models.ts';
import { fittedCursor } from '../state/selection.ts';
import { initOf, specOf } from '../state/specs.ts';
import type { AppState } from '../state/state.ts';
import type { ModelId, ModelIdentity, ModelRun } from '../state/model.ts';
import { INITIAL_UI, withUi } from '../state/ui.ts';
import type { Training } from './training.ts';
import type { Viewing } from './viewing.ts';

/** Starts runs: fresh models on the current text and settings. */
export class Runs {
  /** Counts the runs that were asked for. One that was overtaken by a later one does nothing. */
  private newest = 0;
  /** Texts and models that were given and are still being read. */
  private readonly reading = new Set<Promise<unknown>>();
  /** Whether fresh runs are being made. Until they are there, the state holds those of before. */
  isStarting = false;

  constructor(
    private readonly store: AppStoreApi,
    private readonly training: Training,
    private readonly viewing: Viewing,
  ) {}

  /** Starts over with all active models. */
  start(): void {
    const { text, status } = this.store.getState();
    if (!text) {
      // While the first text is being prepared, its run follows. If it failed, it is tried again.
      if (status === 'failed') void this.takeFirstText();
      return;
    }
    const request = ++this.newest;
    this.isStarting = true;
    this.training.forget();
    this.store.setState({ status: 'preparing', notice: null, remark: null, goal: null });
    void this.training.exclusive(() => this.replaceRuns(() => request !== this.newest));
  }

  /**
   * Begins a visit by `act`, which puts an experiment on the page, unless something else was given already. If that was refused,
   * it is still said once the experiment is there.
   */
  async begin(act: () => Promise<unknown>): Promise<void> {
    if (this.isReading) await this.whenRead();
    if (this.newest > 0 || this.store.getState().text) return;
    await this.keepNotice(act);
  }

  /** A new run takes older notices away: the one of now is shown again after `act`, if that has nothing to say. */
  async keepNotice(act: () => Promise<unknown>): Promise<void> {
    const { notice } = this.store.getState();
    await act();
    if (notice && !this.store.getState().notice) this.store.setState({ notice });
  }

  /** A text or a model was given: nothing that the page takes by itself may overtake it while it is read. */
  reads(given: Promise<unknown>): void {
    this.reading.add(given);
    void given.finally(() => this.reading.delete(given));
  }

  get isReading(): boolean {
    return this.reading.size > 0;
  }

  /** Resolves when nothing that was given is being read any more. */
  async whenRead(): Promise<void> {
    while (this.reading.size > 0) await Promise.allSettled(this.reading);
  }

  /**
   * Puts an experiment in place of the current one, at once. Resolves when its models are ready to train on. Runs that it lacks
   * are made.
   */
  restore(experiment: Experiment, goal: Goal | null = null): Promise<void> {
    const { store, training, viewing } = this;
    const request = ++this.newest;
    const isOvertaken = (): boolean => request !== this.newest;
    this.isStarting = false;
    training.forget();
    training.snapshots.clear();
    viewing.reset();
    const beginning = { goal, status: 'preparing', notice: null, remark: null } as const;
    store.setState((state) => ({ ...withExperiment(state, experiment), ...beginning }));
    for (const { is, state } of experiment.models) training.snapshots.replace(is.id, state);
    return training.exclusive(async () => {
      if (isOvertaken()) return;
      for (const { is, run } of activeModels(store.getState())) {
        if (run) continue;
        const made = await this.fresh(is);
        if (isOvertaken()) return;
        store.setState((state) => changeModel(state, is.id, { run: made }));
      }
      await training.models.load();
      if (isOvertaken() || training.isWanted()) return;
      store.setState({ status: newestStep(experiment.models) > 0 ? 'paused' : 'idle' });
    });
  }

  /** Starts as on a first visit, but with the person's own choices, such as the theme. */
  async startAfresh(): Promise<void> {
    this.newest++;
    this.isStarting = false;
    this.training.forget();
    this.training.snapshots.clear();
    this.viewing.reset();
    this.store.setState(({ storage, backend, backendReason, frame, newerVersion, ui: { theme, letterKeys } }) => ({
      ...initialState({}),
      storage,
      backend,
      backendReason,
      frame,
      newerVersion,
      ...withUi({ ui: INITIAL_UI }, { theme, letterKeys }),
    }));
    await this.takeFirstText();
  }

  /** Takes the first sample as the text of a new visit. */
  async takeFirstText(): Promise<boolean> {
    const first = SAMPLES[0]!;
    this.store.setState({ status: 'preparing' });
    const { takeText } = this.store.getState();
    const isTaken = await takeText(first.build(), first.name, { kind: 'sample', id: first.id });
    if (isTaken || this.store.getState().text) return isTaken;
    if (this.isReading) {
      // Something else was given meanwhile.
      await this.whenRead();
      if (!this.store.getState().text) await this.keepNotice(() => this.takeFirstText());
      return this.store.getState().text !== null;
    }
    this.store.setState({ status: 'failed' });
    return false;
  }

  /** Trains for so many steps. A text or models that could not be loaded before are loaded first. */
  async train(rounds: number): Promise<void> {
    if (!this.store.getState().text) await this.firstText();
    const { text, status } = this.store.getState();
    if (!text && !(await this.takeFirstText())) return;
    if (text && status === 'failed' && activeModels(this.store.getState()).some(({ run }) => !run)) this.start();
    this.training.train(rounds);
  }

  /** Resolves when there is a text, or when the first one has failed. */
  private firstText(): Promise<void> {
    return new Promise((resolve) => {
      const check = ({ text, status }: AppState): void => {
        if (!text && status === 'preparing') return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.store.subscribe(check);
      check(this.store.getState());
    });
  }

  /** A run of a model under the current settings: with fresh weights at step 0, or with those that it was opened with. */
  async fresh(model: ModelIdentity): Promise<ModelRun> {
    const { text, settings: common } = this.store.getState();
    if (!text) throw new Error('no text');
    const settings = settingsOf(model, common);
    const { opened } = model;
    if (opened) return newRun(opened.spec, settings, opened.params, opened.step);
    const spec = specOf(model.cell, settings, text.symbols.length);
    const params = await this.viewing.worker.callFirst((api) => api.initial(spec, initOf(settings), text.counts));
    return newRun(spec, settings, params);
  }

  private async replaceRuns(isOvertaken: () => boolean): Promise<void> {
    const { text } = this.store.getState();
    if (isOvertaken() || !text) return;
    const runs: Record<ModelId, ModelRun> = {};
    try {
      for (const { is } of activeModels(this.store.getState())) runs[is.id] = await this.fresh(is);
    } catch (error) {
      // The old runs are not those of the settings. Train makes the models again.
      if (!isOvertaken()) {
        this.isStarting = false;
        this.training.snapshots.clear();
        this.store.setState((state) => changeEachModel(state, () => ({ run: null })));
      }
      throw error;
    }
    if (isOvertaken()) return;
    this.isStarting = false;
    this.training.snapshots.clear();
    // A person may have moved it while the runs were being made.
    const { traceWindow } = this.store.getState();
    const count = text.tokens.length;
    const from = traceWindow.from < count - 1 ? traceWindow.from : 0;
    // Before the change of the state, so that no running question about the old runs reaches the new ones.
    this.viewing.reset();
    this.store.setState((state) => ({
      ...startOver(state, runs),
      ...withUi(state, { viewedStep: null }),
      cost: null,
      traceWindow: { from, to: Math.min(from + lengthOf(traceWindow), count) },
    }));
    this.store.setState((state) => withUi(state, { cursor: fittedCursor(state) }));
    await this.training.models.load();
    if (!isOvertaken() && !this.training.isWanted()) this.store.setState({ status: 'idle' });
  }
}
