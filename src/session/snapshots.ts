import type { ModelState } from '../backends/backend.ts';
import type { AppStoreApi } from '../state/actions.ts';
import { identities } from '../state/models.ts';
import { isBlownUp, isSoundAt } from '../state/soundness.ts';
import type { ModelId } from '../state/model.ts';

/** The newest snapshot of each model, from which a lost worker is replaced, and the newest sound one. */
export class Snapshots {
  private readonly states = new Map<ModelId, ModelState>();
  /** Known to be sound from the loss of the step after it. */
  private readonly sound = new Map<ModelId, ModelState>();

  constructor(private readonly store: AppStoreApi) {}

  get newest(): ReadonlyMap<ModelId, ModelState> {
    return this.states;
  }

  get newestStep(): number {
    return Math.max(0, ...identities(this.store.getState()).map(({ id }) => this.stepOf(id)));
  }

  /** The step of a model's newest snapshot, or the one at which it began. */
  stepOf(id: ModelId): number {
    return this.states.get(id)?.step ?? this.store.getState().models[id]?.run?.checkpoints[0]?.step ?? 0;
  }

  /** The newest snapshot from which a model's training can continue; null: it starts from its initial parameters. */
  lastSound(id: ModelId): ModelState | null {
    const newest = this.states.get(id);
    const run = this.store.getState().models[id]?.run;
    if (newest && run && isSoundAt(run, newest.step)) return newest;
    return this.sound.get(id) ?? null;
  }

  /** Adds a snapshot that the training worker reported. */
  add(id: ModelId, state: ModelState): void {
    const sound = this.lastSound(id);
    if (sound) this.sound.set(id, sound);
    this.states.set(id, state);
  }

  /** Replaces a model's weights by hand. Null: its initial parameters. */
  replace(id: ModelId, state: ModelState | null): void {
    const newest = this.states.get(id);
    const run = this.store.getState().models[id]?.run;
    const before = this.lastSound(id) ?? (newest && run && !isBlownUp(run) ? newest : null);
    this.set(id, state);
    // If the changed weights blow up at once, training can go back to the weights before.
    if (before && before.step <= (state?.step ?? 0)) this.sound.set(id, before);
    else this.sound.delete(id);
  }

  /** Makes a model's last sound snapshot its newest. Returns it. */
  backToSound(id: ModelId): ModelState | null {
    const state = this.lastSound(id);
    this.set(id, state);
    return state;
  }

  remove(id: ModelId): void {
    this.states.delete(id);
    this.sound.delete(id);
  }

  clear(): void {
    this.states.clear();
    this.sound.clear();
  }

  private set(id: ModelId, state: ModelState | null): void {
    if (state) this.states.set(id, state);
    else this.states.delete(id);
  }
}
