import { type Label, where } from './label.ts';

/** Labels about the position of a character in its line. A line includes its line break. */
export const LINE_LABELS: readonly Label[] = [
  {
    id: 'line-position',
    name: 'position in line',
    kind: 'numeric',
    definition: 'Characters read since the last line break: 1 at the first of a line, 0 at the line break itself.',
    compute: (symbols) => countSince(symbols, (t) => symbols[t] === '\n'),
  },
  {
    id: 'line-remaining',
    name: 'characters to the line’s end',
    kind: 'numeric',
    definition:
      'Characters from this one to the next line break, which is looked up ahead: 0 at the line break itself.',
    compute(symbols) {
      const values = new Float32Array(symbols.length);
      let end = symbols.length;
      for (let t = symbols.length - 1; t >= 0; t--) {
        if (symbols[t] === '\n') end = t;
        values[t] = end - t;
      }
      return values;
    },
  },
  {
    id: 'indentation',
    name: 'indentation of this line',
    kind: 'numeric',
    definition: 'Spaces and tabs with which this line begins, as many as have been read of them; 0 at the line break.',
    compute(symbols) {
      const values = new Float32Array(symbols.length);
      const leading = leadingSpace(symbols);
      let width = 0;
      for (let t = 0; t < values.length; t++) {
        if (symbols[t] === '\n') width = 0;
        else if (leading[t]) width++;
        values[t] = width;
      }
      return values;
    },
  },
  {
    id: 'leading-space',
    name: 'in leading space',
    kind: 'binary',
    definition: 'A space or tab before which there are only spaces and tabs in its line.',
    compute: leadingSpace,
  },
];

function leadingSpace(symbols: readonly string[]): Uint8Array {
  let isLeading = true;
  return where(symbols, (t) => {
    if (symbols[t] === '\n') {
      isLeading = true;
      return false;
    }
    isLeading &&= symbols[t] === ' ' || symbols[t] === '\t';
    return isLeading;
  });
}

/**
 * Characters since the last one where `isZero` is true, [T]: 0 there, 1 after it. The text's first character counts
 * as 1 unless `isZero` is true there.
 */
export function countSince(symbols: readonly string[], isZero: (t: number) => boolean): Float32Array {
  const values = new Float32Array(symbols.length);
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    count = isZero(t) ? 0 : count + 1;
    values[t] = count;
  }
  return values;
}
