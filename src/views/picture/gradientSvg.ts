import { element } from '../../draw/svgText.ts';
import { plainColour } from './colours.ts';
import { type Box, short } from './drawing.ts';

interface Stop {
  readonly colour: string;
  /** Pixels along the gradient. */
  readonly at: number;
}

/**
 * A linear gradient of a computed style as a definition; null for any other background. A repeating one goes on outside its
 * stops (CSS Images 3, "Linear Gradients").
 */
export function gradientOf(css: string, box: Box, name: string): string | null {
  const [, repeating, list] = /^(repeating-)?linear-gradient\((.*)\)$/.exec(css) ?? [];
  if (list === undefined) return null;
  const [head = '', ...rest] = list.split(/,\s*(?![^(]*\))/);
  const degrees = degreesOf(head);
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const angle = ((degrees ?? 180) * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const length = Math.abs(width * dx) + Math.abs(height * dy);
  const stops = stopsOf(degrees === null ? [head, ...rest] : rest, length);
  const first = stops[0];
  const last = stops.at(-1);
  if (!first || !last || last.at <= first.at) return null;
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
  const point = (at: number): readonly [number, number] => [
    short(middle[0] + dx * (at - length / 2)),
    short(middle[1] + dy * (at - length / 2)),
  ];
  const [from, to] = [point(first.at), point(last.at)];
  return element(
    'linearGradient',
    {
      id: name,
      gradientUnits: 'userSpaceOnUse',
      x1: from[0],
      y1: from[1],
      x2: to[0],
      y2: to[1],
      ...(repeating ? { spreadMethod: 'repeat' } : {}),
    },
    stops
      .map(({ colour, at }) => {
        const plain = plainColour(colour);
        return element('stop', {
          offset: Math.round(((at - first.at) / (last.at - first.at)) * 1e4) / 1e4,
          'stop-color': plain.colour,
          ...(plain.opacity < 1 ? { 'stop-opacity': plain.opacity } : {}),
        });
      })
      .join(''),
  );
}

const TOWARDS: Readonly<Record<string, number>> = { 'to top': 0, 'to right': 90, 'to bottom': 180, 'to left': 270 };

/** Null if the gradient begins with a colour, and so runs downwards. */
function degreesOf(head: string): number | null {
  if (head in TOWARDS) return TOWARDS[head]!;
  const [, degrees] = /^(-?[\d.]+)deg$/.exec(head) ?? [];
  return degrees === undefined ? null : Number(degrees);
}

/** Stops with their positions. Those without one are spread evenly between their neighbours. */
function stopsOf(list: readonly string[], length: number): readonly Stop[] {
  const given = list.flatMap((entry): readonly { colour: string; at: number | null }[] => {
    const [colour = ''] = /^[a-z-]+\([^)]*\)|^[a-z#]\w*/.exec(entry) ?? [];
    const positions = entry.slice(colour.length).match(/-?[\d.]+(px|%)/g) ?? [];
    const at = positions.map((position) =>
      position.endsWith('%') ? (Number.parseFloat(position) / 100) * length : Number.parseFloat(position),
    );
    return at.length === 0 ? [{ colour, at: null }] : at.map((pixels) => ({ colour, at: pixels }));
  });
  const positionAt = (k: number): number => given[k]?.at ?? (k === 0 ? 0 : length);
  return given.map(({ colour, at }, k) => {
    if (at !== null || k === 0 || k === given.length - 1) return { colour, at: at ?? positionAt(k) };
    let before = k;
    while (before > 0 && given[before]!.at === null) before--;
    let after = k;
    while (after < given.length - 1 && given[after]!.at === null) after++;
    const [low, high] = [positionAt(before), positionAt(after)];
    return { colour, at: low + ((high - low) * (k - before)) / (after - before) };
  });
}
