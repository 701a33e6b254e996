/** One unit and one label as a picture that stands by itself: an SVG document with the facts that repeat it inside. */
import type { LegendTick } from './channelScale.ts';
import { colouredLine, type ColouredLine } from './colouredLines.ts';
import { INKS, type Inks } from './inks.ts';
import { barsPath, levelChart, type LevelShape, rocPath } from './lookPaths.ts';
import { formatTick } from './format.ts';
import { rampColour, type RampName, type Theme } from './ramps.ts';
import { element, escapeXml, textAt, wrapWords } from './svgText.ts';

export interface UnitPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly theme: Theme;
  readonly ramp: RampName;
  readonly legend: readonly LegendTick[];
  /** Lines of at most `columns` symbols. */
  readonly lines: readonly ColouredLine[];
  readonly columns: number;
  /** What the line under the symbols says; null where nothing is marked. */
  readonly marked: string | null;
  /** Counts by value with the label on and off, their titles, the colour of each bin (0…1) and the ends in words. */
  readonly distribution: {
    readonly on: ArrayLike<number>;
    readonly off: ArrayLike<number>;
    readonly onTitle: string;
    readonly offTitle: string;
    readonly places: readonly number[];
    readonly range: string;
  };
  readonly curve:
    | {
        readonly kind: 'roc';
        readonly off: ArrayLike<number>;
        readonly on: ArrayLike<number>;
        readonly isFalling: boolean;
      }
    | { readonly kind: 'levels'; readonly levels: readonly LevelShape[]; readonly name: string };
  /** Numbers in words, the unit's own score first. */
  readonly scores: readonly (readonly [name: string, value: string])[];
  /** The strongest places in lists, each with the unit's value, the text around and whether the label is on there. */
  readonly contexts: readonly {
    readonly title: string;
    readonly places: readonly {
      readonly value: string;
      readonly before: readonly string[];
      readonly symbol: string;
      readonly after: readonly string[];
      readonly label: string;
      readonly place: string;
    }[];
  }[];
  /** Paragraphs under the picture: what it shows. */
  readonly caption: readonly string[];
  /** What repeats it: names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** JSON for machines. */
  readonly metadata: string;
}

