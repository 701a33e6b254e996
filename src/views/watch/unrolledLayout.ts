import { CELLS, type CellKind } from '../../engine/spec.ts';
import { UI } from '../../state/ui.ts';

/** The numbers of copies that can be chosen. */
export const COPIES = UI.copies.codec.values;

/** The least width of a column with room for its numbers. */
const NARROWEST = 88;
const GUTTER = 112;
const NARROW_GUTTER = 44;
/** Length of the wire that enters the first copy. */
const STUB = 16;
/** Heights of the rows from the top, in pixels. */
const LOSS = 32;
const PREDICTION_LINE = 17;
const LEAST_PREDICTIONS = 3;
const MOST_PREDICTIONS = 8;
/** Length of the wire from a copy up to the layer or prediction above. */
const OUT = 34;
const OTHER_LAYER = 34;
const INPUT = 20;
const SYMBOLS = 42;
/** Height of a state's wire with its gradient below. */
const LEAST_SECTION = 92;
const AMPLE_SECTION = 124;
const MOST_SECTION = 150;

/** The choices that fit into this width. */
export function fittingCopies(width: number, narrow: boolean): readonly number[] {
  const room = width - (narrow ? NARROW_GUTTER : GUTTER) - STUB;
  return COPIES.filter((count) => count === COPIES[0] || room / count >= NARROWEST);
}

/**
 * The first timestep of `count` copies in a text of T timesteps. The copies move as little as possible to include t, so that
 * a step along the text does not move all of them. From five copies on, both neighbours of t are included.
 *
 * @param before the first timestep until now
 */
export function firstCopy(T: number, t: number, count: number, before: number): number {
  const margin = count >= 5 ? 1 : 0;
  const isFar = t < before - 1 || t > before + count;
  const wanted = isFar ? t - Math.floor(count / 2) : Math.min(t - margin, Math.max(t - count + 1 + margin, before));
  return Math.max(0, Math.min(T - count, wanted));
}

/** The wire of one state and its gradient, in pixels from the top of the picture. */
export interface StateRow {
  readonly channel: 'c' | 'h';
  readonly wire: number;
  /** Middle of the gradient's arrow, and the baselines of its two numbers. */
  readonly arrow: number;
  readonly norm: number;
  readonly unit: number;
}

export interface LayerRow {
  readonly layer: number;
  readonly top: number;
  readonly bottom: number;
  /** The states, for the selected layer only. Other layers have one plain wire in their middle. */
  readonly states: readonly StateRow[];
}

export interface UnrolledLayout {
  readonly width: number;
  readonly height: number;
  /** Left end of the wires. */
  readonly left: number;
  readonly columnWidth: number;
  readonly boxWidth: number;
  /** Baseline of the first prediction. */
  readonly predictions: number;
  readonly predictionLine: number;
  readonly predictionCount: number;
  /** The upper end of the wires from the last layer, below the predictions. */
  readonly out: number;
  /** From the last layer down to the first. */
  readonly layers: readonly LayerRow[];
  /** Baselines. */
  readonly symbol: number;
  readonly time: number;
}

interface UnrolledRequest {
  readonly width: number;
  /** Available pixels. The picture may be lower, or higher if it needs more. */
  readonly room: number;
  readonly narrow: boolean;
  readonly copies: number;
  readonly layers: number;
  readonly layer: number;
  readonly cell: CellKind;
}

/** The positions of all parts of the unrolled network. */
export function unrolledLayout(request: UnrolledRequest): UnrolledLayout {
  const { width, room, narrow, copies, layers: L, layer: selected, cell } = request;
  const left = narrow ? NARROW_GUTTER : GUTTER;
  const columnWidth = Math.max(1, (width - left - STUB) / copies);
  const boxWidth = Math.round(Math.min(84, 0.46 * columnWidth));
  const states: readonly ('c' | 'h')[] = CELLS[cell].states.toReversed();
  const spent = LOSS + 6 + L * OUT + (L - 1) * OTHER_LAYER + INPUT + SYMBOLS;
  // Room goes first to the numbers, then to more predictions, then to empty space.
  const lines = (room - spent - states.length * AMPLE_SECTION) / PREDICTION_LINE;
  const predictionCount = Math.min(MOST_PREDICTIONS, Math.max(LEAST_PREDICTIONS, Math.floor(lines)));
  const out = LOSS + predictionCount * PREDICTION_LINE + 6;
  const share = (room - spent - predictionCount * PREDICTION_LINE) / states.length;
  const section = Math.round(Math.min(MOST_SECTION, Math.max(LEAST_SECTION, share)));
  let y = out;
  const rows: LayerRow[] = [];
  for (let layer = L - 1; layer >= 0; layer--) {
    const top = y + OUT;
    const isSelected = layer === selected;
    const bottom = top + (isSelected ? section * states.length : OTHER_LAYER);
    rows.push({
      layer,
      top,
      bottom,
      states: isSelected
        ? states.map((channel, k) => {
            const wire = top + k * section + 34;
            return { channel, wire, arrow: wire + 21, norm: wire + 41, unit: wire + 55 };
          })
        : [],
    });
    y = bottom;
  }
  const symbol = y + INPUT + 15;
  return {
    width,
    height: symbol + SYMBOLS - 15,
    left,
    columnWidth,
    boxWidth,
    predictions: LOSS + PREDICTION_LINE - 4,
    predictionLine: PREDICTION_LINE,
    predictionCount,
    out,
    layers: rows,
    symbol,
    time: symbol + 19,
  };
}

/** Left edge of copy k's box. */
export function boxLeft(layout: UnrolledLayout, k: number): number {
  return layout.left + STUB + k * layout.columnWidth;
}
