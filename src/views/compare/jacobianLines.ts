import type { JacobianBlock, StateJacobian } from '../../analysis/jacobian.ts';
import { formatFixed, formatMagnitude } from '../../draw/format.ts';
import type { ChartLine } from './LagChart.tsx';
import type { MeasuredModel } from './measured.ts';

const STROKES: Readonly<Record<JacobianBlock, ChartLine['stroke']>> = { h: 'solid', c: 'dotted', state: 'dashed' };
const SUFFIX: Readonly<Record<JacobianBlock, string>> = { h: '', c: ' c', state: ' (h, c)' };

/** How far beyond what was measured a bound is drawn: further out it would only squeeze the lines. */
const BOUND_ROOM = 30;

/** The models' curves, and the bound of those that have one as far as it stays near them. */
export function jacobianLines(models: readonly MeasuredModel<StateJacobian>[]): readonly ChartLine[] {
  const all = models.flatMap(({ of }) => of.curves.flatMap(({ largest }) => Array.from(largest)));
  const most = all.reduce((a, b) => Math.max(a, b), 1) * BOUND_ROOM;
  const least = all.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), 1) / BOUND_ROOM;
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
    const bound = Float64Array.from({ length: of.lags + 1 }, (_, k) => {
      const value = base ** k;
      return value >= least && value <= most ? value : Number.NaN;
    });
    return [...curves, { name: `${slot.name} bound`, slot, stroke: 'reference', values: bound } as const];
  });
}

/** What the bound forces, and what was measured, in sentences. */
export function jacobianFindings(models: readonly MeasuredModel<StateJacobian>[]): readonly string[] {
  return models.map(({ slot, of }) => {
    const { largest } = of.curves[0];
    const k = Math.min(20, of.lags);
    const measured = `σ_max is ${formatMagnitude(largest[k])} at lag ${k}`;
    const course = largest[k] > 1 ? 'a change can have grown by then' : 'every change has shrunk by then';
    if (of.boundPerStep === null) return `${slot.name}: ${measured}: ${course}.`;
    const bound = `σ_max(W_hh) · max φ′ = ${formatFixed(of.boundPerStep, 3)}`;
    const forced =
      of.boundPerStep < 1
        ? `${bound}, below 1: every change must vanish`
        : `${bound}, not below 1: growth is possible, not certain, because φ saturates`;
    return `${slot.name}: ${forced}. Measured, ${measured}: ${course}.`;
  });
}
