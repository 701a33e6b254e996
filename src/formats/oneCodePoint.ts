/** Whether a text is exactly one code point, and not half of a surrogate pair. */
export function isOneCodePoint(text: string): boolean {
  const point = text.codePointAt(0);
  return point !== undefined && text === String.fromCodePoint(point) && (point < 0xd800 || point > 0xdfff);
}
