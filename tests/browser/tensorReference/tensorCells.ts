import * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec } from '../../../src/engine/spec.ts';

/**
 * The three cells on tensors: what one timestep computes, and its derivative.
 *
 * Backwards, everything that does not depend on the order of time is computed once for all T·B positions (`factors`);
 * the loop itself only multiplies by it. Equations and gate order are PyTorch's (nn.RNN, nn.GRU, nn.LSTM); for the reset
 * gate before the product those of the original GRU (Cho et al., EMNLP 2014, eqs. 5–8).
 */

/** One layer's parameters: W_ih [G·H, I], W_hh [G·H, H], b_ih [G·H], b_hh [G·H]. */
export interface LayerWeights {
  readonly wIh: tf.Tensor2D;
  readonly wHh: tf.Tensor2D;
  readonly bIh: tf.Tensor1D;
  readonly bHh: tf.Tensor1D;
}

/** Named arrays, each [B, H] at one timestep or [T·B, H] over all of them. */
export type Columns = Readonly<Record<string, tf.Tensor2D>>;

/** Reads blocks of H columns at timestep t out of an array over all T·B positions: [B, count·H]. */
type BlocksAt = (array: tf.Tensor2D, first: number, count: number) => tf.Tensor2D;

/** What one timestep leaves behind on the way back. */
export interface BackwardStep {
  /** Gradient of the pre-activations as W_hh sees them, [B, G·H]. */
  readonly dZ: tf.Tensor2D;
  /** ∂L/∂h_{t−1} by other ways than W_hh, [B, H]. */
  readonly direct?: tf.Tensor2D;
  /** ∂L/∂c_t, [B, H]; the LSTM's alone. */
  readonly dC?: tf.Tensor2D;
  /** ∂L/∂c_{t−1}, [B, H]; the LSTM's alone. */
  readonly dCPrev?: tf.Tensor2D;
}

export interface TensorCell {
  /** What of both biases can be added outside the loop: [G·H]. */
  inputBias(w: LayerWeights): tf.Tensor1D;
  /** Parts of the parameters that the loop uses, cut out once per window. */
  loopWeights(w: LayerWeights): Readonly<Record<string, tf.Tensor>>;
  /** One timestep. `z` [T·B, G·H] holds W_ih x + inputBias. Returns the channels and what `factors` needs. */
  forward(w: Readonly<Record<string, tf.Tensor>>, z: tf.Tensor2D, at: BlocksAt, previous: Columns): Columns;
  /** Derivatives that do not depend on the order of time; all arrays are over T·B, `previous` one timestep earlier. */
  factors(all: Columns, previous: Columns): Columns;
  /** One timestep backwards. `now` is what `forward` returned at t; `dCNext` is ∂L/∂c_t as far as it comes from t+1. */
  backward(
    w: Readonly<Record<string, tf.Tensor>>,
    factors: Columns,
    at: BlocksAt,
    now: Columns,
    dH: tf.Tensor2D,
    dCNext: tf.Tensor2D | null,
  ): BackwardStep;
  /** ∂L/∂h_{t−1} of what `backward` left at t, added to what comes from above: [B, H]. */
  gradHPrevious(w: Readonly<Record<string, tf.Tensor>>, step: BackwardStep, fromAbove: tf.Tensor2D): tf.Tensor2D;
  /** Gradient of the pre-activations as W_ih sees them, [T·B, G·H], from dZ and dH over all T·B. */
  inputSide(dZ: tf.Tensor2D, dH: tf.Tensor2D, factors: Columns): tf.Tensor2D;
  /** W_hh's gradient [G·H, H] from dZ [T·B, G·H] and all columns. */
  recurrentGradient(dZ: tf.Tensor2D, all: Columns, previous: Columns): tf.Tensor2D;
}

/** The cell of a model. */
export function tensorCell(spec: ModelSpec): TensorCell {
  if (spec.cell === 'lstm') return lstm();
  if (spec.cell === 'rnn') return rnn(spec);
  return spec.reset === 'after' ? gruResetAfter(spec.hidden) : gruResetBefore(spec.hidden);
}

type Activation = 'linear' | 'sigmoid' | 'relu';

/** φ(a Wᵀ + bias) in one draw; the bias may have the shape of the result. */
function affine(a: tf.Tensor, w: tf.Tensor, bias: tf.Tensor, activation: Activation = 'linear'): tf.Tensor2D {
  return tf.fused.matMul({
    a: a as tf.Tensor2D,
    b: w as tf.Tensor2D,
    transposeB: true,
    bias,
    activation,
  }) as tf.Tensor2D;
}

