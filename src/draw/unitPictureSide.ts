/** Beside the text of a saved picture: values with the label on and off, the curve, the scores and the strongest places. */
import { formatTick } from './format.ts';
import type { Inks } from './inks.ts';
import { barsPath, levelChart, type LevelShape, rocPath } from './lookPaths.ts';
import { rampColour, type RampName, type Theme } from './ramps.ts';
import { element, groupAt, textAt } from './svgText.ts';

export interface SideParts {
  readonly theme: Theme;
  readonly ramp: RampName;
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
}

export const MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
/** Width of the panels. */
export const SIDE = 304;
const BARS = 44;
const STRIP = 7;
const CURVE = 130;
const CONTEXT_COLUMN = 7;

/** The panels beside the text, their left top corner at (0, 0). */
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
  const contexts = contextLists(picture.contexts, inks);
  const svg =
    distribution(picture, inks) +
    groupAt(0, curveTop, curve(picture.curve, inks)) +
    rows.join('') +
    groupAt(0, contextsTop, contexts.svg);
  return { svg, height: contextsTop + contexts.height };
}

function contextLists(lists: SideParts['contexts'], inks: Inks): { readonly svg: string; readonly height: number } {
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

function distribution({ distribution: of, ramp, theme }: SideParts, inks: Inks): string {
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
