import type { FitLine } from '../../draw/lagPaths.ts';
import type { ModelIdentity } from '../../state/model.ts';

/** One quantity at every lag of one model. */
export interface ChartLine {
  readonly name: string;
  readonly model: ModelIdentity;
  /** Solid for h. The other strokes are parts of the same cell. */
  readonly stroke: 'solid' | 'dotted' | 'dashed' | 'mixed' | 'reference';
  /** [K + 1] */
  readonly values: ArrayLike<number>;
  /** Whether the line is ignored when the axis is chosen. It is drawn as far as it is on the axis. */
  readonly isAside?: boolean | undefined;
  /** Quartiles, [K + 1]. */
  readonly band?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | undefined;
  /** A straight line over the lags to which it was fitted. */
  readonly fit?: FitLine | undefined;
  /** Whether it was measured at an older training step than the others. It is drawn pale. */
  readonly isOld?: boolean | undefined;
  /** Whether it was measured before training, behind the line of the same model. It is drawn pale and has no name. */
  readonly isBefore?: boolean | undefined;
}
