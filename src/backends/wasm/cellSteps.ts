import type { CellContext, CellSteps } from './cell.ts';
import { gruAfterSteps, gruBeforeSteps } from './gruSteps.ts';
import { lstmSteps } from './lstmSteps.ts';
import { rnnSteps } from './rnnSteps.ts';

/** The steps of the model's own cell. */
export function cellSteps(context: CellContext): CellSteps {
  const { cell, reset } = context.spec;
  if (cell === 'rnn') return rnnSteps(context);
  if (cell === 'lstm') return lstmSteps(context);
  return reset === 'after' ? gruAfterSteps(context) : gruBeforeSteps(context);
}
