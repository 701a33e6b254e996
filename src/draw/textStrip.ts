/** Painting of the text strip: ticks, one coloured cell per character, surprise bars. The cursor lies above it. */
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import { visibleSymbol } from './symbols.ts';
import { tickEvery } from './timeTicks.ts';

/** Heights in pixels, from the top: ticks, cells, a gap, bars. */
export const STRIP = { ticks: 18, cells: 30, gap: 6, bars: 34, height: 92 } as const;

/** Bits at the full height of the surprise bars. */
export const SURPRISE_CEILING = 8;

export interface StripPicture {
  readonly theme: Theme;
  /** First timestep, timesteps in view, pixels of each (below 1: several share a pixel). */
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
  /** Width of a timestep at which letters are 14 px. */
  readonly naturalWidth: number;
  readonly symbol: (t: number) => string;
  /** Place on the ramp of each column of pixels, 0…1, or NaN for no colour. */
  readonly colours: ArrayLike<number>;
  readonly ramp: RampName;
  /** Bits of surprise of each column of pixels, or NaN. */
  readonly bits: ArrayLike<number>;
  /** Timesteps of what was found, first and last of each, in order. */
  readonly found: readonly (readonly [first: number, last: number])[];
}

/** As in tokens.css: asking an element for its style would make the browser lay the page out at every step. */
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace';
const SANS = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

interface Inks {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly rule: string;
}

const INKS: Readonly<Record<Theme, Inks>> = {
  light: { ink: '#1c1b19', ink2: '#55524c', ink3: '#6e6a63', rule: '#c9c6bf' },
  dark: { ink: '#f0eeea', ink2: '#b5b2ab', ink3: '#96938c', rule: '#474c54' },
};

const NATURAL_SIZE = 14;
const LARGEST_SIZE = 18;
/** Smaller letters cannot be read. */
const SMALLEST_SIZE = 10;
/** Stand-ins for whitespace, against letters. */
const STAND_IN = 11.5 / 14;
/** Narrower cells show their colour alone, and bars have no gap between them. */
const NARROW_CELL = 4;
const UNDERLINE = 2;

/** Size of the letters in pixels; 0 when a column has no room for them. */
export function letterSize(columnWidth: number, naturalWidth: number): number {
  const size = Math.min(LARGEST_SIZE, (NATURAL_SIZE * columnWidth) / naturalWidth);
  return size < SMALLEST_SIZE ? 0 : size;
}

/** Height of a surprise bar in pixels: at least one. */
export function barHeight(bits: number): number {
  return Math.max(1, (Math.min(SURPRISE_CEILING, bits) / SURPRISE_CEILING) * STRIP.bars);
}

export function paintStrip(context: CanvasRenderingContext2D, picture: StripPicture): void {
  const { colours, bits, columnWidth } = picture;
  const w = Math.max(1, columnWidth);
  const inks = INKS[picture.theme];
  const right = colours.length * w;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  paintTicks(context, picture, inks, right);
  for (let k = 0; k < colours.length; k++) {
    if (Number.isNaN(colours[k])) continue;
    context.fillStyle = rampColour(picture.ramp, picture.theme, colours[k]);
    context.fillRect(k * w, STRIP.ticks, w, STRIP.cells);
  }
  const size = letterSize(columnWidth, picture.naturalWidth);
  if (size > 0) paintLetters(context, picture, size, inks);
  const bottom = STRIP.height - 4;
  context.fillStyle = inks.ink3;
  context.globalAlpha = 0.62;
  const gap = w < NARROW_CELL ? 0 : 1;
  for (let k = 0; k < bits.length; k++) {
    if (Number.isNaN(bits[k])) continue;
    const height = barHeight(bits[k]);
    context.fillRect(k * w + gap, bottom - height, w - 2 * gap, height);
  }
  context.globalAlpha = 1;
  context.fillStyle = inks.rule;
  context.fillRect(0, bottom, right, 1);
  paintFound(context, picture, inks, right);
}

function paintLetters(context: CanvasRenderingContext2D, picture: StripPicture, size: number, inks: Inks): void {
  const { start, columns, columnWidth: w, colours, ramp, theme } = picture;
  const letters = `${size}px ${MONO}`;
  const standIns = `${size * STAND_IN}px ${MONO}`;
  context.textBaseline = 'middle';
  for (let k = 0; k < columns; k++) {
    const symbol = picture.symbol(start + k);
    const shown = visibleSymbol(symbol);
    context.font = shown === symbol ? letters : standIns;
    context.fillStyle = Number.isNaN(colours[k]) ? inks.ink : textOn(ramp, theme, colours[k]);
    context.fillText(shown, (k + 0.5) * w, STRIP.ticks + STRIP.cells / 2 + 1);
  }
}

/** A line under what was found, never thinner than two pixels. */
function paintFound(context: CanvasRenderingContext2D, picture: StripPicture, inks: Inks, right: number): void {
  const { start, columnWidth: w, found } = picture;
  context.fillStyle = inks.ink;
  for (const [first, last] of found) {
    const x = Math.max(0, (first - start) * w);
    const end = Math.min(right, (last + 1 - start) * w);
    if (end > x) context.fillRect(x, STRIP.ticks + STRIP.cells + 1, Math.max(2, end - x), UNDERLINE);
  }
}

/** Timesteps between two numbers over the strip. */
export function stripTickEvery(columnWidth: number): number {
  return tickEvery(columnWidth, 80);
}

function paintTicks(context: CanvasRenderingContext2D, picture: StripPicture, inks: Inks, right: number): void {
  const { start, columns, columnWidth: w } = picture;
  const every = stripTickEvery(w);
  context.font = `12px ${SANS}`;
  context.fillStyle = inks.ink2;
  for (let at = Math.ceil(start / every) * every; at < start + columns; at += every) {
    const x = (at - start + 0.5) * w;
    const own = context.measureText(String(at)).width / 2;
    if (x - own >= 0 && x + own <= right) context.fillText(String(at), x, 12);
  }
}
