/** The index of the symbol to which each UTF-16 unit of the joined text belongs, with one extra entry for the end. */
export function codePointIndex(symbols: readonly string[]): Int32Array {
  let units = 0;
  for (const symbol of symbols) units += symbol.length;
  const position = new Int32Array(units + 1);
  let at = 0;
  for (const [t, symbol] of symbols.entries()) {
    position.fill(t, at, at + symbol.length);
    at += symbol.length;
  }
  position[units] = symbols.length;
  return position;
}
