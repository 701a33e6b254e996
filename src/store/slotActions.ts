import { furtherSlot, learns, whyNotAdded } from './slots.ts';
import type { AppActions, AppState, Slot, SlotId, SlotRun } from './state.ts';
import type { Training } from './training.ts';
import type { Viewing } from './viewing.ts';
import { withoutSlot } from './nothingSeen.ts';
import { without } from './without.ts';

type SlotActions = Pick<AppActions, 'toggleSlot' | 'setPaused' | 'addSlot' | 'removeSlot'>;

interface Surroundings {
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void;
  readonly training: () => Training;
  readonly viewing: () => Viewing;
  readonly freshRun: (slot: Slot) => Promise<SlotRun>;
  readonly fitCursor: () => void;
}

/** Which models there are, which take part, and which rest. */
export function slotActions({ get, set, training, viewing, freshRun, fitCursor }: Surroundings): SlotActions {
  const slotOf = (id: SlotId): Slot | undefined => get().slots.find((slot) => slot.id === id);
  const change = (id: SlotId, part: Partial<Slot>): readonly Slot[] =>
    get().slots.map((slot) => (slot.id === id ? { ...slot, ...part } : slot));

  /** Gives a slot a run where it has none, and the worker its model; or takes the model back. */
  async function follow(id: SlotId): Promise<void> {
    const slot = slotOf(id);
    if (!slot || !get().text) return;
    if (!slot.active) {
      await training().unloadSlot(id);
      return;
    }
    if (!get().runs[id]) {
      const run = await freshRun(slot);
      set((s) => ({ runs: { ...s.runs, [id]: run } }));
    }
    await training().loadSlot(id);
    fitCursor();
    viewing().wake();
  }

  return {
    addSlot(cell, overrides) {
      const { slots } = get();
      const text = whyNotAdded(slots, cell, overrides);
      if (text !== null) {
        set({ notice: { kind: 'warning', text, action: null } });
        return null;
      }
      const slot = furtherSlot(slots, cell, overrides);
      set({ slots: [...slots, slot] });
      void training().exclusive(() => follow(slot.id));
      return slot.id;
    },

    removeSlot(id) {
      const { slots } = get();
      const rest = slots.filter((slot) => slot.id !== id);
      if (!slotOf(id)?.variant) return;
      // The last one that takes part is followed by the first of those that stay.
      const kept = rest.some((slot) => slot.active) ? rest : rest.map((slot, k) => ({ ...slot, active: k === 0 }));
      viewing().forget(id);
      set((s) => ({
        slots: kept,
        runs: without(s.runs, id),
        ...withoutSlot(s, id),
      }));
      fitCursor();
      void training().exclusive(async () => {
        await training().dropSlot(id);
        for (const slot of kept) if (slot.active && !get().runs[slot.id]) await follow(slot.id);
        viewing().wake();
      });
    },

    toggleSlot(id) {
      const slots = change(id, { active: !slotOf(id)?.active });
      if (!slots.some((slot) => slot.active)) return;
      set({ slots });
      fitCursor();
      void training().exclusive(() => follow(id));
    },

    setPaused(id, paused) {
      if (slotOf(id)?.paused === paused) return;
      set({ slots: change(id, { paused }) });
      // With the last of them training itself is paused.
      if (!get().slots.some(learns)) training().pause();
      // The loop ends after its step and begins again with those that learn.
      else if (training().isWanted()) void training().exclusive(async () => undefined);
    },
  };
}
