import type { CellKind } from '../../engine/spec.ts';

/** How many copies can be chosen. */
export const COPIES: readonly number[] = [3, 5, 7, 9];

/** A column narrower than this has no room for its numbers. */
const NARROWEST = 88;
const GUTTER = 112;
const NARROW_GUTTER = 44;
/** Wire that enters the first copy. */
const STUB = 16;
/** Rows from the top, in pixels. */
const LOSS = 32;
const PREDICTION_LINE = 17;
const LEAST_PREDICTIONS = 3;
const MOST_PREDICTIONS = 8;
/** Wire from a copy up to what reads it. */
const OUT = 34;
const OTHER_LAYER = 34;
const INPUT = 20;
const SYMBOLS = 42;
/** A state's wire with its gradient under it. */
const LEAST_SECTION = 92;
const AMPLE_SECTION = 124;
const MOST_SECTION = 150;

/** How many of the choices fit into this width. */
export function fittingCopies(width: number, narrow: boolean): readonly number[] {
  const room = width - (narrow ? NARROW_GUTTER : GUTTER) - STUB;
  return COPIES.filter((count) => count === COPIES[0] || room / count >= NARROWEST);
}

/**
 * First timestep of `count` copies in a text of T, of which one is t: as it was, or moved as little as t demands, so that
 * a step along the text does not move every copy. A neighbour of t stays in view on both sides from five copies on.
 */
export function firstCopy(T: number, t: number, count: number, before: number): number {
  const margin = count >= 5 ? 1 : 0;
  const isFar = t < before - 1 || t > before + count;
  const wanted = isFar ? t - Math.floor(count / 2) : Math.min(t - margin, Math.max(t - count + 1 + margin, before));
  return Math.max(0, Math.min(T - count, wanted));
}

/** The wire of one state and what belongs to it; all y in pixels from the picture's top. */
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
  /** States of the selected layer; of the others the middle is a plain wire. */
  readonly states: readonly StateRow[];
}

export interface UnrolledLayout {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  /** Left end of the wires. */
  readonly left: number;
  readonly columnWidth: number;
  readonly boxWidth: number;
  /** Baseline of the first prediction. */
  readonly predictions: number;
  readonly predictionLine: number;
  readonly predictionCount: number;
  /** Under the predictions: where the wires from the top layer end. */
  readonly out: number;
  /** From the last layer down to the first. */
  readonly layers: readonly LayerRow[];
  /** Baselines. */
  readonly symbol: number;
  readonly time: number;
}

export interface UnrolledRequest {
  readonly width: number;
  /** Pixels there are; the picture takes what it needs up to that, and more where it cannot do with less. */
  readonly room: number;
  readonly narrow: boolean;
  readonly copies: number;
  readonly layers: number;
  readonly layer: number;
  readonly cell: CellKind;
}

/** Where everything of the unrolled network lies. */
export function unrolledLayout(request: UnrolledRequest): UnrolledLayout {
  const { width, room, narrow, copies, layers: L, layer: selected, cell } = request;
  const gutter = narrow ? NARROW_GUTTER : GUTTER;
  const left = gutter;
  const columnWidth = Math.max(1, (width - left - STUB) / copies);
  const boxWidth = Math.round(Math.min(84, 0.46 * columnWidth));
  const states: readonly ('c' | 'h')[] = cell === 'lstm' ? ['c', 'h'] : ['h'];
  const spent = LOSS + 6 + L * OUT + (L - 1) * OTHER_LAYER + INPUT + SYMBOLS;
  // First room for the numbers, then for more predictions, then air.
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
    gutter,
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
