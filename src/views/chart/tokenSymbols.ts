/** The symbols of the tokens from `from` to `to`; U+FFFD for a token that the text does not have. */
export function tokenSymbols(
  tokens: Int32Array | undefined,
  from: number,
  to: number,
  text: { readonly symbols: readonly string[] } | null,
): readonly string[] {
  return Array.from(tokens?.subarray(Math.max(0, from), to) ?? [], (token) => text?.symbols[token] ?? '\ufffd');
}
