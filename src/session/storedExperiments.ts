import { unpackRecord } from '../formats/packedRecord.ts';
import { ImportError } from '../limits/errors.ts';
import { MESSAGES, type Message } from '../limits/messages.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { type Experiment, newestStep } from '../state/experiment.ts';
import { experimentFromRecord } from '../state/experimentRecord.ts';
import type { Notice } from '../state/notice.ts';
import { ACTION_NAMES } from '../state/actionNames.ts';
import type { StorageActions, StorageState } from '../state/storageState.ts';
import { eraseStorage } from '../storage/erase.ts';
import { lockAfterReload, lockedExperiments, lockExperiment } from '../storage/experimentLock.ts';
import { ExperimentStore, type LoadedRecord, NoDatabaseError, StorageFullError } from '../storage/experimentStore.ts';
import type { StoredCopy } from '../storage/schema.ts';
import { Autosave, newExperimentId } from './autosave.ts';
import { withNotice } from './notices.ts';
import { eraseOffline } from './offline.ts';
import type { Runs } from './runs.ts';
import { experimentOfTab, withViewOfTab } from './tabMemory.ts';
import type { Training } from './training.ts';
import type { Shelf, Undoing } from './undoing.ts';

/** The experiments in this browser: the one of this tab is saved while it changes and comes back after a reload. */
export class StoredExperiments implements StorageActions, Shelf {
  private database: ExperimentStore | null = null;
  private readonly autosave: Autosave;
  /** What is to be said when the first models are there: a new run takes older notices away. */
  /** Whether this browser holds no experiment, and no other tab has one. Null until that is known. */
  isFirstVisit: boolean | null = null;
  private onStart: () => void = () => undefined;

  constructor(
    private readonly store: AppStoreApi,
    training: Training,
    private readonly runs: Runs,
    private readonly undoing: Undoing,
  ) {
    this.autosave = new Autosave({
      store,
      stateOf: (id) => training.snapshots.newest.get(id) ?? null,
      database: () => this.database,
      followed: (experiment) => this.change({ experiment }),
      saved: (experiment) => this.change({ status: 'on', trouble: null, experiment }),
      failed: (error) => this.failed(error),
    });
  }

  /**
   * Opens the database and finds the experiment that this tab is to come back to; null where there is none.
   *
   * @param comesBack false for a page that begins with an experiment of its own
   * @param hasAddress whether the address says what the page showed
   */
  async begin(comesBack: boolean, hasAddress: boolean): Promise<Experiment | null> {
    try {
      this.database = await ExperimentStore.open(() => this.turnOff(MESSAGES.storageGone()));
      this.change({ status: 'on', isPersistent: await isPersistent() });
      if (comesBack) return await this.comeBack(this.database, hasAddress);
      this.beginNew();
      return null;
    } catch (error) {
      this.onStart = () => this.failed(error);
      return null;
    }
  }

  /** Starts saving what changes from now on. */
  start(): void {
    this.autosave.start();
    this.onStart();
  }

  /** Saves for the last time, and lets the experiment go. */
  async close(): Promise<void> {
    await this.autosave.flush();
    await this.autosave.stop();
    this.database?.close();
  }

  async listExperiments(): Promise<void> {
    // The list says of this tab's experiment what stands on the page.
    await this.autosave.flush();
    if (this.database) this.change({ experiments: await this.database.list() });
  }

  async openExperiment(id: string): Promise<void> {
    if (!this.database || id === this.autosave.experiment) return;
    await this.leave();
    const unlock = await lockExperiment(id);
    if (!unlock) return this.say('warning', MESSAGES.experimentElsewhere());
    try {
      const { loaded, experiment: stored } = await this.read(this.database, id);
      // What stood open beside it when it was stored was about that moment.
      const experiment = { ...stored, ui: { ...stored.ui, lesson: null, glossary: null } };
      this.autosave.follow(id, loaded, unlock, experiment.text);
      this.undoing.clear();
      await this.runs.restore(experiment);
      if (this.store.getState().text !== experiment.text) return;
      this.autosave.markSaved();
      this.sayCameBack(experiment, loaded.isOlder, false);
    } catch (error) {
      unlock();
      this.failed(error);
    }
  }

  /** Saves the experiment of now, which another is to follow. */
  async leave(): Promise<void> {
    await this.autosave.flush();
  }

  /** What comes next is another experiment. @param name that it will have; empty for that of its text */
  beginNew(name = ''): void {
    this.autosave.follow(null, null, () => undefined, null, name);
  }

  /** What the page shows is not the person's own yet: it is stored once they change or train it. */
  markUntouched(): void {
    this.autosave.markUntouched();
  }

  async newExperiment(): Promise<void> {
    await this.leave();
    this.beginNew();
    this.undoing.clear();
    await this.runs.startAfresh();
    this.autosave.markUntouched();
  }

  async renameExperiment(id: string, name: string): Promise<void> {
    await this.database?.rename(id, name.trim());
    await this.listExperiments();
  }

  async duplicateExperiment(id: string): Promise<void> {
    if (!this.database) return;
    if (id === this.autosave.experiment) await this.autosave.flush();
    const original = (await this.database.list()).find((one) => one.id === id);
    if (!original) return;
    try {
      await this.database.duplicate(id, newExperimentId(), `${original.name || original.textName}, copy`);
    } catch (error) {
      this.failed(error);
    }
    await this.listExperiments();
  }

