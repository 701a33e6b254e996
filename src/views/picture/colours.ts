/** A colour as every reader of SVG knows it. */
export interface PlainColour {
  /** `#rrggbb` */
  readonly colour: string;
  /** 0 … 1 */
  readonly opacity: number;
}

const known = new Map<string, PlainColour>();
let context: CanvasRenderingContext2D | null = null;

/** The colour of a computed style, such as `rgba(0, 0, 0, 0.5)` or `color(srgb 1 0 0)`, without newer notations. */
export function plainColour(css: string): PlainColour {
  const before = known.get(css);
  if (before) return before;
  const found = fromNumbers(css) ?? fromPixel(css);
  known.set(css, found);
  return found;
}

function fromNumbers(css: string): PlainColour | null {
  const [, list] = /^rgba?\(([^)]*)\)$/.exec(css) ?? [];
  const numbers = list?.split(/[\s,/]+/).map(Number);
  if (!numbers || numbers.length < 3 || numbers.some(Number.isNaN)) return null;
  return { colour: hex(numbers.slice(0, 3)), opacity: numbers[3] ?? 1 };
}

/** Reads the colour from a painted pixel. */
function fromPixel(css: string): PlainColour {
  context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return { colour: '#000000', opacity: 1 };
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const { data } = context.getImageData(0, 0, 1, 1);
  return { colour: hex([...data.subarray(0, 3)]), opacity: Math.round((data[3]! / 255) * 1000) / 1000 };
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** Attributes of a fill or a stroke. */
export function paintOf(kind: 'fill' | 'stroke', css: string): Readonly<Record<string, string | number>> {
  const { colour, opacity } = plainColour(css);
  return { [kind]: colour, ...(opacity < 1 ? { [`${kind}-opacity`]: opacity } : {}) };
}
