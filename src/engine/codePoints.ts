import { pulseAt } from './pulse.ts';

/** The number of code points in a text, which is the length of a text everywhere. A lone surrogate counts as one. */
export function codePoints(text: string): number {
  let points = text.length;
  for (let k = 1; k < text.length; k++) {
    pulseAt(k);
    if ((text.charCodeAt(k) & 0xfc00) === 0xdc00 && (text.charCodeAt(k - 1) & 0xfc00) === 0xd800) points--;
  }
  return points;
}