  async deleteExperiment(id: string): Promise<void> {
    if (!this.database || id === this.autosave.experiment) return;
    const copy = await this.database.copyOf(id);
    const isGone = await this.takeAway(id);
    if (!isGone || !copy) return;
    const { name, textName } = copy.summary;
    this.undoing.keep(ACTION_NAMES.deleteStored(name || textName), { kind: 'stored', copy, isStored: true });
  }

  async takeAway(id: string): Promise<boolean> {
    const unlock = await lockExperiment(id);
    if (!unlock) this.say('warning', MESSAGES.experimentElsewhere());
    if (!unlock || !this.database) return false;
    await this.database.remove(id);
    unlock();
    await this.listExperiments();
    this.autosave.tryAgain();
    return true;
  }

  async putBack(copy: StoredCopy): Promise<void> {
    try {
      await this.database?.putBack(copy);
    } catch (error) {
      this.failed(error);
    }
    await this.listExperiments();
  }

  async askToPersist(): Promise<void> {
    const isGranted = (await navigator.storage?.persist?.()) ?? false;
    this.change({ isPersistent: isGranted });
    if (!isGranted) this.say('info', MESSAGES.notPersistent());
  }

  async eraseEverything(): Promise<boolean> {
    await this.autosave.stop();
    this.database?.close();
    this.database = null;
    try {
      await Promise.all([eraseStorage(), eraseOffline()]);
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  /** What this tab showed before a reload, or else what was saved last, unless other tabs are at work. */
  private async comeBack(database: ExperimentStore, hasAddress: boolean): Promise<Experiment | null> {
    const own = experimentOfTab();
    const list = await database.list();
    const known = list.find(({ id }) => id === own);
    // Nothing of what this tab showed was stored, and its address says more about it than another experiment.
    if (own !== null && !known && hasAddress) return null;
    // A second tab begins afresh.
    const isAlone = (await lockedExperiments()).size === 0;
    this.isFirstVisit = isAlone && list.length === 0;
    const chosen = known ?? (isAlone ? list[0] : undefined);
    if (!chosen) return null;
    const unlock = await (known ? lockAfterReload(chosen.id) : lockExperiment(chosen.id));
    try {
      const { loaded, experiment } = await this.read(database, chosen.id);
      // A duplicated tab remembers the experiment of the one that it was made from, which keeps it.
      if (unlock) this.autosave.follow(chosen.id, loaded, unlock, experiment.text);
      this.onStart = () => {
        // Another text may have been given meanwhile.
        if (this.store.getState().text !== experiment.text) return;
        if (unlock) this.autosave.markSaved();
        this.sayCameBack(experiment, loaded.isOlder, !unlock);
      };
      return known ? withViewOfTab(experiment) : experiment;
    } catch (error) {
      unlock?.();
      throw error;
    }
  }

  /** @throws ImportError if nothing whole is stored under this id */
  private async read(
    database: ExperimentStore,
    id: string,
  ): Promise<{ readonly loaded: LoadedRecord; readonly experiment: Experiment }> {
    const loaded = await database.load(id);
    if (!loaded) throw new ImportError(MESSAGES.recordDamaged());
    return { loaded, experiment: experimentFromRecord(unpackRecord(loaded.record)) };
  }

  private sayCameBack({ models, text }: Experiment, isOlder: boolean, isCopy: boolean): void {
    this.say(isOlder ? 'warning' : 'info', MESSAGES.cameBack(text.name, newestStep(models), isOlder, isCopy));
  }

  private failed(error: unknown): void {
    if (error instanceof ImportError) return this.say('warning', error);
    if (!(error instanceof StorageFullError)) {
      return this.turnOff(MESSAGES.storageOff(reasonOf(error)));
    }
    void this.sayFull();
  }

  /** What is said depends on what there is to lose, and to delete. */
  private async sayFull(): Promise<void> {
    const experiments = (await this.database?.list()) ?? [];
    const { status, experiment } = this.store.getState().storage;
    const trouble = MESSAGES.storageFull(
      experiments.some(({ id }) => id === experiment),
      experiments.filter(({ id }) => id !== experiment).length,
    );
    this.change({ status: 'full', trouble, experiments });
    if (status !== 'full') this.say('warning', trouble);
  }

  /** Nothing is stored from now on, and the page says so; everything else goes on. */
  private turnOff(message: Message): void {
    this.database?.close();
    this.database = null;
    this.change({ status: 'off', trouble: message });
    this.say('warning', message);
  }

  private change(change: Partial<StorageState>): void {
    const { storage } = this.store.getState();
    const isNew = Object.entries(change).some(([key, value]) => storage[key as keyof StorageState] !== value);
    if (isNew) this.store.setState({ storage: { ...storage, ...change } });
  }

  private say(kind: Notice['kind'], { message, action }: Message): void {
    this.store.setState(withNotice({ kind, text: message, action }));
  }
}

/** Why the browser stores nothing, in words for a person; null where it gives no reason. */
function reasonOf(error: unknown): string | null {
  if (error instanceof NoDatabaseError) return 'it has no IndexedDB, or it is switched off';
  // Without the names of the programming interface, which begin Chromium's reasons.
  return error instanceof DOMException ? error.message.replace(/^Failed to execute .*? on .*?: /, '') : null;
}

async function isPersistent(): Promise<boolean | null> {
  return (await navigator.storage?.persisted?.().catch(() => null)) ?? null;
}
