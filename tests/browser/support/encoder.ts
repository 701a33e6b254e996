/** Browsers decode old encodings and encode none: an encoder is the decoder turned round. */

const LEADS = Array.from({ length: 128 }, (_, k) => 128 + k);

/** What each character is in an encoding of one or two bytes a character. */
function table(label: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  const add = (bytes: readonly number[]): void => {
    const decoder = new TextDecoder(label, { fatal: true });
    try {
      const symbols = Array.from(decoder.decode(Uint8Array.from(bytes)));
      if (symbols.length === 1 && !found.has(symbols[0]!)) found.set(symbols[0]!, bytes);
    } catch {
      // Nothing stands for these bytes.
    }
  };
  for (let byte = 0; byte < 256; byte++) add([byte]);
  if (['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'].includes(label)) {
    for (const lead of LEADS) for (let trail = 0x30; trail < 256; trail++) add([lead, trail]);
  }
  return found;
}

/** @throws Error at the first character that the encoding has not. */
export function encoderOf(label: string): (text: string) => Uint8Array {
  const known = table(label);
  return (text) =>
    Uint8Array.from(
      Array.from(text, (symbol) => {
        const bytes = known.get(symbol);
        if (!bytes) throw new Error(`${label} has no ${symbol}`);
        return bytes;
      }).flat(),
    );
}
