import {
  type BackwardRow,
  type Cell,
  type CellEquations,
  type ForwardRow,
  logit,
  sigmoid,
  type TorchModule,
  type UnitNumbers,
} from './cell.ts';
import type { Channel } from './channels.ts';

/**
 * Gated recurrent unit with the reset gate after the matrix product:
 *
 *     r = σ(a_r)   z = σ(a_z)
 *     n = tanh(a_n + r ⊙ m),   m = W_hn hPrev + b_hn
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 *
 * where a_r, a_z = W_ih x + b_ih + W_hh hPrev + b_hh and a_n = W_in x + b_in. b_hn is part of m. With z = 1 the unit
 * keeps its old state. m is saved for the backward pass.
 *
 * Source: torch.nn.GRU and cuDNN. Cho et al., "Learning phrase representations using RNN encoder–decoder for
 * statistical machine translation", EMNLP 2014, eqs. 5–8, apply the reset gate before the product.
 */
function forwardAfter({ H, a, aAt, hPrev, prevAt, channels, saved: m, at }: ForwardRow): void {
  const { r, z, n, h } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const rj = sigmoid(a[aAt + j]!);
    const zj = sigmoid(a[aAt + H + j]!);
    const nj = Math.tanh(a[aAt + 2 * H + j]! + rj * m[at + j]!);
    r[at + j] = rj;
    z[at + j] = zj;
    n[at + j] = nj;
    h[at + j] = (1 - zj) * nj + zj * hPrev[prevAt + j]!;
  }
}

/**
 * Backward pass of `forwardAfter`:
 *
 *     dA_n   = dH ⊙ (1 − z) ⊙ (1 − n²)
 *     dA_z   = dH ⊙ (hPrev − n) ⊙ z (1 − z)
 *     dA_r   = dA_n ⊙ m ⊙ r (1 − r)
 *     dM     = dA_n ⊙ r
 *     dHPrev = dH ⊙ z + W_hhᵀ [dA_r, dA_z, dM]
 *
 * The input's part of ∂L/∂a is [dA_r, dA_z, dA_n]; the state's part is [dA_r, dA_z, dM].
 */
function backwardAfter(row: BackwardRow): void {
  const { H, channels, saved: m, at, hPrev, prevAt } = row;
  const { dH, gradAt, dHPrev, gradPrevAt, dA, dAState, aAt } = row;
  const { r, z, n } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const rj = r[at + j]!;
    const zj = z[at + j]!;
    const nj = n[at + j]!;
    const dHj = dH[gradAt + j]!;
    const dAn = dHj * (1 - zj) * (1 - nj * nj);
    const dAz = dHj * (hPrev[prevAt + j]! - nj) * zj * (1 - zj);
    const dAr = dAn * m[at + j]! * rj * (1 - rj);
    dA[aAt + j] = dAr;
    dA[aAt + H + j] = dAz;
    dA[aAt + 2 * H + j] = dAn;
    dAState[aAt + j] = dAr;
    dAState[aAt + H + j] = dAz;
    dAState[aAt + 2 * H + j] = dAn * rj;
    dHPrev[gradPrevAt + j]! += dHj * zj;
  }
}

/**
 * Gated recurrent unit with the reset gate before the matrix product, as in the original paper. First phase:
 *
 *     r = σ(a_r)   z = σ(a_z)   m = r ⊙ hPrev
 *
 * Source: Cho et al., EMNLP 2014, eqs. 5, 6 and the argument of eq. 8 (the paper has no biases).
 */
function gatesBefore({ H, a, aAt, hPrev, prevAt, channels, saved: m, at }: ForwardRow): void {
  const { r, z } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const rj = sigmoid(a[aAt + j]!);
    r[at + j] = rj;
    z[at + j] = sigmoid(a[aAt + H + j]!);
    m[at + j] = rj * hPrev[prevAt + j]!;
  }
}

/**
 * Second phase, with a_n = W_in x + b_in + W_hn m + b_hn:
 *
 *     n = tanh(a_n)
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 *
 * Source: Cho et al., EMNLP 2014, eqs. 7 and 8.
 */
function candidateBefore({ H, a, aAt, hPrev, prevAt, channels, at }: ForwardRow): void {
  const { z, n, h } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const zj = z[at + j]!;
    const nj = Math.tanh(a[aAt + 2 * H + j]!);
    n[at + j] = nj;
    h[at + j] = (1 - zj) * nj + zj * hPrev[prevAt + j]!;
  }
}

/**
 * Backward pass of the second phase:
 *
 *     dA_n   = dH ⊙ (1 − z) ⊙ (1 − n²)
 *     dA_z   = dH ⊙ (hPrev − n) ⊙ z (1 − z)
 *     dHPrev = dH ⊙ z + …
 */
