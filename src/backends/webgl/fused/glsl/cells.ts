import type { CellKind, ModelSpec } from '../../../../engine/spec.ts';
import type { CellShaders } from './cellShaders.ts';
import { GRU_AFTER } from './cells/gruAfter.ts';
import { GRU_BEFORE } from './cells/gruBefore.ts';
import { LSTM } from './cells/lstm.ts';
import { rnn } from './cells/rnn.ts';

const SHADERS: Readonly<Record<CellKind, (spec: ModelSpec) => CellShaders>> = {
  rnn: ({ nonlinearity }) => rnn(nonlinearity),
  gru: ({ reset }) => (reset === 'after' ? GRU_AFTER : GRU_BEFORE),
  lstm: () => LSTM,
};

/** The shaders of the model's own cell. */
export function cellShaders(spec: ModelSpec): CellShaders {
  return SHADERS[spec.cell](spec);
}
