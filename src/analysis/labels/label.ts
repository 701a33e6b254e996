/**
 * A property of every character of a text. A label's value at t describes the text up to and including character t,
 * because h_t has read exactly that. The few labels that look ahead say so.
 */
interface LabelNames {
  /** Identifier in saved files; never changed. */
  readonly id: string;
  /** Display name, in the middle of a sentence: "inside double quotes". */
  readonly name: string;
  /** When the label is on, or what it counts, in one sentence. */
  readonly definition: string;
  /**
   * What makes the label unreliable in a text; null if nothing does.
   *
   * @param from only characters from here on count
   */
  readonly doubt?: (symbols: readonly string[], from: number) => MarkDoubt | null;
}

/** Marks that should come in pairs but do not. */
export interface MarkDoubt {
  /** The number of marks that open or close. */
  readonly marks: number;
  /** The number of marks without a partner, and the position of the first one. */
  readonly unpaired: number;
  readonly first: number;
}

/** A label with the values 1 (on) and 0 (off). */
export interface BinaryLabel extends LabelNames {
  readonly kind: 'binary';
  /** @param symbols one code point each, [T]  @returns [T] */
  readonly compute: (symbols: readonly string[]) => Uint8Array;
}

/** A label that counts something. */
export interface NumericLabel extends LabelNames {
  readonly kind: 'numeric';
  /** @param symbols one code point each, [T]  @returns [T] */
  readonly compute: (symbols: readonly string[]) => Float32Array;
}

export type Label = BinaryLabel | NumericLabel;

/** The values of a binary label that is on where `isOn` returns true. */
export function where(symbols: readonly string[], isOn: (t: number) => boolean): Uint8Array {
  const values = new Uint8Array(symbols.length);
  for (let t = 0; t < values.length; t++) values[t] = isOn(t) ? 1 : 0;
  return values;
}