/** Size in pixels and the document. */
export interface PictureFile {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

const SANS = 'Helvetica, Arial, sans-serif';
const MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const PAD = 24;
const GUTTER = 44;
const COLUMN = 8;
const LINE = 18;
const GAP = 32;
const SIDE = 304;
const TOP = 84;
const LEGEND = 30;
const BARS = 44;
const STRIP = 7;
const CURVE = 130;
/** Pixels of a character of the caption, about: no letters are measured here. */
const CAPTION_CHARACTER = 5.7;
const CAPTION_LINE = 16;
/** Facts stand in columns; one too long for its column is told in a line of its own. */
const FACT_COLUMNS = 3;
const FACT_LINE = 14;
const LONGEST_FACT = 52;
const CONTEXT_COLUMN = 7;

export function unitPictureSvg(picture: UnitPicture): PictureFile {
  const inks = INKS[picture.theme];
  const textWidth = picture.columns * COLUMN;
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
    at(left, TOP - 8, legend(picture, inks)),
    ...picture.lines.map((line, k) => {
      const y = TOP + LEGEND + k * LINE;
      return (
        textAt(left - 10, y + 13, String(line.start), { 'text-anchor': 'end', 'font-size': 11, fill: inks.ink3 }) +
        at(left, y, colouredLine(line, { ...picture, columnWidth: COLUMN, lineHeight: LINE, mono: MONO }))
      );
    }),
    at(right, TOP, side.svg),
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

function at(x: number, y: number, content: string): string {
  return element('g', { transform: `translate(${x} ${y})` }, content);
}

/** The colour bar with its numbers, and what the line under the symbols says. */
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
  const numbers = ticks.map(({ place, text }) =>
    textAt(place * bar, 19, text, {
      'text-anchor': place <= 0.02 ? 'start' : place >= 0.98 ? 'end' : 'middle',
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

function sidePanels(picture: UnitPicture, inks: Inks): { readonly svg: string; readonly height: number } {
  const curveTop = 34 + 2 * BARS + STRIP + 32;
  const scoresTop = curveTop + CURVE + 52;
  const rows = picture.scores.map(([name, value], k) => {
    const y = scoresTop + k * 18;
    return (
      textAt(0, y, name, { fill: inks.ink2 }) +
      textAt(SIDE, y, value, { 'text-anchor': 'end', fill: inks.ink, 'font-weight': k === 0 ? 600 : 400 })
    );
  });
  const contextsTop = scoresTop + rows.length * 18 + 16;
  const contexts = contextLists(picture.contexts, inks);
  const svg =
    distribution(picture, inks) +
    at(0, curveTop, curve(picture.curve, inks)) +
    rows.join('') +
    at(0, contextsTop, contexts.svg);
  return { svg, height: contextsTop + contexts.height };
}

function contextLists(lists: UnitPicture['contexts'], inks: Inks): { readonly svg: string; readonly height: number } {
  const mono = { 'font-family': MONO, 'font-size': 11.5 };
  let y = 0;
  let svg = '';
  for (const { title, places } of lists) {
    svg += textAt(0, y, title, { fill: inks.ink2 });
    y += 16;
    for (const { value, before, symbol, after, label, place } of places) {
      const first = 62 + (15 - before.length) * CONTEXT_COLUMN;
      const letters = (symbols: readonly string[], from: number, fill: string): string =>
        symbols
          .map((one, k) =>
            textAt(from + (k + 0.5) * CONTEXT_COLUMN, y, one, { ...mono, 'text-anchor': 'middle', fill }),
          )
          .join('');
      const here = first + before.length * CONTEXT_COLUMN;
      svg +=
        textAt(0, y, value, { ...mono, 'font-weight': 600, fill: inks.ink }) +
        letters(before, first, inks.ink2) +
        element('rect', {
          x: here - 0.5,
          y: y - 11,
          width: CONTEXT_COLUMN + 1,
          height: 15,
          fill: 'none',
          stroke: inks.ink,
        }) +
        letters([symbol], here, inks.ink) +
        letters(after, here + CONTEXT_COLUMN, inks.ink2) +
        textAt(SIDE - 56, y, label, { 'text-anchor': 'end', fill: inks.ink }) +
        textAt(SIDE, y, place, { 'text-anchor': 'end', fill: inks.ink2 });
      y += 18;
    }
    y += 6;
  }
  return { svg, height: y };
}

function distribution({ distribution: of, ramp, theme }: UnitPicture, inks: Inks): string {
  const base = 10 + BARS;
  const under = base + STRIP;
  const bin = SIDE / of.places.length;
  return [
    textAt(0, 4, of.onTitle, { fill: inks.ink }),
    element('path', { d: barsPath(of.on, SIDE, base, BARS - 2), fill: inks.ink2 }),
    ...of.places.map((place, k) =>
      element('rect', {
        x: k * bin,
        y: base,
        width: bin + 0.4,
        height: STRIP,
        fill: rampColour(ramp, theme, place),
      }),
    ),
    element('path', { d: barsPath(of.off, SIDE, under, 2 - BARS), fill: inks.ink3, 'fill-opacity': 0.6 }),
    textAt(0, under + BARS + 12, of.offTitle, { fill: inks.ink }),
    textAt(SIDE, under + BARS + 12, of.range, { 'text-anchor': 'end', fill: inks.ink2 }),
  ].join('');
}

function curve(of: UnitPicture['curve'], inks: Inks): string {
  return of.kind === 'roc' ? rocSquare(of, inks) : levelBands(of, inks);
}

function rocSquare(of: Extract<UnitPicture['curve'], { readonly kind: 'roc' }>, inks: Inks): string {
  const quiet = { fill: inks.ink2 };
  const end = { ...quiet, 'text-anchor': 'end' };
  return at(
    26,
    0,
    [
      element('path', { d: `M0 0V${CURVE}H${CURVE}`, fill: 'none', stroke: inks.rule2 }),
      element('path', { d: `M0 ${CURVE}L${CURVE} 0`, stroke: inks.ink3, 'stroke-dasharray': '1.5 3' }),
      element('path', {
        d: rocPath(of.off, of.on, CURVE, of.isFalling),
        fill: 'none',
        stroke: inks.ink,
        'stroke-width': 1.75,
        'stroke-linejoin': 'round',
      }),
      textAt(-5, 8, '1', end),
      textAt(-5, CURVE, '0', end),
      textAt(0, CURVE + 15, '0', quiet),
      textAt(CURVE, CURVE + 15, '1', end),
      textAt(CURVE / 2, CURVE + 28, 'share of label off', { ...quiet, 'text-anchor': 'middle' }),
      element(
        'text',
        { transform: `translate(-14 ${CURVE / 2}) rotate(-90)`, 'text-anchor': 'middle', ...quiet },
        'share of label on',
      ),
    ].join(''),
  );
}

function levelBands(of: Extract<UnitPicture['curve'], { readonly kind: 'levels' }>, inks: Inks): string {
  const width = SIDE - 48;
  const { outer, inner, median, x, y, labelTicks, valueTicks } = levelChart(of.levels, width, CURVE);
  const quiet = { fill: inks.ink2 };
  return at(
    40,
    0,
    [
      ...valueTicks.map(
        (tick) =>
          element('path', { d: `M0 ${y(tick)}H${width}`, stroke: inks.rule }) +
          textAt(-6, y(tick) + 4, tick < 0 ? `\u2212${formatTick(-tick)}` : formatTick(tick), {
            ...quiet,
            'text-anchor': 'end',
          }),
      ),
      element('path', { d: outer, fill: inks.ink3, 'fill-opacity': 0.2 }),
      element('path', { d: inner, fill: inks.ink3, 'fill-opacity': 0.35 }),
      element('path', { d: median, fill: 'none', stroke: inks.ink, 'stroke-width': 1.75 }),
      element('path', { d: `M0 ${CURVE}H${width}`, stroke: inks.rule2 }),
      ...labelTicks.map((tick) => textAt(x(tick), CURVE + 15, formatTick(tick), { ...quiet, 'text-anchor': 'middle' })),
      textAt(width, CURVE + 28, of.name, { ...quiet, 'text-anchor': 'end' }),
    ].join(''),
  );
}
