/** For every UTF-16 unit of the joined text, which symbol it belongs to; one entry more for the end. */
export function codePointIndex(symbols: readonly string[]): Int32Array {
  let units = 0;
  for (const symbol of symbols) units += symbol.length;
  const place = new Int32Array(units + 1);
  let at = 0;
  for (const [t, symbol] of symbols.entries()) {
    place.fill(t, at, at + symbol.length);
    at += symbol.length;
  }
  place[units] = symbols.length;
  return place;
}
