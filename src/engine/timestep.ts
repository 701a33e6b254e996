import {
  gruAfterBackward,
  gruAfterForward,
  gruBeforeCandidate,
  gruBeforeCandidateBackward,
  gruBeforeGates,
  gruBeforeGatesBackward,
  type GruArrays,
} from './cells/gru.ts';
import { type HeldUnit, heldResets, holdUnit, logit } from './hold.ts';
import { lstmBackward, lstmForward, type LstmArrays } from './cells/lstm.ts';
import { rnnBackward, rnnForward } from './cells/rnn.ts';
import { addProduct, fillRows, matrix } from './products.ts';
import type { ModelSpec } from './spec.ts';
import type { BackwardArrays, ForwardArrays } from './window.ts';

/** One timestep of one layer: where its rows stand. */
export interface Place {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** First element of this timestep in arrays [L, T, B, H]. */
  readonly at: number;
  /** First element of this timestep in arrays [T, B, G·H]. */
  readonly zAt: number;
  /** State before this timestep: arrays and the first element in them. For t = 0 the initial state, else the channels. */
  readonly hPrev: Float64Array;
  readonly cPrev: Float64Array | null;
  readonly prevAt: number;
  /** Units held at this timestep; none while gradients are wanted. */
  readonly held: readonly HeldUnit[];
}

/** Adds W_hh hPrev + b_hh to the pre-activations and applies the cell, for all B rows. W_hh is [G·H, H]. */
export function timestepForward(p: Place, f: ForwardArrays, W_hh: Float64Array, b_hh: Float64Array): void {
  cellForward(p, f, W_hh, b_hh);
  for (const { lane, unit, values } of p.held) {
    const at = p.at + lane * p.spec.hidden + unit;
    const prevAt = p.prevAt + lane * p.spec.hidden + unit;
    holdUnit(p.spec.cell, values, {
      get: (channel) => f.channels[channel]![at]!,
      set: (channel, value) => {
        f.channels[channel]![at] = value;
      },
      before: (state) => (state === 'h' ? p.hPrev : p.cPrev!)[prevAt]!,
    });
  }
}

function cellForward(p: Place, f: ForwardArrays, W_hh: Float64Array, b_hh: Float64Array): void {
  const { hidden: H, cell } = p.spec;
  const B = p.batch;
  const hPrev = matrix(p.hPrev, p.prevAt, H);
  if (cell === 'gru') {
    gruForward(p, f, W_hh, b_hh);
    return;
  }
  const G = cell === 'lstm' ? 4 : 1;
  addBias(B, G * H, b_hh, 0, f.z, p.zAt, G * H);
  addProduct(B, G * H, H, hPrev, matrix(W_hh, 0, H), matrix(f.z, p.zAt, G * H));
  if (cell === 'lstm') {
    const arrays = lstmArrays(f);
    for (let b = 0; b < B; b++) {
      lstmForward(H, f.z, p.zAt + b * 4 * H, p.cPrev!, p.prevAt + b * H, arrays, p.at + b * H);
    }
  } else {
    for (let b = 0; b < B; b++) {
      rnnForward(H, p.spec.nonlinearity, f.z, p.zAt + b * H, f.channels.h!, p.at + b * H);
    }
  }
}

function gruForward(p: Place, f: ForwardArrays, W_hh: Float64Array, b_hh: Float64Array): void {
  const { hidden: H, reset } = p.spec;
  const B = p.batch;
  const arrays = gruArrays(f);
  const hPrev = matrix(p.hPrev, p.prevAt, H);
  const W_hn = matrix(W_hh, 2 * H * H, H);
  const m = matrix(f.kept, p.at, H);
  addBias(B, 2 * H, b_hh, 0, f.z, p.zAt, 3 * H);
  addProduct(B, 2 * H, H, hPrev, matrix(W_hh, 0, H), matrix(f.z, p.zAt, 3 * H));
  if (reset === 'after') {
    fillRows(B, H, b_hh.subarray(2 * H), f.kept, p.at);
    addProduct(B, H, H, hPrev, W_hn, m);
    for (const { lane, unit, value } of heldResets(p.held)) f.z[p.zAt + lane * 3 * H + unit] = logit(value);
    for (let b = 0; b < B; b++) {
      gruAfterForward(H, f.z, p.zAt + b * 3 * H, p.hPrev, p.prevAt + b * H, arrays, p.at + b * H);
    }
  } else {
    for (let b = 0; b < B; b++) {
      gruBeforeGates(H, f.z, p.zAt + b * 3 * H, p.hPrev, p.prevAt + b * H, arrays, p.at + b * H);
    }
    for (const { lane, unit, value } of heldResets(p.held)) {
      f.kept[p.at + lane * H + unit] = value * p.hPrev[p.prevAt + lane * H + unit]!;
    }
    addBias(B, H, b_hh, 2 * H, f.z, p.zAt + 2 * H, 3 * H);
    addProduct(B, H, H, m, W_hn, matrix(f.z, p.zAt + 2 * H, 3 * H));
    for (let b = 0; b < B; b++) {
      gruBeforeCandidate(H, f.z, p.zAt + b * 3 * H, p.hPrev, p.prevAt + b * H, arrays, p.at + b * H);
    }
  }
}

