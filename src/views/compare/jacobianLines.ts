import type { JacobianBlock, StateJacobian } from '../../analysis/jacobian.ts';
import type { ChartLine } from './chartLine.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';

const SUFFIX: Readonly<Record<JacobianBlock, string>> = { h: ' h', c: ' c', state: ' (h, c)' };

/** The line of the whole state is solid. Those of its blocks are not. */
function strokeOf(block: JacobianBlock, whole: JacobianBlock): ChartLine['stroke'] {
  if (block === whole) return 'solid';
  return block === 'c' ? 'dotted' : 'dashed';
}

/** The models' curves, and the bounds of those that have one. */
export function jacobianLines(models: readonly MeasuredModel<StateJacobian>[]): readonly ChartLine[] {
  return models.flatMap((compared) => {
    const { model, isOld, of } = compared;
    const curves = of.curves.map(
      ({ block, largest }): ChartLine => ({
        name: nameAtStep(of.curves.length > 1 ? model.name + SUFFIX[block] : model.name, compared),
        model,
        isOld,
        stroke: strokeOf(block, of.curves[0].block),
        values: largest,
      }),
    );
    const base = of.boundPerStep;
    if (base === null) return curves;
    const values = Float64Array.from({ length: of.lags + 1 }, (_, k) => base ** k);
    const name = nameAtStep(`${model.name} bound`, compared);
    return [...curves, { name, model, isOld, stroke: 'reference', values, isAside: true }];
  });
}

/** A value that the axis includes, so that a growing bound can be seen to leave the lines; undefined if none grows. */
export function boundRoom(models: readonly MeasuredModel<StateJacobian>[]): number | undefined {
  if (!models.some(({ of }) => (of.boundPerStep ?? 0) > 1)) return undefined;
  return 20 * Math.max(...models.flatMap(({ of }) => of.curves.map(({ largest }) => Math.max(...largest))));
}
