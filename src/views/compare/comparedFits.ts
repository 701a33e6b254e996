import { commonRange, type DecayFit, isFit, type LagRange, type NoFit } from '../../analysis/decayFit.ts';
import { curvesFor, type LagPart, type LagReport, refit } from '../../analysis/lagCurves.ts';
import type { ModelId } from '../../state/model.ts';
import type { MeasuredModel } from './measured.ts';

/** The fits of one gradient: over its own lags, and over the lags that all compared gradients have. */
export interface ComparedFit {
  readonly model: ModelId;
  readonly part: LagPart;
  readonly own: DecayFit | NoFit;
  /** Null if its own lags do not contain the common ones. */
  readonly common: DecayFit | null;
}

export interface ComparedFits {
  /** The lags that the fits of all models' ∂L/∂h and ∂L/∂c share; null if there is none. */
  readonly range: LagRange | null;
  readonly fits: readonly ComparedFit[];
}

/** The gradients that are compared. The two parts of ∂L/∂c are not. */
const COMPARED: ReadonlySet<LagPart> = new Set(['h', 'c']);

/**
 * Fits all compared gradients over the same lags. Curves bend, so half-lives from different ranges would say as much
 * about the ranges as about the models.
 */
export function comparedFits(models: readonly MeasuredModel<LagReport>[]): ComparedFits {
  const each = models.flatMap((compared) => {
    const layer = layerOf(compared);
    const curves = compared.of.curves[layer]!;
    const parts: readonly LagPart[] = curves.c ? ['h', 'c', 'alone', 'rest'] : ['h'];
    return parts.map((part) => ({ compared, layer, part, own: curvesFor(curves, part).fit }));
  });
  const range = commonRange(
    each
      .filter(({ part }) => COMPARED.has(part))
      .map(({ own }) => own)
      .filter(isFit),
  );
  return {
    range,
    fits: each.map(({ compared, layer, part, own }) => ({
      model: compared.model.id,
      part,
      own,
      common: range && holds(own, range) ? refit(compared.of, layer, part, range) : null,
    })),
  };
}

function holds(own: DecayFit | NoFit, range: LagRange): boolean {
  return isFit(own) && own.from <= range.from && own.to >= range.to;
}

/** The shown layer of a model, or its last layer if it has fewer. */
export function layerOf({ of, layer }: MeasuredModel<LagReport>): number {
  return Math.min(layer, of.curves.length - 1);
}

export function fitOf({ fits }: ComparedFits, model: ModelId, part: LagPart): ComparedFit {
  return fits.find((fit) => fit.model === model && fit.part === part)!;
}
