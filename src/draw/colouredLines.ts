import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import { element, escapeXml } from './svgText.ts';
import { isInvisible, visibleSymbol } from './symbols.ts';

/** One line of text in a unit's colours. */
export interface ColouredLine {
  /** Timestep of the first symbol. */
  readonly start: number;
  readonly symbols: readonly string[];
  /** Place of each symbol's value in the ramp, 0…1; NaN for none. */
  readonly places: readonly number[];
  /** Whether a label is on at each symbol. */
  readonly marked: readonly boolean[];
}

export interface LineLook {
  readonly ramp: RampName;
  readonly theme: Theme;
  readonly columnWidth: number;
  readonly lineHeight: number;
  readonly mono: string;
}

/** A line as SVG, its first symbol at (0, 0). Every symbol has its own place, so that no font moves it off its colour. */
export function colouredLine(line: ColouredLine, look: LineLook): string {
  const { columnWidth, lineHeight, theme, ramp } = look;
  let out = '';
  const colour = (k: number): string => rampColour(ramp, theme, line.places[k]);
  out += runs(line.symbols.length, colour)
    .map(([from, to]) =>
      element('rect', {
        x: from * columnWidth,
        width: (to - from) * columnWidth,
        height: lineHeight,
        fill: colour(from),
      }),
    )
    .join('');
  const ink = (k: number): string => textOn(ramp, theme, line.places[k]);
  out += runs(line.symbols.length, (k) => (line.marked[k] ? ink(k) : ''))
    .filter(([from]) => line.marked[from])
    .map(([from, to]) =>
      element('rect', {
        x: from * columnWidth,
        y: lineHeight - 2,
        width: (to - from) * columnWidth,
        height: 2,
        fill: ink(from),
      }),
    )
    .join('');
  for (const fill of ['#000', '#fff']) {
    for (const isStand of [false, true]) {
      const which = line.symbols.flatMap((symbol, k) =>
        ink(k) === fill && isInvisible(symbol) === isStand ? [k] : [],
      );
      out += glyphs(which, line.symbols, look, fill, isStand);
    }
  }
  return out;
}

/** @param isStand whether they are signs that stand for what is invisible: smaller and fainter */
function glyphs(
  which: readonly number[],
  symbols: readonly string[],
  { columnWidth, lineHeight, mono }: LineLook,
  fill: string,
  isStand: boolean,
): string {
  const style = {
    y: lineHeight / 2 + (isStand ? 3.5 : 4.5),
    'font-family': mono,
    'font-size': isStand ? 10.5 : 13,
    'text-anchor': 'middle',
    fill,
    ...(isStand ? { 'fill-opacity': 0.6 } : {}),
  };
  const middle = (k: number): number => (k + 0.5) * columnWidth;
  const shown = which.map((k) => ({ k, text: visibleSymbol(symbols[k]) }));
  // A list of places counts UTF-16 units: what takes two or is composed stands by itself.
  const simple = shown.filter(({ text }) => text.length === 1);
  const others = shown.filter(({ text }) => text.length > 1);
  const together =
    simple.length === 0
      ? ''
      : element(
          'text',
          { ...style, x: simple.map(({ k }) => middle(k)).join(' ') },
          escapeXml(simple.map(({ text }) => text).join('')),
        );
  return together + others.map(({ k, text }) => element('text', { ...style, x: middle(k) }, escapeXml(text))).join('');
}

/** Stretches 0…n−1 on which `of` stays the same, [from, to). */
function runs(n: number, of: (k: number) => string): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let k = 1; k <= n; k++) {
    if (k < n && of(k) === of(from)) continue;
    found.push([from, k]);
    from = k;
  }
  return n === 0 ? [] : found;
}