/** dZ W + above in one draw. */
function throughWeights(dZ: tf.Tensor2D, w: tf.Tensor, above: tf.Tensor2D): tf.Tensor2D {
  return tf.fused.matMul({ a: dZ, b: w as tf.Tensor2D, bias: above }) as tf.Tensor2D;
}

const oneMinus = (a: tf.Tensor2D): tf.Tensor2D => tf.sub(1, a);
const oneMinusSquare = (a: tf.Tensor2D): tf.Tensor2D => tf.sub(1, tf.square(a));
const mul = (...factors: tf.Tensor2D[]): tf.Tensor2D => factors.reduce((a, b) => tf.mul(a, b));
const add = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.add(a, b);
const side = (...blocks: tf.Tensor2D[]): tf.Tensor2D => tf.concat(blocks, 1);
/** σ′ from σ. */
const slope = (a: tf.Tensor2D): tf.Tensor2D => mul(a, oneMinus(a));

/** What most cells share. */
const common = {
  inputBias: (w: LayerWeights): tf.Tensor1D => tf.add(w.bIh, w.bHh),
  loopWeights: (w: LayerWeights) => ({ wHh: w.wHh }),
  gradHPrevious: (w: Readonly<Record<string, tf.Tensor>>, step: BackwardStep, above: tf.Tensor2D) =>
    throughWeights(step.dZ, w['wHh']!, above),
  inputSide: (dZ: tf.Tensor2D) => dZ,
  recurrentGradient: (dZ: tf.Tensor2D, _: Columns, previous: Columns): tf.Tensor2D =>
    tf.matMul(dZ, previous['h']!, true, false),
};

/** h_t = φ(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh). */
function rnn({ nonlinearity }: ModelSpec): TensorCell {
  return {
    ...common,
    forward({ wHh }, z, at, previous) {
      const fused = nonlinearity === 'tanh' ? 'linear' : nonlinearity;
      const a = affine(previous['h']!, wHh!, at(z, 0, 1), fused);
      return { h: nonlinearity === 'tanh' ? tf.tanh(a) : a };
    },
    factors({ h }) {
      if (nonlinearity === 'tanh') return { slope: oneMinusSquare(h!) };
      // relu′(0) = 0, as in PyTorch.
      return { slope: nonlinearity === 'sigmoid' ? slope(h!) : tf.cast(tf.greater(h!, 0), 'float32') };
    },
    backward(_w, factors, at, _now, dH) {
      return { dZ: mul(dH, at(factors['slope']!, 0, 1)) };
    },
  };
}

/** c_t = f⊙c_{t−1} + i⊙g, h_t = o⊙tanh(c_t); i, f, o logistic, g tanh; rows in the order i f g o. */
function lstm(): TensorCell {
  return {
    ...common,
    forward({ wHh }, z, at, previous) {
      const a = affine(previous['h']!, wHh!, at(z, 0, 4));
      const gates = tf.sigmoid(a);
      const [width, rows] = [a.shape[1] / 4, a.shape[0]];
      const block = (array: tf.Tensor2D, k: number): tf.Tensor2D => tf.slice(array, [0, k * width], [rows, width]);
      const [i, f, o] = [block(gates, 0), block(gates, 1), block(gates, 3)];
      const g = tf.tanh(block(a, 2));
      const c = add(mul(f, previous['c']!), mul(i, g));
      const tanhC = tf.tanh(c);
      return { i, f, g, o, c, tanhC, h: mul(o, tanhC) };
    },
    factors({ i, f, g, o, tanhC }, previous) {
      return {
        // ∂c ← ∂h
        throughTanh: mul(o!, oneMinusSquare(tanhC!)),
        // pre-activations of i, f, g ← ∂c; of o ← ∂h
        gates: side(
          mul(g!, slope(i!)),
          mul(previous['c']!, slope(f!)),
          mul(i!, oneMinusSquare(g!)),
          mul(tanhC!, slope(o!)),
        ),
      };
    },
    backward(_w, factors, at, now, dH, dCNext) {
      const fromH = mul(dH, at(factors['throughTanh']!, 0, 1));
      const dC = dCNext ? add(dCNext, fromH) : fromH;
      return { dC, dZ: mul(side(dC, dC, dC, dH), at(factors['gates']!, 0, 4)), dCPrev: mul(dC, now['f']!) };
    },
  };
}

/** Cuts W_hh [3H, H] into the rows of r and z, and those of n. */
function gruWeights(w: LayerWeights, H: number): { rz: tf.Tensor2D; n: tf.Tensor2D; bn: tf.Tensor1D } {
  return {
    rz: tf.slice(w.wHh, [0, 0], [2 * H, H]),
    n: tf.slice(w.wHh, [2 * H, 0], [H, H]),
    bn: tf.slice(w.bHh, [2 * H], [H]),
  };
}

