import { GRID, STRIP } from '../DiagramParts.tsx';
import type { StripPosition } from './cellView.ts';

/** Middle of the strips above the line that carries the memory. */
export const ABOVE_STATE = GRID.state - 14;

/** A strip in place of a disc whose middle is at x. */
export function gateStrip(name: string, x: number, part: string): StripPosition {
  return { name, x: x - STRIP.width / 2, y: GRID.discs - STRIP.gate / 2, height: STRIP.gate, part };
}

/** A strip whose left end is at x and whose middle is at y. */
export function wireStrip(name: string, x: number, y: number, part: string): StripPosition {
  return { name, x, y: y - STRIP.wire / 2, height: STRIP.wire, part };
}
