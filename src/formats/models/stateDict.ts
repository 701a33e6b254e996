/**
 * A PyTorch state dict, saved as safetensors by other programs: one nn.RNN, nn.GRU or nn.LSTM (or one cell of them), one
 * nn.Linear after it, and an optional nn.Embedding before it. Modules may have any names. Parameters have the layout of
 * this page: see `parameterLayout`.
 *
 * Source: the documentation of torch.nn.RNN, GRU and LSTM, "Variables".
 */
import { CELL_KINDS, CELLS, type CellKind, type ModelSpec } from '../../engine/spec.ts';
import type { Nonlinearity } from '../../engine/cells/channels.ts';
import type { SafetensorsFile, Tensor } from '../safetensors.ts';
import { parseJson } from './checkedJson.ts';
import { Assembly, checkFinite, checkSizes, type OpenedModel, quoted, refusal, shapeText } from './openedModel.ts';
import { inputAndHead, type NamedMatrix } from './inputAndHead.ts';
import { symbolsOf } from './symbolList.ts';

const refuse = refusal('pytorch');

/** "encoder.rnn.weight_ih_l0_reverse": prefix, what, layer, direction. A cell's names have no layer. */
const RECURRENT = /^(?:(.{0,200})\.)?((?:weight|bias)_(?:ih|hh|hr))(?:_l(\d{1,3}))?(_reverse)?$/;

interface Recurrence {
  readonly prefix: string;
  /** By "weight_ih 0". */
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly layers: number;
}

/** @throws ImportError if the file does not hold such a model. */
export function readStateDict({ tensors, metadata }: SafetensorsFile): OpenedModel {
  const { recurrence, others } = split(tensors);
  const { cell, hidden, rows } = gatesOf(recurrence);
  const first =
    recurrence.tensors.get('weight_ih 0') ?? refuse(`it has no tensor ${quoted(`${recurrence.prefix}weight_ih_l0`)}`);
  const width = first.shape[1] ?? 0;
  const { embedding, head, headBias, isTied } = inputAndHead(others, width, hidden, refuse);
  const nonlinearity = nonlinearityOf(metadata);
  const spec: ModelSpec = {
    cell,
    vocab: head.shape[0]!,
    hidden,
    layers: recurrence.layers,
    embedding: embedding ? width : 0,
    nonlinearity: nonlinearity ?? 'tanh',
    reset: 'after',
  };
  checkSizes(spec, refuse);

  // Every tensor must be there with its shape before the parameters are allocated.
  const found: { readonly name: string; readonly from: string; readonly tensor: Tensor }[] = [];
  const take = (name: string, from: string, tensor: Tensor | undefined, ...shape: number[]): void => {
    if (!tensor) return refuse(`it has no tensor ${quoted(from)}`);
    if (tensor.shape.join() !== shape.join()) {
      return refuse(`${quoted(from)} is ${shapeText(tensor.shape)} and should be ${shapeText(shape)}`);
    }
    found.push({ name, from, tensor });
  };
  const hasBias = recurrence.tensors.has('bias_ih 0') || recurrence.tensors.has('bias_hh 0');
  for (let l = 0; l < spec.layers; l++) {
    const parameter = (what: string, ...shape: number[]): void => {
      const from = `${recurrence.prefix}${what}_l${l}`;
      take(`rnn.${what}_l${l}`, from, recurrence.tensors.get(`${what} ${l}`), ...shape);
    };
    parameter('weight_ih', rows, l === 0 ? width : hidden);
    parameter('weight_hh', rows, hidden);
    if (!hasBias) continue;
    parameter('bias_ih', rows);
    parameter('bias_hh', rows);
  }
  const count = 4 * spec.layers;
  if (recurrence.tensors.size !== (hasBias ? count : count / 2)) {
    refuse('some of its layers have biases and others have none');
  }
  take('head.weight', head.name, head.tensor, spec.vocab, hidden);
  if (embedding) take('embedding.weight', embedding.name, embedding.tensor, spec.vocab, width);
  if (headBias) take('head.bias', headBias.name, headBias.tensor, spec.vocab);
  const vocabulary = vocabularyOf(metadata, spec.vocab);

  const assembly = new Assembly(spec);
  for (const { name, from, tensor } of found) {
    assembly.set(name, tensor.data);
    checkFinite(from, assembly.view(name));
  }
  const isNonlinearityOpen = CELLS[cell].variant === 'nonlinearity' && nonlinearity === null;
  const notes: string[] = [];
  if (!hasBias || !headBias) notes.push('Biases that the file does not have are 0.');
  if (isTied) notes.push('Its embedding and its head share their weights; here each has a copy of its own.');
  return {
    format: 'PyTorch state dict',
    spec,
    params: assembly.params,
    vocabulary,
    isNonlinearityOpen,
    trained: null,
    notes,
  };
}

