import { UNDO_BYTES, UNDO_ENTRIES } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { trainedOf } from '../state/address.ts';
import { bytesHeld } from '../state/bytesHeld.ts';
import { changeEachModel, changeModel } from '../state/changeModel.ts';
import {
  type Bounds,
  type Direction,
  type Entry,
  type History,
  moved,
  nextEntry,
  NO_HISTORY,
  recorded,
} from '../state/history.ts';
import {
  type ExperimentMemento,
  experimentMemento,
  type Memento,
  modelMemento,
  otherSide,
  type StateOf,
  stepsIn,
  unmade,
} from '../state/memento.ts';
import type { Settings } from '../state/settings.ts';
import type { AppState, Undoable } from '../state/state.ts';
import type { ModelId } from '../state/model.ts';
import { changedUi, withUi } from '../state/ui.ts';
import type { StoredCopy } from '../storage/schema.ts';
import type { ModelChanges } from './modelChanges.ts';
import { withNotice } from './notices.ts';
import type { Runs } from './runs.ts';
import type { Training } from './training.ts';

/** Where deleted experiments were, and come back to. */
export interface Shelf {
  putBack(copy: StoredCopy): Promise<void>;
  /** Returns whether it is gone: another tab may have it open. */
  takeAway(id: string): Promise<boolean>;
}

interface Surroundings {
  readonly store: AppStoreApi;
  readonly training: Training;
  readonly runs: Runs;
  readonly models: ModelChanges;
  /** Null where nothing is stored. */
  readonly shelf: () => Shelf | null;
}

const BOUNDS: Bounds<Memento> = { entries: UNDO_ENTRIES, bytes: UNDO_BYTES, bytesOf: bytesHeld };

/** Remembers what stood before each action, and goes back and forth. */
export class Undoing {
  private history: History<Memento> = NO_HISTORY;
  /** An undo or redo that is under way. */
  private turn: Promise<void> | null = null;

  constructor(private readonly around: Surroundings) {}

  /** Before an action: keeps what leads back from it. @param key see `Entry.key` */
  keep(what: string, memento: Memento, key: string | null = null): void {
    this.change(recorded(this.history, { what, key, at: performance.now(), memento }, BOUNDS));
  }

  /** Before an action on one model: keeps it with its run at the newest snapshot. */
  keepModel(what: string, id: ModelId): void {
    this.keep(what, modelMemento(this.around.store.getState(), id, this.stateOf));
  }

  /**
   * Ends the runs by `act`, at once if nothing trains, and otherwise after the current step. The experiment until then is kept
   * with the weights of its last step, and a notice offers to go back to it.
   *
   * @param act returns false if there is nothing left to do
   * @param given.key see `Entry.key`
   * @param given.settings those of before, if they have been changed already
   */
  async ending(
    what: string,
    act: () => boolean | void,
    { key = null, settings }: { readonly key?: string | null; readonly settings?: Settings } = {},
  ): Promise<void> {
    const at = performance.now();
    while (this.turn) await this.turn;
    const stopping = this.around.training.stop();
    if (stopping) await stopping;
    const state = this.around.store.getState();
    const memento = this.present({ ...state, settings: settings ?? state.settings });
    // Of a run that the page has brought along nothing is lost.
    const isOwn = trainedOf(state) === null;
    if (act() === false || !memento) return;
    this.change(recorded(this.history, { what, key, at, memento }, BOUNDS));
    if (isOwn) this.offerUndo();
  }

  /** If the newest action has ended a trained run, says so and offers to go back to it. */
  offerUndo(): void {
    const { what, memento } = nextEntry(this.history, 'undo')!;
    const steps = stepsIn(memento);
    if (steps === 0) return;
    const { message, action } = MESSAGES.runEnded(what, steps);
    const offer = { label: 'Undo', does: { kind: 'undo' } } as const;
    this.around.store.setState(withNotice({ kind: 'info', text: message, action, offer }));
  }

  /** Another experiment begins, and the one of until now stays stored. Only deletions can still be undone. */
  clear(): void {
    const past = this.history.past.filter(({ memento }) => memento.kind === 'stored');
    this.change({ past, future: [] });
  }

