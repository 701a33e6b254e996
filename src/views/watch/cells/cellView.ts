import type { ReactNode } from 'react';
import type { GateParts } from '../../../analysis/preActivation.ts';
import type { Channel } from '../../../engine/cells/channels.ts';
import type { ModelSpec } from '../../../engine/spec.ts';

/** The numbers of one unit at t. Each cell adds its channels and the products in its equations. */
export interface UnitReading {
  /** The parts of the sum inside each gate, in the order of the gates. */
  readonly gates: readonly GateParts[];
  readonly h: number;
}

/** The unit's value of a channel, at t unless another timestep is given. */
export type ChannelAt = (channel: Channel, step?: number) => number;

/** The two parts of a gated cell's new memory. */
export interface MemoryParts {
  /** The part of the old memory that stays. */
  readonly retained: number;
  /** The part that is added. */
  readonly written: number;
}

/** A row of the equations below the gates. */
export interface UpdateRow {
  readonly letter: ReactNode;
  /** Right-hand side in symbols. */
  readonly formula: ReactNode;
  /** Right-hand side with the numbers of this timestep. */
  readonly numbers?: string;
  readonly value: number;
}

/** Props of every cell's drawing. */
export interface DrawingProps<R> {
  readonly reading: R;
  /** The input character, or the sign that stands for it. */
  readonly symbol: string;
  /** Whether a part of the update is emphasised. */
  readonly on: (part: string) => boolean;
}

/** The position of one quantity's strip in the drawing, and the part of the update to which it belongs. */
export interface StripPosition {
  readonly name: string;
  /** Left and top, in units of the drawing. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly part: string;
}

/** How Watch shows one kind of cell. `draw` and `rows` get what `read` returned. */
export interface CellView<R extends UnitReading = UnitReading> {
  /** Says what to look for in the drawing. */
  hint(spec: ModelSpec): string;
  read(gates: readonly GateParts[], at: ChannelAt, t: number): R;
  draw(props: DrawingProps<R>, spec: ModelSpec): ReactNode;
  rows(reading: R): readonly UpdateRow[];
  readonly strips: readonly StripPosition[];
  /** Computes the parts of a unit's memory from its channels at t and its memory at t − 1; null for a cell without gates. */
  readonly update: ((now: (channel: Channel) => number, before: number) => MemoryParts) | null;
}
