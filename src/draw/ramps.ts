/**
 * The three colour ramps, each for the light and the dark theme: black for amounts, red and blue for signs, navy and
 * yellow for gradients. The value that means "nothing" (a shut gate, zero, a vanished gradient) has the page's
 * background colour.
 */
export type RampName = 'gate' | 'signed' | 'gradient';
export type Theme = 'light' | 'dark';

const STOPS: Readonly<Record<Theme, Readonly<Record<RampName, readonly string[]>>>> = {
  light: {
    gate: ['#fbfaf8', '#e2ded8', '#bcb6ad', '#8a837a', '#4a453f'],
    signed: ['#0a3a70', '#2b76b8', '#9cc6e2', '#f6f5f3', '#f2b09c', '#cf4a3f', '#84101f'],
    gradient: ['#fbfaf8', '#f7eeb4', '#d9c766', '#a69d6c', '#6d6e72', '#364769', '#00204a'],
  },
  dark: {
    gate: ['#191c20', '#3a3d40', '#6d6b67', '#aba79f', '#f4f1ea'],
    signed: ['#a9d6ff', '#4b9be0', '#22507d', '#191c20', '#7c2f2a', '#e0614f', '#ffc0b0'],
    gradient: ['#191c20', '#22324f', '#4b566f', '#7d7c78', '#b0a56a', '#dbc655', '#fdea6a'],
  },
};

/** The colour of NaN. It is in none of the ramps, so that it cannot be mistaken for a value. */
export const NOT_A_NUMBER: Readonly<Record<Theme, readonly [number, number, number]>> = {
  light: [214, 74, 214],
  dark: [226, 112, 226],
};

/** Entries of a colour table. */
export const TABLE_SIZE = 256;

const tables = new Map<string, Uint8ClampedArray>();

function channelsOf(hex: string): readonly [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** The ramp as RGBA, [256, 4], linear in sRGB between its stops. The array is shared: do not write to it. */
export function rampTable(ramp: RampName, theme: Theme): Uint8ClampedArray {
  const key = `${theme} ${ramp}`;
  const known = tables.get(key);
  if (known) return known;
  const stops = STOPS[theme][ramp].map(channelsOf);
  const table = new Uint8ClampedArray(TABLE_SIZE * 4);
  for (let entry = 0; entry < TABLE_SIZE; entry++) {
    const position = (entry / (TABLE_SIZE - 1)) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(position));
    for (let k = 0; k < 3; k++) {
      const from = stops[below][k];
      table[entry * 4 + k] = from + (stops[below + 1][k] - from) * (position - below);
    }
    table[entry * 4 + 3] = 255;
  }
  tables.set(key, table);
  return table;
}

/** The entry of a table for x in 0 … 1; values outside take the entry of the end; −1 for NaN. */
export function tableEntry(x: number): number {
  if (Number.isNaN(x)) return -1;
  return Math.round(Math.min(1, Math.max(0, x)) * (TABLE_SIZE - 1));
}

function components(ramp: RampName, theme: Theme, x: number): readonly [number, number, number] {
  const entry = tableEntry(x);
  if (entry < 0) return NOT_A_NUMBER[theme];
  const table = rampTable(ramp, theme);
  return [table[entry * 4], table[entry * 4 + 1], table[entry * 4 + 2]];
}

/** CSS colour of the ramp at x in 0…1 (clamped). */
export function rampColour(ramp: RampName, theme: Theme, x: number): string {
  return `rgb(${components(ramp, theme, x).join(',')})`;
}

/** Relative luminance of an sRGB colour, components 0…255 (WCAG 2.2, definition of relative luminance). */
export function luminance(red: number, green: number, blue: number): number {
  const linear = (v: number) => {
    const u = v / 255;
    return u <= 0.04045 ? u / 12.92 : ((u + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Black or white, whichever has more contrast with the ramp at x; the contrast is never below 4.58 to 1. */
export function textOn(ramp: RampName, theme: Theme, x: number): '#fff' | '#000' {
  const y = luminance(...components(ramp, theme, x));
  return 1.05 / (y + 0.05) > (y + 0.05) / 0.05 ? '#fff' : '#000';
}

/** The ramp as a CSS gradient from left to right, for legends. */
export function rampGradient(ramp: RampName, theme: Theme): string {
  return `linear-gradient(90deg, ${STOPS[theme][ramp].join(', ')})`;
}