  /** Resolves when it is done. */
  async go(direction: Direction): Promise<void> {
    while (this.turn) await this.turn;
    this.turn = this.takeTurn(direction);
    await this.turn.finally(() => {
      this.turn = null;
    });
  }

  private async takeTurn(direction: Direction): Promise<void> {
    const { training } = this.around;
    const entry = nextEntry(this.history, direction);
    if (!entry) return;
    if (entry.memento.kind === 'model') {
      await training.exclusive(() => this.exchange(direction, entry));
      return;
    }
    if (entry.memento.kind === 'experiment') {
      const stopping = training.stop();
      if (stopping) await stopping;
    }
    await this.exchange(direction, entry);
  }

  /** Puts an entry's memento in place of what stands now, which is kept for the way back. */
  private async exchange(direction: Direction, entry: Entry<Memento>): Promise<void> {
    // A person has done something else meanwhile.
    if (nextEntry(this.history, direction) !== entry) return;
    const { memento } = entry;
    const state = this.around.store.getState();
    const other = memento.kind === 'experiment' ? this.present(state) : otherSide(memento, state, this.stateOf);
    if (!other) return;
    this.change(moved(this.history, direction, other, BOUNDS));
    await this.putBack(memento);
  }

  private async putBack(memento: Memento): Promise<void> {
    const { store, models, training, shelf } = this.around;
    switch (memento.kind) {
      case 'experiment':
        return this.putExperimentBack(memento);
      case 'model':
        return models.putBack(memento);
      case 'tick':
        return models.tick(memento.id, memento.active);
      case 'pause':
        return models.pause(memento.id, memento.paused);
      case 'settings':
        return training.takeSettings(memento.settings);
      case 'perturbation':
        return store.setState((state) => changeModel(state, memento.id, { perturbation: memento.perturbation }));
      case 'labels':
        return store.setState({ hypotheses: memento.hypotheses });
      case 'viewedStep':
        return store.setState((state) => withUi(state, { viewedStep: memento.viewedStep, frozen: false }));
      case 'stored':
        if (memento.isStored) await shelf()?.putBack(memento.copy);
        else await shelf()?.takeAway(memento.copy.summary.id);
    }
  }

  /** The experiment comes back, but workspace and page and how pictures are shown stay as they are. */
  private putExperimentBack({ experiment, goal, results }: ExperimentMemento): Promise<void> {
    const { store, runs } = this.around;
    const { ui, text, pins } = store.getState();
    const { viewedStep, heldOutChoice, cursor, start } = experiment.ui;
    // Another text is read from where it was read.
    const place = experiment.text === text ? {} : { cursor, start };
    // What was pinned since is pinned still.
    const pinned = experiment.text === text ? { pins } : {};
    const shown = { ui: changedUi(ui, { viewedStep, heldOutChoice, ...place }), ...pinned };
    const ready = runs.restore({ ...experiment, ...shown }, goal);
    store.setState((state) =>
      changeEachModel(state, ({ is, results: { schedule } }) => ({ results: { ...results[is.id]!, schedule } })),
    );
    return ready;
  }

  /** The experiment as it stands. Runs that are about to be replaced are not part of it. */
  private present(state: AppState): ExperimentMemento | null {
    const memento = experimentMemento(state, this.stateOf);
    return memento && this.around.runs.isStarting ? unmade(memento) : memento;
  }

  private readonly stateOf: StateOf = (id) => this.around.training.snapshots.newest.get(id) ?? null;

  private change(history: History<Memento>): void {
    this.history = history;
    const next = (direction: Direction): Undoable | null => {
      const { what, memento } = nextEntry(history, direction) ?? {};
      return what === undefined || !memento ? null : { what, kind: memento.kind };
    };
    // The button of an older notice would undo something else.
    this.around.store.setState(({ notice, remark }) => ({
      undoable: { undo: next('undo'), redo: next('redo') },
      notice: notice?.offer?.does.kind === 'undo' ? null : notice,
      remark: remark?.offer?.does.kind === 'undo' ? null : remark,
    }));
  }
}