function candidateBeforeBackward(row: BackwardRow): void {
  const { H, channels, at, hPrev, prevAt, dH, gradAt, dHPrev, gradPrevAt, dA, aAt } = row;
  const { z, n } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const zj = z[at + j]!;
    const nj = n[at + j]!;
    const dHj = dH[gradAt + j]!;
    dA[aAt + 2 * H + j] = dHj * (1 - zj) * (1 - nj * nj);
    dA[aAt + H + j] = dHj * (hPrev[prevAt + j]! - nj) * zj * (1 - zj);
    dHPrev[gradPrevAt + j]! += dHj * zj;
  }
}

/**
 * Backward pass of the first phase, with dM = W_hnᵀ dA_n:
 *
 *     dA_r   = dM ⊙ hPrev ⊙ r (1 − r)
 *     dHPrev = … + dM ⊙ r
 */
function gatesBeforeBackward(row: BackwardRow): void {
  const { H, channels, at, hPrev, prevAt, dM, mAt, dHPrev, gradPrevAt, dA, aAt } = row;
  const r = channels.r!;
  for (let j = 0; j < H; j++) {
    const rj = r[at + j]!;
    const dMj = dM[mAt + j]!;
    dA[aAt + j] = dMj * hPrev[prevAt + j]! * rj * (1 - rj);
    dHPrev[gradPrevAt + j]! += dMj * rj;
  }
}

/** Recomputes h of a unit whose z or n is clamped. A clamped r is set earlier, because the candidate depends on it. */
function clamp(unit: UnitNumbers, has: (...channels: readonly Channel[]) => boolean): void {
  if (has('h') || !has('z', 'n')) return;
  const z = unit.get('z');
  unit.set('h', (1 - z) * unit.get('n') + z * unit.before('h'));
}

const AFTER: CellEquations = {
  forward: [
    {
      products: [
        { from: 0, to: 2, operand: 'hPrev', into: 'a' },
        { from: 2, to: 3, operand: 'hPrev', into: 'saved' },
      ],
      clampBefore({ a, aAt }, unit, clamped) {
        const r = clamped.get('r');
        if (r !== undefined) a[aAt + unit] = logit(r);
      },
      compute: forwardAfter,
    },
  ],
  backward: [{ compute: backwardAfter, product: { from: 0, to: 3, part: 'state', into: 'dHPrev' } }],
  hasSaved: true,
  hasOwnStateGradient: true,
  clamp,
};

const BEFORE: CellEquations = {
  forward: [
    {
      products: [{ from: 0, to: 2, operand: 'hPrev', into: 'a' }],
      compute: gatesBefore,
      clampAfter({ saved: m, at, hPrev, prevAt }, unit, clamped) {
        const r = clamped.get('r');
        if (r !== undefined) m[at + unit] = r * hPrev[prevAt + unit]!;
      },
    },
    { products: [{ from: 2, to: 3, operand: 'saved', into: 'a' }], compute: candidateBefore },
  ],
  backward: [
    { compute: candidateBeforeBackward, product: { from: 2, to: 3, part: 'input', into: 'dM' } },
    { compute: gatesBeforeBackward, product: { from: 0, to: 2, part: 'state', into: 'dHPrev' } },
  ],
  hasSaved: true,
  hasOwnStateGradient: false,
  clamp,
};

/** nn.GRU has its reset gate after the product. */
const BEFORE_IN_PYTORCH: TorchModule = {
  name: 'GruResetBefore',
  docstring: 'GRU with its reset gate before the matrix product (Cho et al. 2014).',
  before: ['W_r, W_z, W_n = cell.weight_hh.chunk(3)', 'b_r, b_z, b_n = cell.bias_hh.chunk(3)'],
  step: [
    'a_r, a_z, a_n = a.chunk(3, dim=1)',
    'r = torch.sigmoid(a_r + h @ W_r.T + b_r)',
    'z = torch.sigmoid(a_z + h @ W_z.T + b_z)',
    'n = torch.tanh(a_n + (r * h) @ W_n.T + b_n)',
    'h = (1 - z) * n + z * h',
  ],
};

export const GRU: Cell = {
  name: 'GRU',
  gates: ['r', 'z', 'n'],
  channels: ['r', 'z', 'n', 'h'],
  states: ['h'],
  memory: 'h',
  retentionGate: 'z',
  candidate: 'n',
  biasedGate: null,
  variant: 'reset',
  parts: ['reset', 'candidate', 'update'],
  colours: { light: { line: '#0a9a84', text: '#06705f' }, dark: { line: '#35c3ab', text: '#4fd0ba' } },
  equations: ({ reset }) => (reset === 'after' ? AFTER : BEFORE),
  torch: ({ reset }) => (reset === 'after' ? { module: 'nn.GRU' } : BEFORE_IN_PYTORCH),
};
