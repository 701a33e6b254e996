import { parameterLayout, parameterView, type ParameterEntry } from './parameters.ts';
import { pulse } from './pulse.ts';
import { createRandom, type Random } from './random.ts';
import type { InitSettings } from './stepSettings.ts';
import { CELLS, type ModelSpec } from './spec.ts';

/**
 * Initial parameters, in the layout of `parameterLayout(spec)`. Every value is a float32 number, so that all backends
 * start from the same values. Each parameter draws from a random stream named after it, so models that share a
 * parameter's name and size share its initial values.
 *
 * - `uniform`: U(−1/√H, 1/√H) for rnn.* and head.*, N(0, 1) for the embedding (torch.nn.RNNBase, nn.Linear(H, V),
 *   nn.Embedding).
 * - `glorot-orthogonal`: Glorot uniform, U(±√(6 / (rows + columns))), for W_ih (all gates stacked) and the head; each
 *   gate's [H, H] block of W_hh orthogonal; U(−0.05, 0.05) for the embedding; zero biases (Keras' defaults; Glorot
 *   and Bengio, AISTATS 2010, eq. 16; Saxe et al., ICLR 2014).
 * - `gaussian`: N(0, 0.01²) for all weights, zero biases (min-char-rnn).
 *
 * The LSTM's forget bias is set afterwards: the f rows of bias_ih, while those of bias_hh are 0. With `headBias:
 * 'unigram'` the head's bias becomes log(count / total), so the model starts close to the unigram distribution while
 * h is near 0. A symbol with a count of 0 is treated as half an occurrence.
 *
 * @param counts how often each symbol occurs, [V]; needed for `unigram` only
 * @throws RangeError if `unigram` is chosen and there are not V counts.
 */
export function initialParameters(
  spec: ModelSpec,
  init: InitSettings,
  counts: ArrayLike<number> | null,
): Float64Array<ArrayBuffer> {
  const layout = parameterLayout(spec);
  const params = new Float64Array(layout.size);
  for (const entry of layout.entries) {
    const random = createRandom(init.seed, `initial ${entry.name}`);
    fill(parameterView(layout, params, entry.name), entry, spec, init, random);
  }
  const { gates, biasedGate } = CELLS[spec.cell];
  if (biasedGate) {
    const H = spec.hidden;
    const f = gates.indexOf(biasedGate);
    for (let l = 0; l < spec.layers; l++) {
      parameterView(layout, params, `rnn.bias_ih_l${l}`).fill(init.forgetBias, f * H, (f + 1) * H);
      parameterView(layout, params, `rnn.bias_hh_l${l}`).fill(0, f * H, (f + 1) * H);
    }
  }
  if (init.headBias === 'unigram') setUnigram(parameterView(layout, params, 'head.bias'), counts);
  return params.map(Math.fround);
}

function fill(values: Float64Array, entry: ParameterEntry, spec: ModelSpec, init: InitSettings, random: Random): void {
  const isBias = entry.shape.length === 1;
  const isEmbedding = entry.name.startsWith('embedding.');
  const uniform = (bound: number): void => draw(values, () => (2 * random.uniform() - 1) * bound);
  switch (init.kind) {
    case 'uniform':
      if (isEmbedding) draw(values, () => random.normal());
      else uniform(1 / Math.sqrt(spec.hidden));
      return;
    case 'gaussian':
      if (!isBias) draw(values, () => 0.01 * random.normal());
      return;
    case 'glorot-orthogonal': {
      if (isBias) return;
      const [rows, columns] = entry.shape as [number, number];
      if (isEmbedding) uniform(0.05);
      else if (!entry.name.startsWith('rnn.weight_hh')) uniform(Math.sqrt(6 / (rows + columns)));
      else for (let at = 0; at < values.length; at += columns * columns) fillOrthogonal(values, at, columns, random);
      return;
    }
  }
}

/** Multiplications that take as long as drawing one random number. */
const WORK_PER_DRAW = 20;

function draw(values: Float64Array, next: () => number): void {
  for (let k = 0; k < values.length; k++) values[k] = next();
  pulse(WORK_PER_DRAW * values.length);
}

/**
 * Writes a uniformly distributed orthogonal [H, H] block at `at`: Gram–Schmidt on the rows of a Gaussian matrix. Each
 * row is orthogonalised twice, because one pass loses digits when rows are nearly parallel.
 */
export function fillOrthogonal(values: Float64Array, at: number, H: number, random: Random): void {
  for (let row = 0; row < H; row++) {
    const v = values.subarray(at + row * H, at + (row + 1) * H);
    draw(v, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < row; other++) {
        const u = values.subarray(at + other * H, at + (other + 1) * H);
        let along = 0;
        for (let k = 0; k < H; k++) along += u[k]! * v[k]!;
        for (let k = 0; k < H; k++) v[k]! -= along * u[k]!;
      }
    }
    pulse(4 * row * H);
    let square = 0;
    for (const x of v) square += x * x;
    const length = Math.sqrt(square);
    for (let k = 0; k < H; k++) v[k]! /= length;
  }
}

function setUnigram(bias: Float64Array, counts: ArrayLike<number> | null): void {
  if (counts?.length !== bias.length) {
    throw new RangeError(`a unigram bias needs ${bias.length} counts, not ${counts?.length ?? 'none'}`);
  }
  let all = 0;
  for (let v = 0; v < bias.length; v++) all += counts[v]!;
  for (let v = 0; v < bias.length; v++) bias[v] = all > 0 ? Math.log(Math.max(counts[v]!, 0.5) / all) : 0;
}
