import type { BackwardRow, ForwardRow, StateProduct } from './cells/cell.ts';
import { cellEquations } from './cells/cells.ts';
import { type ClampedUnit, clampUnit } from './clamp.ts';
import { addProduct, fillRows, matrix } from './products.ts';
import { CELLS, type ModelSpec } from './spec.ts';
import type { BackwardArrays, ForwardArrays } from './window.ts';

/** Where the rows of one timestep of one layer are. */
export interface TimestepOffsets {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** First element of this timestep in arrays [L, T, B, H]. */
  readonly at: number;
  /** First element of this timestep in arrays [T, B, G·H]. */
  readonly zAt: number;
  /**
   * The state before this timestep: the arrays and the first element in them. For t = 0 it is the initial state, else
   * a row of the channels.
   */
  readonly hPrev: Float64Array;
  readonly cPrev: Float64Array | null;
  readonly prevAt: number;
  /** Units clamped at this timestep. Empty if gradients are needed. */
  readonly clamped: readonly ClampedUnit[];
}

const NONE = new Float64Array(0);

/** Adds W_hh hPrev + b_hh to the pre-activations and applies the cell, for all B rows. W_hh is [G·H, H]. */
export function timestepForward(p: TimestepOffsets, f: ForwardArrays, W_hh: Float64Array, b_hh: Float64Array): void {
  const row = forwardRow(p, f);
  for (const { products, clampBefore, compute, clampAfter } of cellEquations(p.spec).forward) {
    for (const product of products) addStateProduct(p, f, W_hh, b_hh, product);
    if (clampBefore)
      for (const { stream, unit, values } of p.clamped) clampBefore(moveTo(row, p, stream), unit, values);
    for (let b = 0; b < p.batch; b++) compute(moveTo(row, p, b));
    if (clampAfter) for (const { stream, unit, values } of p.clamped) clampAfter(moveTo(row, p, stream), unit, values);
  }
  for (const { stream, unit, values } of p.clamped) {
    const at = p.at + stream * p.spec.hidden + unit;
    const prevAt = p.prevAt + stream * p.spec.hidden + unit;
    clampUnit(p.spec, values, {
      get: (channel) => f.channels[channel]![at]!,
      set: (channel, value) => {
        f.channels[channel]![at] = value;
      },
      before: (state) => (state === 'h' ? p.hPrev : p.cPrev!)[prevAt]!,
    });
  }
}

function forwardRow(p: TimestepOffsets, f: ForwardArrays): ForwardRow {
  const { hidden: H, nonlinearity } = p.spec;
  const { hPrev, cPrev } = p;
  const { z: a, channels, saved } = f;
  return { H, nonlinearity, a, aAt: 0, hPrev, cPrev: cPrev ?? NONE, prevAt: 0, channels, saved, at: 0 };
}

/** Moves a row to one sequence of the batch. */
function moveTo<Row extends ForwardRow>(row: Row, p: TimestepOffsets, b: number): Row {
  const { hidden: H, cell } = p.spec;
  row.aAt = p.zAt + b * CELLS[cell].gates.length * H;
  row.at = p.at + b * H;
  row.prevAt = p.prevAt + b * H;
  return row;
}

/** Adds gate blocks of W_hh times the state, and their bias, for all B rows. */
function addStateProduct(
  p: TimestepOffsets,
  f: ForwardArrays,
  W_hh: Float64Array,
  b_hh: Float64Array,
  { from, to, operand, into }: StateProduct,
): void {
  const { hidden: H, cell } = p.spec;
  const B = p.batch;
  const G = CELLS[cell].gates.length;
  const width = (to - from) * H;
  const bias = b_hh.subarray(from * H, to * H);
  const target = into === 'a' ? matrix(f.z, p.zAt + from * H, G * H) : matrix(f.saved, p.at, H);
  if (into === 'a') addBias(B, bias, target.data, target.at, target.stride);
  else fillRows(B, H, bias, f.saved, p.at);
  const state = operand === 'hPrev' ? matrix(p.hPrev, p.prevAt, H) : matrix(f.saved, p.at, H);
  addProduct(B, width, H, state, matrix(W_hh, from * H * H, H), target);
}

/**
 * Backward pass of one timestep, for all B rows. ∂L/∂h_t in `gradH` must already include the part of the next
 * timestep. This function adds its own part to the gradients of the state before.
 *
 * @param W_hhT W_hh transposed, [H, G·H]
 * @param dHPrev ∂L/∂h of the state before, at `p.prevAt`; this timestep's part is added to it
 * @param dCPrev ∂L/∂c of the state before; set, not added to, because nothing else depends on c (LSTM)
 */
export function timestepBackward(
  p: TimestepOffsets,
  f: ForwardArrays,
  d: BackwardArrays,
  W_hhT: Float64Array,
  dHPrev: Float64Array,
  dCPrev: Float64Array | null,
): void {
  const { hidden: H, cell } = p.spec;
  const B = p.batch;
  const rows = CELLS[cell].gates.length * H;
  const row: BackwardRow = {
    ...forwardRow(p, f),
    dH: d.gradH,
    dC: d.gradC ?? NONE,
    gradAt: 0,
    dHPrev,
    dCPrev: dCPrev ?? NONE,
    gradPrevAt: 0,
    dA: d.dZ,
    dAState: d.dZState,
    dM: d.dM,
    mAt: 0,
  };
  for (const { compute, product } of cellEquations(p.spec).backward) {
    for (let b = 0; b < B; b++) {
      moveTo(row, p, b);
      row.gradAt = row.at;
      row.gradPrevAt = row.prevAt;
      row.mAt = b * H;
      compute(row);
    }
    const { from, to, part, into } = product;
    if (into === 'dM') d.dM.fill(0);
    const target = into === 'dM' ? matrix(d.dM, 0, H) : matrix(dHPrev, p.prevAt, H);
    const dA = matrix(part === 'input' ? d.dZ : d.dZState, p.zAt + from * H, rows);
    addProduct(B, H, (to - from) * H, dA, matrix(W_hhT, from * H, rows), target);
  }
}

/** Adds a bias to each of B rows of `z`. */
function addBias(B: number, bias: Float64Array, z: Float64Array, zAt: number, zStride: number): void {
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < bias.length; j++) z[zAt + b * zStride + j]! += bias[j]!;
  }
}
