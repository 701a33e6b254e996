import { isInvisible, visibleSymbol } from './symbols.ts';
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import type { TextLine } from './wrapText.ts';

export interface UnitTextRequest {
  readonly lines: readonly TextLine[];
  /** Lines that are painted: first…last−1. */
  readonly first: number;
  readonly last: number;
  /** Pixels from the canvas' top to line `first`. */
  readonly top: number;
  /** Pixels from the canvas' left to a line's first symbol; the timestep of the line's start stands left of it when there is room. */
  readonly left: number;
  readonly lineHeight: number;
  readonly columnWidth: number;
  readonly symbol: (t: number) => string;
  /** Place of t's value in the ramp, 0…1; NaN for none. */
  readonly place: (t: number) => number;
  readonly ramp: RampName;
  readonly theme: Theme;
  /** Whether a label is on at t: marked by a line under the symbol. */
  readonly isMarked: (t: number) => boolean;
  /** CSS font families. */
  readonly mono: string;
  readonly sans: string;
  /** CSS colour of the timesteps at the left. */
  readonly quiet: string;
}

/** Height of the line under what is marked. */
const MARK = 2;
/** Room that a timestep at the left needs. */
const NUMBER_ROOM = 40;

/** Paints lines of text, each symbol on the colour of its value. Whitespace is shown, smaller. */
export function paintUnitText(context: CanvasRenderingContext2D, request: UnitTextRequest): void {
  const { lines, first, last, top, left, lineHeight, columnWidth, symbol, place, ramp, theme } = request;
  context.textBaseline = 'middle';
  for (let index = first; index < last; index++) {
    const line = lines[index];
    const y = top + (index - first) * lineHeight;
    if (left >= NUMBER_ROOM) {
      context.font = `11.5px ${request.sans}`;
      context.textAlign = 'right';
      context.fillStyle = request.quiet;
      context.fillText(String(line.start), left - 14, y + lineHeight / 2);
    }
    context.textAlign = 'center';
    for (let t = line.start; t < line.end; t++) {
      const x = left + (t - line.start) * columnWidth;
      const at = place(t);
      context.fillStyle = rampColour(ramp, theme, at);
      context.fillRect(x, y, columnWidth, lineHeight);
      if (request.isMarked(t)) {
        context.fillStyle = textOn(ramp, theme, at);
        context.fillRect(x, y + lineHeight - MARK, columnWidth, MARK);
      }
    }
    for (let t = line.start; t < line.end; t++) {
      const character = symbol(t);
      const stand = isInvisible(character);
      context.font = `${stand ? 10.5 : 13}px ${request.mono}`;
      context.globalAlpha = stand ? 0.6 : 1;
      context.fillStyle = textOn(ramp, theme, place(t));
      const x = left + (t - line.start + 0.5) * columnWidth;
      context.fillText(visibleSymbol(character), x, y + lineHeight / 2 + 0.5);
    }
    context.globalAlpha = 1;
  }
}
