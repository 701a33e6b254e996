import { lengthOf, type Range } from '../engine/range.ts';
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import { element, escapeXml } from './svgText.ts';
import { codeRows, signSize } from './cellSign.ts';
import { cellSign, type CellSign } from './symbols.ts';
import type { CountedSymbols } from '../engine/lookAlikes.ts';

/** One line of text, coloured by a unit's values. */
export interface ColouredLine {
  /** Timestep of the first symbol. */
  readonly start: number;
  readonly symbols: readonly string[];
  /** Position of each symbol's value in the ramp, 0 … 1; NaN for none. */
  readonly positions: readonly number[];
  /** Whether a label is on at each symbol. */
  readonly marked: readonly boolean[];
}

/** How a line is drawn. */
export interface LineStyle {
  readonly ramp: RampName;
  readonly theme: Theme;
  readonly columnWidth: number;
  readonly lineHeight: number;
  readonly mono: string;
  /** The text to which the symbols belong, so that look-alikes can be distinguished. */
  readonly text?: CountedSymbols | null | undefined;
}

/** A line as SVG, with its first symbol at (0, 0). Each symbol has its own position, so that no font moves it. */
export function colouredLine(line: ColouredLine, style: LineStyle): string {
  const { columnWidth, lineHeight, theme, ramp } = style;
  let out = '';
  const colour = (k: number): string => rampColour(ramp, theme, line.positions[k]);
  out += runs(line.symbols.length, colour)
    .map((run) =>
      element('rect', {
        x: run.from * columnWidth,
        width: lengthOf(run) * columnWidth,
        height: lineHeight,
        fill: colour(run.from),
      }),
    )
    .join('');
  const ink = (k: number): string => textOn(ramp, theme, line.positions[k]);
  out += runs(line.symbols.length, (k) => (line.marked[k] ? ink(k) : ''))
    .filter(({ from }) => line.marked[from])
    .map((run) =>
      element('rect', {
        x: run.from * columnWidth,
        y: lineHeight - 2,
        width: lengthOf(run) * columnWidth,
        height: 2,
        fill: ink(run.from),
      }),
    )
    .join('');
  const signs = line.symbols.map((symbol) => cellSign(symbol, style.text));
  for (const fill of ['#000', '#fff']) {
    for (const isStandIn of [false, true]) {
      const which = signs.flatMap((sign, k) => (ink(k) === fill && sign.isStandIn === isStandIn ? [k] : []));
      out += glyphs(which, signs, style, fill, isStandIn);
    }
  }
  return out;
}

/** @param isStandIn whether they are signs for invisible characters, which are drawn smaller and fainter */
function glyphs(
  which: readonly number[],
  signs: readonly CellSign[],
  { columnWidth, lineHeight, mono }: LineStyle,
  fill: string,
  isStandIn: boolean,
): string {
  const style = {
    y: lineHeight / 2 + (isStandIn ? 3.5 : 4.5),
    'font-family': mono,
    'font-size': isStandIn ? 10.5 : 13,
    'text-anchor': 'middle',
    fill,
    ...(isStandIn ? { 'fill-opacity': 0.6 } : {}),
  };
  const middle = (k: number): number => (k + 0.5) * columnWidth;
  const shown = which.map((k) => ({ k, text: signs[k].text }));
  // A list of x positions counts UTF-16 units, so a symbol that takes two units or is composed gets an element of its
  // own.
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
  const single = ({ k, text }: (typeof shown)[number]): string => {
    const code = codeRows(text, columnWidth, lineHeight);
    const size = code?.size ?? signSize(text, style['font-size'], columnWidth);
    const rows = code?.rows ?? [text];
    const top = code ? lineHeight / 2 + 0.36 * size - ((rows.length - 1) * code.distance) / 2 : style.y;
    return rows
      .map((row, n) =>
        element(
          'text',
          { ...style, x: middle(k), y: top + n * (code?.distance ?? 0), 'font-size': size },
          escapeXml(row),
        ),
      )
      .join('');
  };
  return together + others.map(single).join('');
}

/** The ranges of 0 … n − 1 on which `of` is constant. */
function runs(n: number, of: (k: number) => string): readonly Range[] {
  const found: Range[] = [];
  let from = 0;
  for (let to = 1; to <= n; to++) {
    if (to < n && of(to) === of(from)) continue;
    found.push({ from, to });
    from = to;
  }
  return found;
}
