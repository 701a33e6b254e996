import { formatCount } from './format.ts';
import { paintSign } from './cellSign.ts';
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import type { CellSign } from './symbols.ts';
import type { Range } from '../engine/range.ts';

/** What `paintUnitText` paints. */
export interface UnitTextRequest {
  readonly lines: readonly Range[];
  /** The lines to paint. */
  readonly shown: Range;
  /** Pixels from the top of the canvas to the first of them. */
  readonly top: number;
  /** Pixels to the first symbol of a line. A line's first timestep is written there if there is room. */
  readonly left: number;
  readonly lineHeight: number;
  readonly columnWidth: number;
  /** The sign in the cell of a timestep. */
  readonly sign: (t: number) => CellSign;
  /** Position of t's value in the ramp, 0 … 1; NaN for none. */
  readonly position: (t: number) => number;
  readonly ramp: RampName;
  readonly theme: Theme;
  /** Whether a label is on at t, which is marked by a line under the symbol. */
  readonly isMarked: (t: number) => boolean;
  /** CSS font families. */
  readonly mono: string;
  readonly sans: string;
  /** CSS colour of the timesteps on the left. */
  readonly quiet: string;
}

/** Height of the line under marked symbols. */
const MARK = 2;
/** Pixels that a timestep on the left needs. */
const NUMBER_ROOM = 40;

/** Paints lines of text, with each symbol on the colour of its value. Signs for whitespace are smaller. */
export function paintUnitText(context: CanvasRenderingContext2D, request: UnitTextRequest): void {
  const { lines, shown, top, left, lineHeight, columnWidth, sign, position, ramp, theme } = request;
  context.textBaseline = 'middle';
  for (let index = shown.from; index < shown.to; index++) {
    const line = lines[index];
    const y = top + (index - shown.from) * lineHeight;
    if (left >= NUMBER_ROOM) {
      context.font = `11.5px ${request.sans}`;
      context.textAlign = 'right';
      context.fillStyle = request.quiet;
      context.fillText(formatCount(line.from), left - 14, y + lineHeight / 2);
    }
    context.textAlign = 'center';
    for (let t = line.from; t < line.to; t++) {
      const x = left + (t - line.from) * columnWidth;
      const at = position(t);
      context.fillStyle = rampColour(ramp, theme, at);
      context.fillRect(x, y, columnWidth, lineHeight);
      if (request.isMarked(t)) {
        context.fillStyle = textOn(ramp, theme, at);
        context.fillRect(x, y + lineHeight - MARK, columnWidth, MARK);
      }
    }
    for (let t = line.from; t < line.to; t++) {
      const { text, isStandIn } = sign(t);
      context.globalAlpha = isStandIn ? 0.6 : 1;
      context.fillStyle = textOn(ramp, theme, position(t));
      const x = left + (t - line.from + 0.5) * columnWidth;
      const cell = { x, y: y + lineHeight / 2 + 0.5, width: columnWidth, height: lineHeight };
      paintSign(context, text, cell, { size: isStandIn ? 10.5 : 13, family: request.mono });
    }
    context.globalAlpha = 1;
  }
}
