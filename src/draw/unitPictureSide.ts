/** The side of a saved picture: distributions, ROC curve, scores and strongest contexts. */
import type { CountedSymbols } from '../engine/lookAlikes.ts';
import { contextLetter, layOutContext } from './contextLetters.ts';
import { formatTick } from './format.ts';
import type { Inks } from './inks.ts';
import { barsPath, levelChart, type LevelShape, rocPath } from './reportPaths.ts';
import { rampColour, type RampName, type Theme } from './ramps.ts';
import { element, groupAt, textAt } from './svgText.ts';

export interface SideParts {
  readonly theme: Theme;
  readonly ramp: RampName;
  /** The text to which the symbols of the contexts belong. */
  readonly text?: CountedSymbols | null;
  /**
   * Counts by value with the label on and off, titles, the position of each bin's colour, and the names of the ends.
   */
  readonly distribution: {
    readonly on: ArrayLike<number>;
    readonly off: ArrayLike<number>;
    readonly onTitle: string;
    readonly offTitle: string;
    readonly positions: readonly number[];
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
  /** Scores as text, the unit's own score first. */
  readonly scores: readonly (readonly [name: string, value: string])[];
  /** Lists of the strongest contexts, with the unit's value and whether the label is on. */
  readonly contexts: readonly {
    readonly title: string;
    readonly positions: readonly {
      readonly value: string;
      readonly before: readonly string[];
      readonly symbol: string;
      readonly after: readonly string[];
      readonly label: string;
      readonly position: string;
    }[];
  }[];
}

export const MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
/** Width of the panels. */
export const SIDE = 304;
const BARS = 44;
const STRIP = 7;
const CURVE = 130;
/** The letters of a context lie between these, from the left edge of the side. */
const CONTEXT_ROOM = { left: 62, right: 226 };

/** The panels beside the text, with their top left corner at (0, 0). */
export function sidePanels(picture: SideParts, inks: Inks): { readonly svg: string; readonly height: number } {
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
  const contexts = contextLists(picture, inks);
  const svg =
    distribution(picture, inks) +
    groupAt(0, curveTop, curve(picture.curve, inks)) +
    rows.join('') +
    groupAt(0, contextsTop, contexts.svg);
  return { svg, height: contextsTop + contexts.height };
}

function contextLists(picture: SideParts, inks: Inks): { readonly svg: string; readonly height: number } {
  const mono = { 'font-family': MONO, 'font-size': 11.5 };
  let y = 0;
  let svg = '';
  for (const { title, positions } of picture.contexts) {
    svg += textAt(0, y, title, { fill: inks.ink2 });
    y += 16;
    for (const { value, before, symbol, after, label, position } of positions) {
      const { letters, here } = layOutContext({ before, symbol, after }, CONTEXT_ROOM, picture.text);
      svg +=
        textAt(0, y, value, { ...mono, 'font-weight': 600, fill: inks.ink }) +
        element('rect', {
          x: here.left - 0.5,
          y: y - 11,
          width: here.width + 1,
          height: 15,
          fill: 'none',
          stroke: inks.ink,
        }) +
        letters.map((letter) => contextLetter(letter, y, MONO, letter.isHere ? inks.ink : inks.ink2)).join('') +
        textAt(SIDE - 56, y, label, { 'text-anchor': 'end', fill: inks.ink }) +
        textAt(SIDE, y, position, { 'text-anchor': 'end', fill: inks.ink2 });
      y += 18;
    }
    y += 6;
  }
  return { svg, height: y };
}

function distribution({ distribution: of, ramp, theme }: SideParts, inks: Inks): string {
  const base = 10 + BARS;
  const under = base + STRIP;
  const bin = SIDE / of.positions.length;
  return [
    textAt(0, 4, of.onTitle, { fill: inks.ink }),
    element('path', { d: barsPath(of.on, SIDE, base, BARS - 2), fill: inks.ink2 }),
    ...of.positions.map((position, k) =>
      element('rect', {
        x: k * bin,
        y: base,
        width: bin + 0.4,
        height: STRIP,
        fill: rampColour(ramp, theme, position),
      }),
    ),
    element('path', { d: barsPath(of.off, SIDE, under, 2 - BARS), fill: inks.ink3, 'fill-opacity': 0.6 }),
    textAt(0, under + BARS + 12, of.offTitle, { fill: inks.ink }),
    textAt(SIDE, under + BARS + 12, of.range, { 'text-anchor': 'end', fill: inks.ink2 }),
  ].join('');
}

function curve(of: SideParts['curve'], inks: Inks): string {
  return of.kind === 'roc' ? rocSquare(of, inks) : levelBands(of, inks);
}

function rocSquare(of: Extract<SideParts['curve'], { readonly kind: 'roc' }>, inks: Inks): string {
  const quiet = { fill: inks.ink2 };
  const end = { ...quiet, 'text-anchor': 'end' };
  return groupAt(
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

function levelBands(of: Extract<SideParts['curve'], { readonly kind: 'levels' }>, inks: Inks): string {
  const width = SIDE - 48;
  const { outer, inner, median, x, y, labelTicks, valueTicks } = levelChart(of.levels, width, CURVE);
  const quiet = { fill: inks.ink2 };
  return groupAt(
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
