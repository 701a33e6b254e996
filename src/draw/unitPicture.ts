/** One unit and one label as an SVG picture that includes the facts needed to reproduce it. */
import type { LegendTick } from './channelScale.ts';
import type { CountedSymbols } from '../engine/lookAlikes.ts';
import { isWideSign } from './cellSign.ts';
import { colouredLine, type ColouredLine } from './colouredLines.ts';
import { formatCount } from './format.ts';
import { INKS, type Inks } from './inks.ts';
import { rampColour } from './ramps.ts';
import { element, escapeXml, groupAt, textAt, wrapWords } from './svgText.ts';
import { MONO, SIDE, type SideParts, sidePanels } from './unitPictureSide.ts';

export interface UnitPicture extends SideParts {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly LegendTick[];
  /** Lines of at most `columns` symbols. */
  readonly lines: readonly ColouredLine[];
  /** The text to which the symbols of the lines belong. */
  readonly text?: CountedSymbols | null;
  readonly columns: number;
  /** The meaning of the line under the symbols; null if nothing is marked. */
  readonly marked: string | null;
  /** Paragraphs under the picture that describe it. */
  readonly caption: readonly string[];
  /** Names and values needed to reproduce the picture. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** JSON for machines. */
  readonly metadata: string;
}

/** An SVG document and its size in pixels. */
export interface PictureFile {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

const SANS = 'Helvetica, Arial, sans-serif';
const PAD = 24;
const GUTTER = 44;
const COLUMN = 8;
/** Width of a column if a line contains wide characters or signs of several digits. */
const WIDE_COLUMN = 14;
const LINE = 18;
const GAP = 32;
const TOP = 84;
const LEGEND = 30;
/** Approximate width of a character in the caption in pixels: no letters are measured here. */
const CAPTION_CHARACTER = 5.7;
const CAPTION_LINE = 16;
/** Facts are arranged in columns. One that is too long for its column gets a line of its own. */
const FACT_COLUMNS = 3;
const FACT_LINE = 14;
const LONGEST_FACT = 52;

/** Draws the picture. */
export function unitPictureSvg(picture: UnitPicture): PictureFile {
  const inks = INKS[picture.theme];
  const hasWide = picture.lines.some(({ symbols }) => symbols.some((symbol) => isWideSign(symbol, picture.text)));
  const column = hasWide ? WIDE_COLUMN : COLUMN;
  const textWidth = picture.columns * column;
  const width = PAD + GUTTER + textWidth + GAP + SIDE + PAD;
  const left = PAD + GUTTER;
  const right = left + textWidth + GAP;
  const side = sidePanels(picture, inks);
  const below = TOP + Math.max(LEGEND + picture.lines.length * LINE, side.height) + 28;
  const words = (text: string): string[] => wrapWords(text, Math.floor((width - 2 * PAD) / CAPTION_CHARACTER));
  const all = picture.facts.map(([name, value]) => `${name}: ${value}`);
  const long = all.filter((fact) => fact.length > LONGEST_FACT);
  const short = all.filter((fact) => fact.length <= LONGEST_FACT);
  const caption = [...picture.caption, ...long].flatMap(words);
  const factTop = below + caption.length * CAPTION_LINE + 22;
  const rows = Math.ceil(short.length / FACT_COLUMNS);
  const height = factTop + rows * FACT_LINE + PAD - 8;
  const parts = [
    element('metadata', {}, escapeXml(picture.metadata)),
    element('title', {}, escapeXml(picture.title)),
    element('rect', { width, height, fill: inks.paper }),
    textAt(PAD, 42, picture.title, { 'font-size': 18, 'font-weight': 600, fill: inks.ink }),
    textAt(PAD, 62, picture.subtitle, { 'font-size': 12.5, fill: inks.ink2 }),
    groupAt(left, TOP - 8, legend(picture, inks)),
    ...picture.lines.map((line, k) => {
      const y = TOP + LEGEND + k * LINE;
      return (
        textAt(left - 10, y + 13, formatCount(line.start), { 'text-anchor': 'end', 'font-size': 11, fill: inks.ink3 }) +
        groupAt(left, y, colouredLine(line, { ...picture, columnWidth: column, lineHeight: LINE, mono: MONO }))
      );
    }),
    groupAt(right, TOP, side.svg),
    element('path', { d: `M${PAD} ${below - 14.5}H${width - PAD}`, stroke: inks.rule }),
    ...caption.map((line, k) =>
      textAt(PAD, below + 8 + k * CAPTION_LINE, line, { 'font-size': 11.5, fill: inks.ink2 }),
    ),
    ...short.map((fact, k) => {
      const x = PAD + (Math.floor(k / rows) * (width - 2 * PAD)) / FACT_COLUMNS;
      return textAt(x, factTop + (k % rows) * FACT_LINE, fact, { 'font-size': 10.5, fill: inks.ink3 });
    }),
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': SANS,
      'font-size': 12,
    },
    `\n${parts.join('\n')}\n`,
  );
  return { width, height, svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n` };
}

/** The colour bar with its numbers, and the meaning of the line under the symbols. */
function legend({ ramp, theme, legend: ticks, marked }: UnitPicture, inks: Inks): string {
  const bar = 152;
  const steps = 76;
  const bars = Array.from({ length: steps }, (_, k) =>
    element('rect', {
      x: (k * bar) / steps,
      width: bar / steps + 0.3,
      height: 6,
      fill: rampColour(ramp, theme, (k + 0.5) / steps),
    }),
  );
  const numbers = ticks.map(({ position, text }) =>
    textAt(position * bar, 19, text, {
      'text-anchor': position <= 0.02 ? 'start' : position >= 0.98 ? 'end' : 'middle',
      'font-size': 11,
      fill: inks.ink2,
    }),
  );
  const mark =
    marked === null
      ? ''
      : element('rect', { x: bar + 24, y: 2, width: 18, height: 2, fill: inks.ink }) +
        textAt(bar + 48, 7, marked, { fill: inks.ink2 });
  return [...bars, ...numbers, mark].join('');
}
