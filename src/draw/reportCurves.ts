/** Curves over training steps as a picture of its own, for a report. */
import { formatCount } from './format.ts';
import { INKS } from './inks.ts';
import {
  allPoints,
  columnPoints,
  type Curve,
  extent,
  linePath,
  logScale,
  logTicks,
  roundDomain,
  wholeTicks,
} from './lineChart.ts';
import { element, textAt } from './svgText.ts';
import type { Theme } from './ramps.ts';
import type { PictureFile } from './unitPicture.ts';

export interface ReportCurve {
  readonly name: string;
  /** CSS colour of line and name. */
  readonly colour: string;
  /** Lengths of dashes and gaps, as SVG takes them; empty for a whole line. */
  readonly dashes: string;
  readonly training: Curve;
  /** Values that are measured now and then are dots on a line. */
  readonly measured: Curve | null;
}

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 16;
const TOP = 52;
/** Height of the line with the names. */
const NAMES = 34;
/** About the width of a character of a name, and the room around a name with its line. */
const CHARACTER = 6.6;
const SWATCH = 22;
const APART = 18;
const BOTTOM = 44;
const COLUMN = 2;
const DOT = 2.4;
const FONT = { 'font-family': 'Helvetica, Arial, sans-serif', 'font-size': 12 };
const SMALLEST = 1e-6;

/**
 * Both axes are logarithmic.
 *
 * @param title such as "Loss, bits per character"
 * @returns null where no curve has a value
 */
export function reportCurves(title: string, curves: readonly ReportCurve[], theme: Theme): PictureFile | null {
  const all = curves.flatMap(({ training, measured }) => (measured ? [training, measured] : [training]));
  const seen = extent(all);
  const last = Math.max(...all.map(({ length, steps }) => (length > 0 ? steps[length - 1] : 0)));
  if (!seen || seen[1] <= 0) return null;
  const inks = INKS[theme];
  const x = logScale([1, Math.max(2, last)], [LEFT, WIDTH - RIGHT]);
  const domain = roundDomain(Math.max(SMALLEST, seen[0]), Math.max(SMALLEST, seen[1]));
  const y = logScale(domain, [HEIGHT - BOTTOM, TOP]);
  const parts = [
    textAt(0, 14, title, { ...FONT, 'font-size': 14, 'font-weight': 600, fill: inks.ink }),
    ...nameParts(curves),
    ...logTicks(domain[0], domain[1], 6).flatMap((tick) => [
      element('path', { d: `M${LEFT} ${y(tick)}H${WIDTH - RIGHT}`, stroke: inks.rule }),
      textAt(LEFT - 8, y(tick) + 4, String(tick), { ...FONT, 'text-anchor': 'end', fill: inks.ink2 }),
    ]),
    ...wholeTicks(1, Math.max(2, last), 8).map((tick) =>
      textAt(x(tick), HEIGHT - BOTTOM + 18, formatCount(tick), { ...FONT, 'text-anchor': 'middle', fill: inks.ink2 }),
    ),
    textAt((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, 'training step', {
      ...FONT,
      'text-anchor': 'middle',
      fill: inks.ink2,
    }),
    ...curves.flatMap((curve) => curveParts(curve, x, y)),
  ];
  const background = element('rect', { width: WIDTH, height: HEIGHT, fill: inks.paper });
  const size = { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` };
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-label': title };
  return { width: WIDTH, height: HEIGHT, svg: element('svg', attributes, background + parts.join('')) };
}

function curveParts(
  { colour, dashes, training, measured }: ReportCurve,
  x: ReturnType<typeof logScale>,
  y: ReturnType<typeof logScale>,
): readonly string[] {
  const line = {
    fill: 'none',
    stroke: colour,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
    ...(dashes === '' ? {} : { 'stroke-dasharray': dashes }),
  };
  const thin = columnPoints(training, x, y, COLUMN, 'mean');
  const parts = [element('path', { ...line, d: linePath(thin), 'stroke-width': measured ? 1 : 1.5 })];
  if (!measured || measured.length === 0) return parts;
  const dots = allPoints(measured, x, y);
  return [
    ...parts,
    element('path', { ...line, d: linePath(dots), 'stroke-width': 1.5 }),
    ...dots.map((dot) => element('circle', { cx: dot.x.toFixed(1), cy: dot.y.toFixed(1), r: DOT, fill: colour })),
  ];
}

/** The names, each with its line, in one row. */
function nameParts(curves: readonly ReportCurve[]): readonly string[] {
  let x = LEFT;
  return curves.flatMap(({ name, colour, dashes }) => {
    const dash = dashes === '' ? {} : { 'stroke-dasharray': dashes };
    const line = element('path', { d: `M${x} ${NAMES - 4}h${SWATCH - 6}`, stroke: colour, 'stroke-width': 2, ...dash });
    const text = textAt(x + SWATCH, NAMES, name, { ...FONT, fill: colour });
    x += SWATCH + CHARACTER * name.length + APART;
    return [line, text];
  });
}