/** [r z] = σ(W h_{t−1} + z) in one product, and each apart. */
function resetAndUpdate(
  rows: tf.Tensor,
  z: tf.Tensor2D,
  at: BlocksAt,
  h: tf.Tensor2D,
): { r: tf.Tensor2D; z: tf.Tensor2D } {
  const rz = affine(h, rows, at(z, 0, 2), 'sigmoid');
  const [r, update] = tf.split(rz, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  return { r, z: update };
}

/** (1−z)⊙n + z⊙h_{t−1} as n + z⊙(h_{t−1} − n). */
const mix = (z: tf.Tensor2D, n: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D => add(n, mul(z, tf.sub(h, n)));

/** n = tanh(W_in x + b_in + r⊙(W_hn h_{t−1} + b_hn)); h_t = (1−z)⊙n + z⊙h_{t−1}; rows in the order r z n. */
function gruResetAfter(H: number): TensorCell {
  return {
    ...common,
    inputBias: (w) => tf.add(w.bIh, tf.concat([tf.slice(w.bHh, [0], [2 * H]), tf.zeros([H])])),
    loopWeights: (w) => ({ ...gruWeights(w, H), wHh: w.wHh }),
    forward(w, x, at, previous) {
      const { r, z } = resetAndUpdate(w['rz']!, x, at, previous['h']!);
      const q = affine(previous['h']!, w['n']!, w['bn']!);
      const n = tf.tanh(add(at(x, 2, 1), mul(r, q)));
      return { r, z, n, q, h: mix(z, n, previous['h']!) };
    },
    factors({ r, z, n, q }, previous) {
      const ofN = mul(oneMinus(z!), oneMinusSquare(n!));
      const ofR = mul(ofN, q!, slope(r!));
      const ofZ = mul(tf.sub(previous['h']!, n!), slope(z!));
      return { recurrent: side(ofR, ofZ, mul(ofN, r!)), input: side(ofR, ofZ, ofN) };
    },
    backward(_w, factors, at, now, dH) {
      return { dZ: mul(side(dH, dH, dH), at(factors['recurrent']!, 0, 3)), direct: mul(dH, now['z']!) };
    },
    gradHPrevious: (w, step, above) => add(throughWeights(step.dZ, w['wHh']!, above), step.direct!),
    inputSide: (_dZ, dH, factors) => mul(side(dH, dH, dH), factors['input']!),
  };
}

/** n = tanh(W_in x + b_in + W_hn (r⊙h_{t−1}) + b_hn); h_t = (1−z)⊙n + z⊙h_{t−1}; rows in the order r z n. */
function gruResetBefore(H: number): TensorCell {
  const columns = (dZ: tf.Tensor2D, first: number, count: number): tf.Tensor2D =>
    tf.slice(dZ, [0, first * H], [dZ.shape[0], count * H]);
  return {
    ...common,
    loopWeights: (w) => gruWeights(w, H),
    forward(w, x, at, previous) {
      const { r, z } = resetAndUpdate(w['rz']!, x, at, previous['h']!);
      const n = tf.tanh(affine(mul(r, previous['h']!), w['n']!, at(x, 2, 1)));
      return { r, z, n, h: mix(z, n, previous['h']!) };
    },
    factors({ r, z, n }, previous) {
      return {
        n: mul(oneMinus(z!), oneMinusSquare(n!)),
        // pre-activations of r ← ∂(r⊙h), of z ← ∂h
        rz: side(mul(previous['h']!, slope(r!)), mul(tf.sub(previous['h']!, n!), slope(z!))),
      };
    },
    backward(w, factors, at, now, dH) {
      const dN = mul(dH, at(factors['n']!, 0, 1));
      // ∂L/∂(r⊙h_{t−1})
      const dU: tf.Tensor2D = tf.matMul(dN, w['n'] as tf.Tensor2D);
      const dRZ = mul(side(dU, dH), at(factors['rz']!, 0, 2));
      return { dZ: side(dRZ, dN), direct: add(mul(dH, now['z']!), mul(dU, now['r']!)) };
    },
    gradHPrevious: (w, step, above) => add(throughWeights(columns(step.dZ, 0, 2), w['rz']!, above), step.direct!),
    recurrentGradient: (dZ, all, previous) =>
      tf.concat(
        [
          tf.matMul(columns(dZ, 0, 2), previous['h']!, true, false),
          tf.matMul(columns(dZ, 2, 1), mul(all['r']!, previous['h']!), true, false),
        ],
        0,
      ),
  };
}
