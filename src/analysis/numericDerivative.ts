/** A numeric derivative and its estimated error. */
export interface NumericDerivative {
  readonly value: number;
  /** Estimated error: the change by the last extrapolation, and at least the rounding error. */
  readonly uncertainty: number;
}

/** The first half-distance of the difference quotient. It is halved until extrapolation improves nothing, */
const FIRST_STEP = 2 ** -7;
const MOST_HALVINGS = 16;
/** but not before this relative precision is reached: a kink may still lie between the two points. */
const SHARP = 1e-6;
/** Relative rounding error of a value that is a sum of some dozen terms. */
const ROUNDING = 2 ** -51;

/**
 * f′(0) by Ridders' method ("Accurate computation of F′(x) and F′(x) F″(x)", Advances in Engineering Software 4,
 * 1982): central differences over decreasing distances, extrapolated to distance 0. A single small distance ε would
 * leave the rounding error of f, 1e-16 · f/ε, which is larger than small derivatives.
 */
export function numericDerivative(f: (x: number) => number): NumericDerivative {
  let best: NumericDerivative = { value: Number.NaN, uncertainty: Infinity };
  let before: number[] = [];
  let h = FIRST_STEP;
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings++, h /= 2) {
    const [above, below] = [f(h), f(-h)];
    const rounding = (ROUNDING * Math.max(Math.abs(above), Math.abs(below))) / h;
    const row = [(above - below) / (2 * h)];
    let factor = 1;
    for (let order = 1; order <= halvings; order++) {
      factor *= 4;
      const value = (factor * row[order - 1]! - before[order - 1]!) / (factor - 1);
      row.push(value);
      const change = Math.max(Math.abs(value - row[order - 1]!), Math.abs(value - before[order - 1]!));
      const uncertainty = Math.max(change, rounding);
      if (uncertainty <= best.uncertainty) best = { value, uncertainty };
    }
    // The rounding error has begun to outweigh the gain of a smaller distance.
    const isWorse = halvings > 1 && Math.abs(row[halvings]! - before[halvings - 1]!) >= 2 * best.uncertainty;
    if ((isWorse && best.uncertainty <= SHARP * Math.abs(best.value)) || best.uncertainty <= rounding) break;
    before = row;
  }
  return best;
}
