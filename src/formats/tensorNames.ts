/**
 * Names of a model's tensors in its file. A model that nn.RNN, nn.GRU or nn.LSTM can represent has PyTorch's names,
 * so that PyTorch loads the file directly. Other models have different names, so that loading fails: otherwise
 * PyTorch would accept tensors of the right shapes and compute something else.
 */
import { CELLS, type ModelSpec } from '../engine/spec.ts';

/**
 * The PyTorch module that can represent the recurrent part of a model. Null if there is none: nn.GRU has its reset
 * gate after the matrix product, and nn.RNN has only tanh and ReLU.
 */
export function torchModule(spec: ModelSpec): string | null {
  const torch = CELLS[spec.cell].torch(spec);
  return 'module' in torch ? torch.module : null;
}

/** The name in the file of a parameter of `parameterLayout(spec)`: `rnn.weight_ih_l0`, or `rnn.cells.0.weight_ih`. */
export function tensorName(spec: ModelSpec, parameter: string): string {
  if (torchModule(spec) !== null) return parameter;
  return parameter.replace(/^rnn\.(.+)_l(\d+)$/, 'rnn.cells.$2.$1');
}
