/**
 * What may be asked of every character of a text. A label's value at t describes the text up to and with character t, the
 * moment at which h_t has read it; the few labels that look ahead say so.
 */
interface LabelNames {
  /** Stands in files; never changed. */
  readonly id: string;
  /** Shown to people, in the middle of a sentence: "inside double quotes". */
  readonly name: string;
  /** When it is on, or what it counts, in one sentence. */
  readonly definition: string;
}

/** On (1) or off (0). */
export interface BinaryLabel extends LabelNames {
  readonly kind: 'binary';
  /** @param symbols one code point each, [T]  @returns [T] */
  readonly compute: (symbols: readonly string[]) => Uint8Array;
}

/** A count. */
export interface NumericLabel extends LabelNames {
  readonly kind: 'numeric';
  /** @param symbols one code point each, [T]  @returns [T] */
  readonly compute: (symbols: readonly string[]) => Float32Array;
}

export type Label = BinaryLabel | NumericLabel;

/** A binary label that is on where `isOn` says so. */
export function where(symbols: readonly string[], isOn: (t: number) => boolean): Uint8Array {
  const values = new Uint8Array(symbols.length);
  for (let t = 0; t < values.length; t++) values[t] = isOn(t) ? 1 : 0;
  return values;
}
