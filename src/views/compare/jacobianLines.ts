import type { JacobianBlock, StateJacobian } from '../../analysis/jacobian.ts';
import { formatFixed, formatMagnitude } from '../../draw/format.ts';
import type { ChartLine } from './LagChart.tsx';
import type { MeasuredModel } from './measured.ts';

const STROKES: Readonly<Record<JacobianBlock, ChartLine['stroke']>> = { h: 'solid', c: 'dotted', state: 'dashed' };
const SUFFIX: Readonly<Record<JacobianBlock, string>> = { h: '', c: ' c', state: ' (h, c)' };

/** The models' curves, and the bound of those that have one. */
export function jacobianLines(models: readonly MeasuredModel<StateJacobian>[]): readonly ChartLine[] {
  return models.flatMap(({ slot, of }) => {
    const curves = of.curves.map(
      ({ block, largest }): ChartLine => ({
        name: slot.name + SUFFIX[block],
        slot,
        stroke: STROKES[block],
        values: largest,
      }),
    );
    const base = of.boundPerStep;
    if (base === null) return curves;
    const values = Float64Array.from({ length: of.lags + 1 }, (_, k) => base ** k);
    const bound = { name: `${slot.name} bound`, slot, stroke: 'reference', values, isAside: true } as const;
    return [...curves, bound];
  });
}

/** How far the axis goes so that a bound that grows is seen to leave the lines behind; undefined where none grows. */
export function boundRoom(models: readonly MeasuredModel<StateJacobian>[]): number | undefined {
  if (!models.some(({ of }) => (of.boundPerStep ?? 0) > 1)) return undefined;
  return 20 * Math.max(...models.flatMap(({ of }) => of.curves.map(({ largest }) => Math.max(...largest))));
}

/** What the bound forces, and what was measured, in sentences. */
export function jacobianFindings(models: readonly MeasuredModel<StateJacobian>[]): readonly string[] {
  return models.map(({ slot, of }) => {
    const { largest } = of.curves[0];
    const k = Math.min(20, of.lags);
    const course = largest[k] > 1 ? 'some changes have grown' : 'every change has shrunk';
    const measured = `σ_max ${formatMagnitude(largest[k])} at lag ${k}: ${course}.`;
    if (of.boundPerStep === null) return `${slot.name}: ${measured}`;
    const bound = `The bound is σ_max(W_hh) · max φ′ = ${formatFixed(of.boundPerStep, 3)}`;
    const forced =
      of.boundPerStep < 1
        ? `${bound}, below 1: every change must vanish`
        : `${bound}, not below 1: growth is possible, not certain, because φ saturates`;
    return `${slot.name}: ${measured} ${forced}.`;
  });
}
