/** Paths of one value per timestep, each flat over its column. Coordinates are never NaN. */

export interface StepLineRequest {
  /** Value of column k. */
  readonly value: (column: number) => number;
  readonly columns: number;
  readonly columnWidth: number;
  /** Pixels from the top of a value. */
  readonly y: (value: number) => number;
}

export interface StepLine {
  /** The outline, broken where the value is not finite. */
  readonly line: string;
  /** The area between the base and values at or above it. */
  readonly above: string;
  /** The area between the base and values below it. */
  readonly below: string;
}

/** Line and areas towards `base` (a value, usually 0). */
export function stepLine(request: StepLineRequest, base: number): StepLine {
  const { value, columns, columnWidth, y } = request;
  const baseY = pixel(y(base));
  let line = '';
  let above = '';
  let below = '';
  let drawing = false;
  /** The common area of neighbouring columns on one side of the base, as one outline instead of one block each. */
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

/** No page is this large. Values farther out are drawn here, so that no product overflows. */
const FARTHEST = 1e6;

/** A coordinate in pixels with at most two decimals, never `-0`. */
export function pixel(value: number): string {
  const rounded = Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)) * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
