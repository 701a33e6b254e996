import type { DecayFit, LagCurve, LagCurves, LagReport } from '../../analysis/lagCurves.ts';
import type { Slot } from '../../store/state.ts';
import type { MeasuredModel } from './measured.ts';

/** Which gradient a line shows: ∂L/∂h, ∂L/∂c, its part along c alone, or what is left of it. */
export type LagPart = 'h' | 'c' | 'alone' | 'rest';

export interface LagLine {
  /** "LSTM", "LSTM c", "LSTM c alone", "LSTM c rest" */
  readonly name: string;
  readonly slot: Slot;
  readonly part: LagPart;
  readonly curve: LagCurve;
  readonly fit: DecayFit | null;
  readonly model: MeasuredModel<LagReport>;
}

const SUFFIX: Readonly<Record<LagPart, string>> = { h: '', c: ' c', alone: ' c alone', rest: ' c rest' };

/** Every curve of the models' shown layers, as measured or relative to lag 0. */
export function lagLines(models: readonly MeasuredModel<LagReport>[], normalised: boolean): readonly LagLine[] {
  return models.flatMap((model) => {
    const { h, c } = model.of.curves[Math.min(model.layer, model.of.curves.length - 1)];
    const line = (part: LagPart, curves: LagCurves): LagLine => ({
      name: model.slot.name + SUFFIX[part],
      slot: model.slot,
      part,
      curve: normalised ? curves.relative : curves.absolute,
      fit: curves.fit,
      model,
    });
    return c ? [line('h', h), line('c', c.whole), line('alone', c.alone), line('rest', c.rest)] : [line('h', h)];
  });
}

/** The fitted line at lag 0 on the scale of its curve: a geometric mean of ratios is the ratio of the geometric means. */
export function fitStart({ fit, model, part }: LagLine, normalised: boolean): number {
  if (!fit) return Number.NaN;
  const { h, c } = model.of.curves[Math.min(model.layer, model.of.curves.length - 1)];
  const unit = part === 'h' ? h : c!.whole;
  return normalised ? fit.start / unit.absolute.mean[0] : fit.start;
}
