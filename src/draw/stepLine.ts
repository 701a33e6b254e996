/** Paths of one value per timestep, each column flat from its left edge to its right edge. Two decimals, no NaN ever. */

export interface StepLineRequest {
  /** Value of column k. */
  readonly value: (column: number) => number;
  readonly columns: number;
  readonly columnWidth: number;
  /** From a value to pixels from the top. */
  readonly y: (value: number) => number;
}

export interface StepLine {
  /** Outline; broken where the value is no finite number. */
  readonly line: string;
  /** Filled between the base and values at or above it. */
  readonly above: string;
  /** Filled between the base and values below it. */
  readonly below: string;
}

/** Line and areas towards `base` (a value: 0, usually). */
export function stepLine(request: StepLineRequest, base: number): StepLine {
  const { value, columns, columnWidth, y } = request;
  const baseY = pixel(y(base));
  let line = '';
  let above = '';
  let below = '';
  let drawing = false;
  /** The area that neighbouring columns on one side of the base have in common: one outline, not one block each. */
  let area = '';
  let isAbove = true;
  const close = (): void => {
    if (area === '') return;
    if (isAbove) above += `${area}V${baseY}Z`;
    else below += `${area}V${baseY}Z`;
    area = '';
  };
  for (let column = 0; column < columns; column++) {
    const v = value(column);
    const height = y(v);
    if (!Number.isFinite(height)) {
      drawing = false;
      close();
      continue;
    }
    const left = pixel(column * columnWidth);
    const right = pixel((column + 1) * columnWidth);
    const top = pixel(height);
    line += drawing ? `V${top}H${right}` : `M${left} ${top}H${right}`;
    drawing = true;
    if (v >= base !== isAbove) close();
    isAbove = v >= base;
    area += area === '' ? `M${left} ${baseY}V${top}H${right}` : `V${top}H${right}`;
  }
  close();
  return { line, above, below };
}

/** Two decimals at most, and never `-0`. */
export function pixel(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
