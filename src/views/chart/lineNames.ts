import { keyHeight, keyPositions, namesFit } from '../../draw/namePositions.ts';
import { nameWidth } from './textWidth.ts';

export interface NamesRequest {
  readonly names: readonly string[];
  /** Pixels beside the chart, and the height over which names may be spread there. */
  readonly room: number;
  readonly height: number;
  readonly distance: number;
  readonly keyWidth: number;
  /** Size of the names in pixels; by default `NAME_SIZE`. */
  readonly size?: number | undefined;
}

export interface NamesPlan {
  readonly atEnds: boolean;
  /** Height of the key above the chart in pixels; 0 if the names are at the ends. */
  readonly keyHeight: number;
  /** Width of the widest name in pixels. */
  readonly widest: number;
}

/** Decides where a chart's names are shown. */
export function planNames({ names, room, height, distance, keyWidth, size }: NamesRequest): NamesPlan {
  const widths = names.map((name) => nameWidth(name, size));
  const atEnds = namesFit(widths, room, height, distance);
  return {
    atEnds,
    keyHeight: atEnds ? 0 : keyHeight(keyPositions(widths, keyWidth)),
    widest: Math.max(0, ...widths),
  };
}
