import type { ModelId } from './state.ts';

/** How long the models have been trained in the current run, which is what a reset would lose. */
export class TrainingTime {
  /** Milliseconds of finished spells, by model; null for the whole run. */
  private readonly done = new Map<ModelId | null, number>();
  /** The current spell of training. */
  private spell: { readonly ids: readonly ModelId[]; readonly since: number } | null = null;

  /** Begins a spell of training. Returns a function that ends it. */
  start(ids: readonly ModelId[]): () => void {
    const spell = { ids, since: performance.now() };
    this.spell = spell;
    return () => {
      if (this.spell !== spell) return;
      for (const id of [null, ...ids]) this.done.set(id, this.of(id));
      this.spell = null;
    };
  }

  /** Milliseconds of one model; null: of the whole run. */
  of(id: ModelId | null): number {
    const isInSpell = this.spell && (id === null || this.spell.ids.includes(id));
    return (this.done.get(id) ?? 0) + (isInSpell ? performance.now() - this.spell!.since : 0);
  }

  drop(id: ModelId): void {
    this.done.delete(id);
  }

  /** Starts over, because a new run begins. */
  clear(): void {
    this.done.clear();
    this.spell = null;
  }
}
