import type { CellKind, ModelSpec } from '../../engine/spec.ts';
import type { WasmCell } from './cell.ts';
import { GRU } from './cells/gru.ts';
import { LSTM } from './cells/lstm.ts';
import { RNN } from './cells/rnn.ts';

const CELLS: Readonly<Record<CellKind, WasmCell>> = { rnn: RNN, gru: GRU, lstm: LSTM };

/** The model's own cell on the kernels. */
export function wasmCell(spec: Pick<ModelSpec, 'cell'>): WasmCell {
  return CELLS[spec.cell];
}
