import { logScale, type LogScale } from '../../draw/lineChart.ts';
import { plotWidth } from '../../draw/pictureSizes.ts';
import type { ModelIdentity, ModelRun } from '../../state/model.ts';
import { settingsOf } from '../../state/models.ts';
import { nameWidth } from './textWidth.ts';
import { useApp } from '../StoreContext.tsx';
import { useRuns } from '../useModels.ts';

/** Pixels on the left of the curves for numbers, and on the right for names that fit there. */
export const LEFT = 50;
const RIGHT = 96;
/** Pixels between the curves and their names, and on the right of curves without names. */
export const NAME_LEFT = 8;
const BARE_RIGHT = 16;
/** The widest number beside a name. */
export const WIDEST_NUMBER = ' 0.000';

/** The smallest number of steps that the axis shows. */
const SHORTEST_AXIS = 100;

export interface CellRun {
  readonly model: ModelIdentity;
  readonly run: ModelRun;
}

/** Every active cell with its run. */
export function useCellRuns(): readonly CellRun[] {
  return useRuns().flatMap(({ is, run }) => (is.active && run ? [{ model: is, run }] : []));
}

/** The label of the line that shows a model's clipping limit. */
export const clipName = (limit: number): string => `clip ${limit}`;

/** The norm to which each model's gradient is clipped now; null if it is not clipped by norm. */
export function useClipNorms(cells: readonly CellRun[]): readonly (number | null)[] {
  const settings = useApp((state) => state.settings);
  return cells.map(({ model }) => {
    const { clipKind, clipMax } = settingsOf(model, settings);
    return clipKind === 'norm' ? clipMax : null;
  });
}

/**
 * Pixels on the right of the curves. Charts whose steps are aligned one above another have the same margin. If a name
 * is too wide for it, only clipping limits are written there.
 */
export function useRightMargin(cells: readonly CellRun[]): number {
  const clips = useClipNorms(cells).filter((limit) => limit !== null);
  if (cells.every(({ model }) => nameWidth(`${model.name}${WIDEST_NUMBER}`) <= RIGHT - NAME_LEFT)) return RIGHT;
  const widest = Math.max(0, ...clips.map((limit) => NAME_LEFT + nameWidth(clipName(limit))));
  return Math.min(RIGHT, Math.max(BARE_RIGHT, widest));
}

/**
 * A logarithmic axis of training steps, because most of learning happens early.
 *
 * @param right pixels on the right of the curves
 */
export function stepScale(cells: readonly CellRun[], width: number, right: number): LogScale {
  const longest = cells.reduce((most, { run }) => Math.max(most, run.step), SHORTEST_AXIS);
  return logScale([1, longest], [LEFT, LEFT + plotWidth(width, LEFT + right)]);
}

/** The training step under a pointer. */
export function stepAt(scale: LogScale, x: number): number {
  return Math.max(1, Math.round(scale.invert(x)));
}