function split(tensors: ReadonlyMap<string, Tensor>): {
  readonly recurrence: Recurrence;
  readonly others: readonly NamedMatrix[];
} {
  const modules = new Map<string, Map<string, Tensor>>();
  const others: NamedMatrix[] = [];
  let layers = 0;
  for (const [name, tensor] of tensors) {
    const [, prefix = '', what, layer = '0', reverse] = RECURRENT.exec(name) ?? [];
    if (what === undefined) {
      others.push({ name, tensor, shape: tensor.shape });
      continue;
    }
    if (reverse !== undefined) {
      refuse(
        `${quoted(name)} belongs to a bidirectional layer, which reads the text backwards as well`,
        'Open a model that was made with bidirectional=False.',
      );
    }
    if (what.endsWith('hr')) {
      refuse(`${quoted(name)} projects h to fewer units`, 'Open a model that was made with proj_size=0.');
    }
    if (tensor.dtype === 'I32') refuse(`${quoted(name)} has integers`);
    const module = modules.get(prefix) ?? new Map<string, Tensor>();
    modules.set(prefix, module);
    module.set(`${what} ${Number(layer)}`, tensor);
    layers = Math.max(layers, Number(layer) + 1);
  }
  const [first, second] = modules.keys();
  if (first === undefined) return refuse('it has no tensor of a recurrent layer, such as "rnn.weight_ih_l0"');
  if (second !== undefined) {
    return refuse(`it has several recurrent modules (${quoted(first)}, ${quoted(second)}) and should have one`);
  }
  const prefix = first === '' ? '' : `${first}.`;
  return { recurrence: { prefix, tensors: modules.get(first)!, layers }, others };
}

/** The cell, H, and the rows G·H of its matrices. */
function gatesOf({ prefix, tensors }: Recurrence): {
  readonly cell: CellKind;
  readonly hidden: number;
  readonly rows: number;
} {
  const name = `${prefix}weight_hh_l0`;
  const shape = tensors.get('weight_hh 0')?.shape;
  if (!shape) return refuse(`it has no tensor ${quoted(name)}`);
  const [rows = 0, hidden = 0] = shape;
  const cell = CELL_KINDS.find((kind) => CELLS[kind].gates.length * hidden === rows);
  if (shape.length !== 2 || hidden === 0 || !cell) {
    return refuse(
      `${quoted(name)} is ${shapeText(shape)}, but it should have 1 block of H rows for an RNN, 3 for a GRU or 4 for an LSTM`,
    );
  }
  return { cell, hidden, rows };
}

/** What the metadata say; null if nothing. */
function nonlinearityOf(metadata: ReadonlyMap<string, string>): Nonlinearity | null {
  const said = metadata.get('nonlinearity');
  return said === 'tanh' || said === 'relu' ? said : null;
}

/** The vocabulary in the metadata; null if there is none. */
function vocabularyOf(metadata: ReadonlyMap<string, string>, vocab: number): readonly string[] | null {
  const json = metadata.get('vocabulary');
  if (json === undefined) return null;
  const symbols = symbolsOf(parseJson(new TextEncoder().encode(json), 'its vocabulary', refuse), refuse);
  if (symbols.length !== vocab) {
    return refuse(`its vocabulary has ${symbols.length} characters, but its head has ${vocab} outputs`);
  }
  return symbols;
}
