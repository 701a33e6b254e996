/**
 * Where the arrays of an experiment lie in its file. In `experiment.json` an array is written as
 * `{"$array": "models/lstm/optimizer.safetensors#moments.0"}`: the entry, and the tensor in it. A text or a picture has no tensor, and
 * an entry of weights without one stands for all of them in a row, in the layout of `parameterLayout`.
 */

export const DESCRIPTION = 'experiment.json';
export const EXPERIMENT_FORMAT = 'unrolled-experiment';
export const EXPERIMENT_VERSION = 1;
export const REFERENCE = '$array';
export const TEXT_ENTRY = 'text.txt';

export function weightsEntry(model: string): string {
  return `models/${model}/weights.safetensors`;
}

export interface ArrayPlace {
  readonly entry: string;
  /** Null for the entry as a whole. */
  readonly tensor: string | null;
}

export function placeToText({ entry, tensor }: ArrayPlace): string {
  return tensor === null ? entry : `${entry}#${tensor}`;
}

export function placeFromText(text: string): ArrayPlace {
  const at = text.indexOf('#');
  return at < 0 ? { entry: text, tensor: null } : { entry: text.slice(0, at), tensor: text.slice(at + 1) };
}

/**
 * The place of an array of the record.
 *
 * @param path the keys that lead to it
 * @param step of a checkpoint, where it is one
 * @param modelId of the k-th model
 */
export function placeOf(path: readonly string[], step: number | null, modelId: (k: number) => string): ArrayPlace {
  const [first, ...rest] = path;
  if (first === 'text' && rest[0] === 'text') return { entry: TEXT_ENTRY, tensor: null };
  if (first === 'pins') return { entry: `pictures/${Number(rest[0]) + 1}.svg`, tensor: null };
  if (first !== 'models') return { entry: `${first}.safetensors`, tensor: nameOf(rest) };
  const [k, part, ...more] = rest;
  const folder = `models/${modelId(Number(k))}`;
  if (part === 'is') return { entry: `${folder}/opened.safetensors`, tensor: nameOf(more.slice(1)) };
  if (part === 'state') return { entry: `${folder}/optimizer.safetensors`, tensor: nameOf(more) };
  if (part === 'beforePerturbing') {
    return { entry: `${folder}/before-provoking-${more[0]}.safetensors`, tensor: nameOf(more.slice(1)) };
  }
  if (more[0] === 'checkpoints') return { entry: `${folder}/checkpoints.safetensors`, tensor: `step-${step}` };
  return { entry: `${folder}/history.safetensors`, tensor: nameOf(more) };
}

/** A series of a file is one block, whose number says nothing. */
function nameOf(path: readonly string[]): string {
  const isBlock = /^(steps|values)$/.test(path.at(-1) ?? '') && path.at(-2) === '0';
  return (isBlock ? path.filter((_, k) => k !== path.length - 2) : path).join('.');
}
