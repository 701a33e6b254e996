import type { ModelSpec } from '../../../../engine/spec.ts';
import type { CellShaders } from './cellShaders.ts';
import { GRU_AFTER } from './cells/gruAfter.ts';
import { GRU_BEFORE } from './cells/gruBefore.ts';
import { LSTM } from './cells/lstm.ts';
import { rnn } from './cells/rnn.ts';

export function cellShaders(spec: ModelSpec): CellShaders {
  if (spec.cell === 'lstm') return LSTM;
  if (spec.cell === 'rnn') return rnn(spec.nonlinearity);
  return spec.reset === 'after' ? GRU_AFTER : GRU_BEFORE;
}
