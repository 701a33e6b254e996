import { isFit } from '../../analysis/decayFit.ts';
import { curvesFor, type LagCurve, type LagCurves, type LagPart, type LagReport } from '../../analysis/lagCurves.ts';
import type { FitLine } from '../../draw/lagPaths.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { layerOf } from './comparedFits.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';

export interface LagLine {
  /** "LSTM", "LSTM c", "LSTM c alone", "LSTM c rest", and ", step 0" if others were measured at a newer step */
  readonly name: string;
  readonly model: ModelIdentity;
  readonly part: LagPart;
  readonly curve: LagCurve;
  readonly curves: LagCurves;
  /** The fit over the curve's own lags, on the scale of the curve; null if there is none. */
  readonly fit: FitLine | null;
  /** Whether it was measured at an older training step than the newest of the compared models. */
  readonly isOld: boolean;
}

const SUFFIX: Readonly<Record<LagPart, string>> = { h: '', c: ' c', alone: ' c alone', rest: ' c rest' };

/** Every curve of the models' shown layers, as measured or relative to lag 0. */
export function lagLines(models: readonly MeasuredModel<LagReport>[], normalised: boolean): readonly LagLine[] {
  return models.flatMap((compared) => {
    const layer = compared.of.curves[layerOf(compared)]!;
    const line = (part: LagPart): LagLine => {
      const curves = curvesFor(layer, part);
      // The parts of ∂L/∂c are relative to the whole of it at lag 0.
      const unit = curvesFor(layer, part === 'h' ? 'h' : 'c').absolute.mean[0]!;
      return {
        name: nameAtStep(compared.model.name + SUFFIX[part], compared),
        model: compared.model,
        isOld: compared.isOld,
        part,
        curve: normalised ? curves.relative : curves.absolute,
        curves,
        fit: fitLine(curves, normalised ? 1 : unit),
      };
    };
    return layer.c ? [line('h'), line('c'), line('alone'), line('rest')] : [line('h')];
  });
}

/** Why no curve is drawn, for models without a value to draw. */
export function describeEmpty(models: readonly MeasuredModel<LagReport>[]): string {
  return models.some((compared) => compared.of.curves[layerOf(compared)]!.h.without.broken > 0)
    ? 'There is no curve to draw: these gradients are beyond the range of numbers.'
    : 'There is no curve to draw: no loss has a gradient above 10⁻³⁰. This is always so in a text of one symbol, because every prediction is certain.';
}

/** @param unit the value of 1 on the fitted line; a geometric mean of ratios is the ratio of the geometric means */
function fitLine({ fit }: LagCurves, unit: number): FitLine | null {
  if (!isFit(fit)) return null;
  const { from, to, start, slope } = fit;
  return { from, to, start: Math.log10(start) + Math.log10(unit), slope: slope / Math.LN10 };
}