/**
 * One timestep backwards, for all B rows. ∂L/∂h_t must be complete in `gradH` (the step after has added its part);
 * this step adds its part to the gradients of the state before.
 *
 * @param W_hhT W_hh transposed, [H, G·H]
 * @param dHPrev where ∂L/∂h of the state before stands, at `p.prevAt`: it gains this step's part
 * @param dCPrev likewise for c: set, not added to, because c has no other reader (LSTM)
 */
export function timestepBackward(
  p: Place,
  f: ForwardArrays,
  d: BackwardArrays,
  W_hhT: Float64Array,
  dHPrev: Float64Array,
  dCPrev: Float64Array | null,
): void {
  const { hidden: H, cell } = p.spec;
  const B = p.batch;
  const dPrev = matrix(dHPrev, p.prevAt, H);
  if (cell === 'lstm') {
    const arrays = lstmArrays(f);
    for (let b = 0; b < B; b++) {
      const at = p.at + b * H;
      const prevAt = p.prevAt + b * H;
      lstmBackward(H, arrays, d.gradH, d.gradC!, at, p.cPrev!, dCPrev!, prevAt, d.dZ, p.zAt + b * 4 * H);
    }
    addProduct(B, H, 4 * H, matrix(d.dZ, p.zAt, 4 * H), matrix(W_hhT, 0, 4 * H), dPrev);
  } else if (cell === 'rnn') {
    for (let b = 0; b < B; b++) {
      rnnBackward(H, p.spec.nonlinearity, f.channels.h!, d.gradH, p.at + b * H, d.dZ, p.zAt + b * H);
    }
    addProduct(B, H, H, matrix(d.dZ, p.zAt, H), matrix(W_hhT, 0, H), dPrev);
  } else {
    gruBackward(p, f, d, W_hhT, dHPrev);
  }
}

function gruBackward(p: Place, f: ForwardArrays, d: BackwardArrays, W_hhT: Float64Array, dHPrev: Float64Array): void {
  const { hidden: H, reset } = p.spec;
  const B = p.batch;
  const arrays = gruArrays(f);
  const dPrev = matrix(dHPrev, p.prevAt, H);
  if (reset === 'after') {
    for (let b = 0; b < B; b++) {
      const at = p.at + b * H;
      const prevAt = p.prevAt + b * H;
      gruAfterBackward(H, arrays, d.gradH, at, p.hPrev, dHPrev, prevAt, d.dZ, d.dZState, p.zAt + b * 3 * H);
    }
    addProduct(B, H, 3 * H, matrix(d.dZState, p.zAt, 3 * H), matrix(W_hhT, 0, 3 * H), dPrev);
  } else {
    for (let b = 0; b < B; b++) {
      const at = p.at + b * H;
      const prevAt = p.prevAt + b * H;
      gruBeforeCandidateBackward(H, arrays, d.gradH, at, p.hPrev, dHPrev, prevAt, d.dZ, p.zAt + b * 3 * H);
    }
    d.dM.fill(0);
    const dAn = matrix(d.dZ, p.zAt + 2 * H, 3 * H);
    addProduct(B, H, H, dAn, matrix(W_hhT, 2 * H, 3 * H), matrix(d.dM, 0, H));
    for (let b = 0; b < B; b++) {
      const prevAt = p.prevAt + b * H;
      gruBeforeGatesBackward(H, arrays, d.dM, b * H, p.at + b * H, p.hPrev, dHPrev, prevAt, d.dZ, p.zAt + b * 3 * H);
    }
    addProduct(B, H, 2 * H, matrix(d.dZ, p.zAt, 3 * H), matrix(W_hhT, 0, 3 * H), dPrev);
  }
}

/** Adds `bias`[from … from + width) to each of B rows of `z`. */
function addBias(
  B: number,
  width: number,
  bias: Float64Array,
  from: number,
  z: Float64Array,
  zAt: number,
  zStride: number,
): void {
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < width; j++) z[zAt + b * zStride + j]! += bias[from + j]!;
  }
}

function lstmArrays(f: ForwardArrays): LstmArrays {
  const { i, f: forget, g, o, c, h } = f.channels;
  return { i: i!, f: forget!, g: g!, o: o!, c: c!, h: h!, tanhC: f.kept };
}

function gruArrays(f: ForwardArrays): GruArrays {
  const { r, z, n, h } = f.channels;
  return { r: r!, z: z!, n: n!, h: h!, m: f.kept };
}
