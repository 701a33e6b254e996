import type { Ask } from './gradientLooks.ts';
import type { AppStoreApi, SlotId } from './state.ts';

/** What is measured of each model ever more rarely as its run goes on. */
export abstract class PacedLook {
  /** Training step from which on each model is due again. */
  protected readonly next = new Map<SlotId, number>();
  /** Changes with every new run: what was measured of an older one is dropped. */
  protected generation = 0;

  constructor(
    protected readonly store: AppStoreApi,
    protected readonly ask: Ask,
  ) {}

  newRun(): void {
    this.generation++;
    this.next.clear();
  }

  forget(id: SlotId): void {
    this.generation++;
    this.next.delete(id);
  }
}
