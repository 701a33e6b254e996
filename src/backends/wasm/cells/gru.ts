import type { Kernels } from '../kernels.ts';
import type { AdjointCell, CellContext, CellSteps, WasmCell } from '../cell.ts';
import type { PaddedSizes } from '../paddedParameters.ts';

/** Source: `assembly/cells/gru.ts`. */
interface GruKernels {
  gruAfterForward(B: number, H: number, gates: number, inputs: number, m: number, hPrev: number, h: number): void;
  gruAfterBackward(
    B: number,
    H: number,
    gates: number,
    m: number,
    hPrev: number,
    dH: number,
    dHPrev: number,
    dA: number,
  ): void;
  gruBeforeGates(B: number, H: number, gates: number, hPrev: number, m: number): void;
  gruBeforeCandidate(B: number, H: number, gates: number, hPrev: number, h: number): void;
  gruBeforeCandidateBackward(
    B: number,
    H: number,
    gates: number,
    hPrev: number,
    dH: number,
    dHPrev: number,
    dA: number,
  ): void;
  gruBeforeGatesBackward(
    B: number,
    H: number,
    gates: number,
    hPrev: number,
    dM: number,
    dHPrev: number,
    dA: number,
  ): void;
}

/** Reset gate after the product: m, the n block of W_hh hPrev + b_hn, is saved; gradients are dA_r, dA_z, dM, dA_n. */
function gruAfterSteps(context: CellContext<GruKernels>): CellSteps {
  const { kernels: k, at, batch: B } = context;
  const { H, rows } = context.sizes;
  const step = 4 * B * H;
  const dRows = 4 * H;
  return {
    inputBlocks: [
      { from: 0, to: 0, count: 2 * H },
      { from: 3 * H, to: 2 * H, count: H },
    ],
    stateBlocks: [{ from: 0, to: 0, count: rows }],
    hasOwnStateBias: true,
    preActivations: (layer) => at.layers[layer]!.gates,
    forward(layer, t) {
      const { h, gates, saved, weights } = at.layers[layer]!;
      const a = gates + 3 * t * step;
      const m = saved + t * step;
      const hPrev = h + t * step;
      const inputs = at.inputRows + 4 * t * B;
      const b_hn = context.param(`rnn.bias_hh_l${layer}`) + 8 * H;
      k.product(B, 2 * H, H, hPrev, H, weights.state, inputs, 0, 0, a, rows, at.scratch);
      k.product(B, H, H, hPrev, H, weights.state + 8 * H * H, 0, b_hn, 0, m, H, at.scratch);
      context.clamped?.presetResets(layer, t);
      k.gruAfterForward(B, H, a, inputs, m, hPrev, hPrev + step);
    },
    packBackward(layer) {
      k.packPanels(rows, H, context.param(`rnn.weight_hh_l${layer}`), H, at.layers[layer]!.weights.stateBack);
    },
    backward(layer, t) {
      const { h, gates, saved, dH, weights } = at.layers[layer]!;
      const here = t * step;
      const dA = at.dA + 4 * here;
      const dHPrev = dH + here - step;
      k.gruAfterBackward(B, H, gates + 3 * here, saved + here, h + here, dH + here, dHPrev, dA);
      if (t === 0 && !context.reachesBefore) return;
      k.product(B, H, rows, dA, dRows, weights.stateBack, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    savedGradient() {},
  };
}

/** Reset gate before the product: W_hn multiplies m = r ⊙ hPrev, so a timestep takes two products in a row. */
function gruBeforeSteps(context: CellContext<GruKernels>): CellSteps {
  const { kernels: k, at, batch: B } = context;
  const { H, rows } = context.sizes;
  const step = 4 * B * H;
  // In both directions r's and z's part of W_hh comes first, then n's.
  const candidate = 8 * H * H;
  return {
    inputBlocks: [{ from: 0, to: 0, count: rows }],
    stateBlocks: [{ from: 0, to: 0, count: 2 * H }],
    hasOwnStateBias: false,
    preActivations: (layer) => at.layers[layer]!.gates,
    forward(layer, t) {
      const { h, gates, saved, weights } = at.layers[layer]!;
      const a = gates + 3 * t * step;
      const m = saved + t * step;
      const hPrev = h + t * step;
      k.product(B, 2 * H, H, hPrev, H, weights.state, at.inputRows + 4 * t * B, 0, 0, a, rows, at.scratch);
      k.gruBeforeGates(B, H, a, hPrev, m);
      context.clamped?.resetStates(layer, t);
      k.product(
        B,
        H,
        H,
        m,
        H,
        weights.state + candidate,
        at.candidateRows + 4 * t * B,
        0,
        0,
        a + 8 * H,
        rows,
        at.scratch,
      );
      k.gruBeforeCandidate(B, H, a, hPrev, hPrev + step);
    },
    packBackward(layer) {
      const W_hh = context.param(`rnn.weight_hh_l${layer}`);
      const panels = at.layers[layer]!.weights.stateBack;
      k.packPanels(2 * H, H, W_hh, H, panels);
      k.packPanels(H, H, W_hh + candidate, H, panels + candidate);
    },
    backward(layer, t) {
      const { h, gates, dH, weights } = at.layers[layer]!;
      const here = t * step;
      const a = gates + 3 * here;
      const dA = at.dA + 3 * here;
      const hPrev = h + here;
      const dHPrev = dH + here - step;
      k.gruBeforeCandidateBackward(B, H, a, hPrev, dH + here, dHPrev, dA);
      k.product(B, H, H, dA + 8 * H, rows, weights.stateBack + candidate, 0, at.zeros, 0, at.dM, H, at.scratch);
      k.gruBeforeGatesBackward(B, H, a, hPrev, at.dM, dHPrev, dA);
      if (t === 0 && !context.reachesBefore) return;
      k.product(B, H, 2 * H, dA, rows, weights.stateBack, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    savedGradient(layer, dW_hh) {
      const panels = context.savedHistory(layer);
      const positions = context.positions;
      k.addOuterProduct(H, H, positions, at.dA + 8 * H, rows, panels, positions, dW_hh + 8 * H * H, H, at.scratch);
    },
  };
}

/** The blocks of dA are dA_r, dA_z, dM and dA_n. */
function gruAfterAdjoints({ H, rows }: PaddedSizes, k: Kernels & GruKernels): AdjointCell {
  const all = { from: 0, to: 0, count: rows };
  return {
    inputBlocks: [
      { from: 0, to: 0, count: 2 * H },
      { from: 3 * H, to: 2 * H, count: H },
    ],
    stateBlocks: [all],
    back(l, { gates, before, saved }, send) {
      k.gruAfterBackward(l.count, H, gates, saved, before, l.dH, l.dHPrev, l.dA);
      send(all, l.dHPrev);
    },
  };
}

function gruBeforeAdjoints({ H, rows }: PaddedSizes, k: Kernels & GruKernels): AdjointCell {
  const all = { from: 0, to: 0, count: rows };
  const gatesOnly = { from: 0, to: 0, count: 2 * H };
  const candidate = { from: 2 * H, to: 2 * H, count: H };
  return {
    inputBlocks: [all],
    stateBlocks: [gatesOnly, candidate],
    back(l, { gates, before }, send) {
      k.gruBeforeCandidateBackward(l.count, H, gates, before, l.dH, l.dHPrev, l.dA);
      send(candidate, l.dM);
      k.gruBeforeGatesBackward(l.count, H, gates, before, l.dM, l.dHPrev, l.dA);
      send(gatesOnly, l.dHPrev);
    },
  };
}

export const GRU: WasmCell<GruKernels> = {
  steps: (context) => (context.spec.reset === 'after' ? gruAfterSteps : gruBeforeSteps)(context),
  adjoints: ({ reset }, sizes, kernels) => (reset === 'after' ? gruAfterAdjoints : gruBeforeAdjoints)(sizes, kernels),
};
