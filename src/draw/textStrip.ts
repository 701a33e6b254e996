/** Painting of the text strip: ticks, one coloured cell per character, surprise bars. */
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import { visibleSymbol } from './symbols.ts';

/** Heights in pixels, from the top: ticks, cells, a gap, bars. */
export const STRIP = { ticks: 18, cells: 30, gap: 6, bars: 34, height: 92 } as const;

/** Bits at the full height of the surprise bars. */
export const SURPRISE_CEILING = 8;

export interface StripPicture {
  readonly theme: Theme;
  /** First timestep, timesteps in view, pixels of each. */
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly t: number;
  readonly symbol: (t: number) => string;
  /** Place on the ramp, 0…1, or NaN for no colour. */
  readonly colour: (t: number) => number;
  readonly ramp: RampName;
  /** Bits of surprise of the prediction made at t, or NaN. */
  readonly bits: (t: number) => number;
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

const TICK_STEPS = [5, 10, 20, 50, 100];

export function paintStrip(context: CanvasRenderingContext2D, picture: StripPicture): void {
  const { start, columns, columnWidth: w, t } = picture;
  const inks = INKS[picture.theme];
  context.clearRect(0, 0, columns * w, STRIP.height);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  paintTicks(context, picture, inks);
  context.textBaseline = 'middle';
  const barsBottom = STRIP.ticks + STRIP.cells + STRIP.gap + STRIP.bars;
  for (let k = 0; k < columns; k++) {
    const at = start + k;
    const place = picture.colour(at);
    const x = k * w;
    if (!Number.isNaN(place)) {
      context.fillStyle = rampColour(picture.ramp, picture.theme, place);
      context.fillRect(x, STRIP.ticks, w, STRIP.cells);
    }
    const symbol = picture.symbol(at);
    const shown = visibleSymbol(symbol);
    context.font = `${shown === symbol ? 14 : 11.5}px ${MONO}`;
    context.fillStyle = Number.isNaN(place) ? inks.ink : textOn(picture.ramp, picture.theme, place);
    context.fillText(shown, x + w / 2, STRIP.ticks + STRIP.cells / 2 + 1);
    const bits = picture.bits(at);
    if (!Number.isNaN(bits)) {
      const height = Math.max(1, (Math.min(SURPRISE_CEILING, bits) / SURPRISE_CEILING) * STRIP.bars);
      context.fillStyle = at === t ? inks.ink : inks.ink3;
      context.globalAlpha = at === t ? 1 : 0.62;
      context.fillRect(x + 1, barsBottom - height, w - 2, height);
      context.globalAlpha = 1;
    }
  }
  context.fillStyle = inks.rule;
  context.fillRect(0, barsBottom, columns * w, 1);
}

function paintTicks(context: CanvasRenderingContext2D, picture: StripPicture, inks: Inks): void {
  const { start, columns, columnWidth: w, t } = picture;
  const every = TICK_STEPS.find((step) => step * w >= 80) ?? 200;
  const label = `t = ${t}`;
  context.font = `600 12px ${SANS}`;
  const half = context.measureText(label).width / 2;
  const right = columns * w;
  const centre = Math.min(right - half, Math.max(half, (t - start + 0.5) * w));
  const inView = t >= start && t < start + columns;
  if (inView) {
    context.fillStyle = inks.ink;
    context.fillText(label, centre, 12);
  }
  context.font = `12px ${SANS}`;
  context.fillStyle = inks.ink2;
  for (let at = Math.ceil(start / every) * every; at < start + columns; at += every) {
    const x = (at - start + 0.5) * w;
    const own = context.measureText(String(at)).width / 2;
    if (x - own < 0 || x + own > right) continue;
    if (inView && Math.abs(x - centre) < half + own + 8) continue;
    context.fillText(String(at), x, 12);
  }
}
