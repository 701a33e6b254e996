import type { ModelState } from '../backends/backend.ts';
import { packRecord } from '../formats/packedRecord.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { type Experiment, experimentOf, newestStep } from '../state/experiment.ts';
import { experimentToRecord } from '../state/experimentRecord.ts';
import { allModels } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import type { ModelId } from '../state/model.ts';
import type { TextState } from '../state/textState.ts';
import { type About, type ExperimentStore, ExperimentWriter, type LoadedRecord } from '../storage/experimentStore.ts';
import { lockAfterReload, lockExperiment, type Unlock } from '../storage/experimentLock.ts';
import { rememberExperiment, rememberView } from './tabMemory.ts';

/** Milliseconds between the starts of two saves. Snapshots of the weights come every second. */
const SAVE_EVERY = 500;
/** The same after a save that failed. */
const AGAIN_AFTER = 20_000;

/** An id that no other experiment has. */
export function newExperimentId(): string {
  const random = [...crypto.getRandomValues(new Uint32Array(2))].map((word) => word.toString(36)).join('');
  return `${Date.now().toString(36)}-${random}`;
}

/** What a save depends on, by identity. Newer losses alone do not count: without a snapshot there is nothing to go on from. */
function dependencies(state: AppState): readonly unknown[] {
  const { text, settings, hypotheses, passage, continuations, traceWindow, pins, ui } = state;
  const models = allModels(state).flatMap(({ is, run, perturbation, beforePerturbing }) => {
    const parts = [run?.params, run?.samples, run?.heldOut, run?.checkpoints, run?.perturbed];
    return [is, ...parts, perturbation, beforePerturbing];
  });
  return [text, settings, hypotheses, passage, continuations, traceWindow, pins, ui, ...models];
}

/** What makes an experiment a person's own: what they change in it, and training. */
function touched(state: AppState): readonly unknown[] {
  const { text, settings, hypotheses, passage, continuations, pins } = state;
  const models = allModels(state).flatMap(({ is, run, perturbation }) => [is, run?.step ?? 0, perturbation]);
  return [text, settings, hypotheses, passage, continuations, pins, ...models];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, k) => Object.is(value, b[k]));
}

function aboutOf({ text, models }: Experiment): About {
  const losses = models.flatMap(({ run }) => {
    const { length, values } = run?.heldOut ?? { length: 0, values: [] };
    return length > 0 ? [values[length - 1]!] : [];
  });
  const loss = losses.length > 0 ? Math.min(...losses) : null;
  return { textName: text.name, step: newestStep(models), loss };
}

interface Surroundings {
  readonly store: AppStoreApi;
  /** The newest snapshot of a model. */
  readonly stateOf: (id: ModelId) => ModelState | null;
  /** Null while nothing can be stored. */
  readonly database: () => ExperimentStore | null;
  /** Gets the id of the stored experiment to which saves go from now on; null for a new one. */
  readonly followed: (experiment: string | null) => void;
  /** Gets the id of the experiment that was saved. */
  readonly saved: (experiment: string) => void;
  readonly failed: (error: unknown) => void;
}

/** Saves the experiment of this tab again and again while it changes. */
export class Autosave {
  private writer: ExperimentWriter | null = null;
  /** That a new experiment is to have. */
  private name = '';
  private unlock: Unlock = () => undefined;
  /** A new experiment as it begins: it is not worth a save until something is changed or trained. */
  private untouched: readonly unknown[] = [];
  /** What the newest save depends on. */
  private newest: readonly unknown[] = [];
  /** The text of the newest save, and whether anything had been trained on it. */
  private newestText: { readonly text: TextState; readonly isTrained: boolean } | null = null;
  /** The experiments whose newest save has a text: Undo and Redo bring texts back. */
  private readonly savedTo = new WeakMap<TextState, string>();
  private saving: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastStart = -Infinity;
  private wait = SAVE_EVERY;
  private isStarted = false;
  private unsubscribe: () => void = () => undefined;

  constructor(private readonly surroundings: Surroundings) {}

  /** The id of the experiment to which saves go; null before the first save of a new one. */
  get experiment(): string | null {
    return this.writer?.id ?? null;
  }

