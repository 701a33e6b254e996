import type { CellKind } from '../engine/spec.ts';
import type { Slot } from './state.ts';

export const CELL_NAMES: Readonly<Record<CellKind, string>> = { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' };

/** The three that an experiment starts with. */
export function firstSlots(): readonly Slot[] {
  return (['rnn', 'gru', 'lstm'] as const).map((cell) => ({
    id: cell,
    name: CELL_NAMES[cell],
    cell,
    hue: cell,
    active: true,
    paused: false,
  }));
}

/** Whether it takes training steps when training runs. */
export function learns(slot: Slot): boolean {
  return slot.active && !slot.paused;
}
