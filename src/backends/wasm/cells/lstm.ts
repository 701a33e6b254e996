import type { Kernels } from '../kernels.ts';
import type { AdjointCell, CellContext, CellSteps, WasmCell } from '../cell.ts';
import type { PaddedSizes } from '../paddedParameters.ts';

/** Source: `assembly/cells/lstm.ts`. */
interface LstmKernels {
  lstmForward(B: number, H: number, gates: number, cPrev: number, c: number, tanhC: number, h: number): void;
  lstmBackward(
    B: number,
    H: number,
    gates: number,
    cPrev: number,
    tanhC: number,
    dH: number,
    dC: number,
    dCPrev: number,
    dA: number,
  ): void;
}

function lstmSteps(context: CellContext<LstmKernels>): CellSteps {
  const { kernels: k, at, batch: B } = context;
  const { H, rows } = context.sizes;
  const step = 4 * B * H;
  const all = [{ from: 0, to: 0, count: rows }];
  return {
    inputBlocks: all,
    stateBlocks: all,
    hasOwnStateBias: false,
    preActivations: (layer) => at.layers[layer]!.gates,
    forward(layer, t) {
      const { h, c, gates, saved, weights } = at.layers[layer]!;
      const a = gates + 4 * t * step;
      const hPrev = h + t * step;
      const cPrev = c + t * step;
      k.product(B, rows, H, hPrev, H, weights.state, at.inputRows + 4 * t * B, 0, 0, a, rows, at.scratch);
      k.lstmForward(B, H, a, cPrev, cPrev + step, saved + t * step, hPrev + step);
    },
    packBackward(layer) {
      k.packPanels(rows, H, context.param(`rnn.weight_hh_l${layer}`), H, at.layers[layer]!.weights.stateBack);
    },
    backward(layer, t) {
      const { c, gates, saved, dH, dC, weights } = at.layers[layer]!;
      const dA = at.dA + 4 * t * step;
      const here = t * step;
      k.lstmBackward(B, H, gates + 4 * here, c + here, saved + here, dH + here, dC + here, dC + here - step, dA);
      if (t === 0 && !context.reachesBefore) return;
      const dHPrev = dH + here - step;
      k.product(B, H, rows, dA, rows, weights.stateBack, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    savedGradient() {},
  };
}

function lstmAdjoints({ H, rows }: PaddedSizes, k: Kernels & LstmKernels): AdjointCell {
  const all = { from: 0, to: 0, count: rows };
  return {
    inputBlocks: [all],
    stateBlocks: [all],
    back(l, { gates, before, saved }, send) {
      k.lstmBackward(l.count, H, gates, before, saved, l.dH, l.dC, l.dCPrev, l.dA);
      send(all, l.dHPrev);
    },
  };
}

export const LSTM: WasmCell<LstmKernels> = {
  steps: lstmSteps,
  adjoints: (_, sizes, kernels) => lstmAdjoints(sizes, kernels),
};