  start(): void {
    this.isStarted = true;
    this.markUntouched();
    const unsubscribe = this.surroundings.store.subscribe(() => this.schedule());
    const hurry = (): void => {
      const isHidden = document.visibilityState === 'hidden';
      rememberView(isHidden ? this.surroundings.store.getState().ui : null);
      if (isHidden) void this.flush();
    };
    const leave = (event: PageTransitionEvent): void => {
      hurry();
      if (!event.persisted) this.saveAtOnce();
    };
    document.addEventListener('visibilitychange', hurry);
    addEventListener('pagehide', leave);
    this.unsubscribe = () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', hurry);
      removeEventListener('pagehide', leave);
    };
    this.schedule();
  }

  /** Ends saving, after the save that is under way, and lets the experiment go. */
  async stop(): Promise<void> {
    this.isStarted = false;
    clearTimeout(this.timer);
    this.unsubscribe();
    await this.saving;
    this.unlock();
  }

  /** What stands in the store now is the beginning of a new experiment. */
  markUntouched(): void {
    this.untouched = touched(this.surroundings.store.getState());
  }

  /** What stands in the store now needs no save. */
  markSaved(): void {
    this.newest = dependencies(this.surroundings.store.getState());
  }

  /** Saves at once what has changed since the last save. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.saving) await this.saving;
    if (!this.isDue()) return;
    this.saving = this.save().finally(() => {
      this.saving = null;
      this.schedule();
    });
    await this.saving;
  }

  /** Tries again soon, after there was no room. */
  tryAgain(): void {
    this.wait = SAVE_EVERY;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.schedule();
  }

  /**
   * Saves go to this experiment from now on, as long as it has its text; null: to a new one, as soon as there is something
   * to save.
   *
   * @param name of an experiment that is not stored yet; empty for that of its text
   */
  follow(
    id: string | null,
    loaded: LoadedRecord | null,
    unlock: Unlock,
    text: TextState | null = null,
    name = '',
  ): void {
    this.switchTo(id, loaded, unlock, text, name);
    this.surroundings.followed(loaded && id);
  }

  /** The same without a word, because the save that follows says it. */
  private switchTo(
    id: string | null,
    loaded: LoadedRecord | null,
    unlock: Unlock,
    text: TextState | null,
    name: string,
  ): void {
    this.unlock();
    this.unlock = unlock;
    const database = this.surroundings.database();
    this.writer = id === null || !database ? null : new ExperimentWriter(database, id, name, loaded);
    this.name = name;
    this.newestText = text && { text, isTrained: true };
    rememberExperiment(id);
  }

  /**
   * Chooses the experiment to which a text is saved. A text after training begins another one, and the one before stays as it
   * was. A text that comes back is saved where it was before.
   */
  private async followText(text: TextState): Promise<void> {
    const { newestText, writer } = this;
    if (writer && (!newestText || newestText.text === text)) return;
    const known = this.savedTo.get(text);
    if (known !== undefined && (await this.followAgain(known, text))) {
      // Of a text on which nothing was trained nothing stays behind.
      if (writer && newestText && !newestText.isTrained) await this.surroundings.database()?.remove(writer.id);
      return;
    }
    if (writer && newestText && !newestText.isTrained) {
      // It gives its place to this one.
      this.savedTo.delete(newestText.text);
      return;
    }
    const id = newExperimentId();
    this.switchToNew(id, (await lockExperiment(id)) ?? (() => undefined));
  }

  private switchToNew(id: string, unlock: Unlock): void {
    this.switchTo(id, null, unlock, null, this.writer ? '' : this.name);
  }

  /** Returns false if the experiment is no longer there, or another tab has it. */
  private async followAgain(id: string, text: TextState): Promise<boolean> {
    const loaded = (await this.surroundings.database()?.load(id)) ?? null;
    // The browser may still be ending this tab's own claim.
    const unlock = loaded && (await lockAfterReload(id));
    if (unlock) this.switchTo(id, loaded, unlock, text, '');
    return unlock !== null;
  }

  private isDue(): boolean {
    const state = this.surroundings.store.getState();
    // While models are made anew there is nothing whole to save.
    if (!this.isStarted || !this.surroundings.database() || !state.text || state.status === 'preparing') return false;
    if (isSame(this.newest, dependencies(state))) return false;
    return this.writer !== null || !isSame(this.untouched, touched(state));
  }

  private schedule(): void {
    if (this.saving || this.timer !== undefined || !this.isDue()) return;
    const delay = Math.max(0, this.lastStart + this.wait - performance.now());
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async save(): Promise<void> {
    this.lastStart = performance.now();
    const { store, stateOf, saved, failed } = this.surroundings;
    const state = store.getState();
    const depends = dependencies(state);
    const experiment = experimentOf(state, stateOf);
    if (!experiment) return;
    try {
      await this.followText(experiment.text);
      const about = aboutOf(experiment);
      const { writer } = this;
      if (!writer) return;
      await writer.save(packRecord(experimentToRecord(experiment)), about);
      this.newest = depends;
      this.newestText = { text: experiment.text, isTrained: about.step > 0 };
      this.savedTo.set(experiment.text, writer.id);
      this.wait = SAVE_EVERY;
      saved(writer.id);
    } catch (error) {
      this.wait = AGAIN_AFTER;
      failed(error);
    }
  }

  /** The last save of a page that ends. */
  private saveAtOnce(): void {
    if (!this.isDue()) return;
    const { store, stateOf } = this.surroundings;
    const experiment = experimentOf(store.getState(), stateOf);
    if (!experiment) return;
    if (this.isAnother(experiment.text)) this.switchToNew(newExperimentId(), () => undefined);
    this.writer?.saveAtOnce(packRecord(experimentToRecord(experiment)), aboutOf(experiment));
  }

  /** Whether a text begins another experiment, where there is no time to look whether it comes back (`followText`). */
  private isAnother(text: TextState): boolean {
    const { newestText } = this;
    return !this.writer || (newestText !== null && newestText.isTrained && newestText.text !== text);
  }
}
