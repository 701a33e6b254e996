import type { Nonlinearity } from '../../../engine/cells/channels.ts';
import type { ModelSpec } from '../../../engine/spec.ts';
import type { Kernels } from '../kernels.ts';
import type { AdjointCell, CellContext, CellSteps, WasmCell } from '../cell.ts';
import type { PaddedSizes } from '../paddedParameters.ts';

/** Source: `assembly/cells/rnn.ts`. */
export interface RnnKernels {
  rnnForward(phi: number, B: number, H: number, units: number, h: number): void;
  rnnBackward(phi: number, bytes: number, h: number, dH: number, dA: number): void;
}

/** The kernels' number for each φ. */
const PHI: Readonly<Record<Nonlinearity, number>> = { tanh: 0, relu: 1, sigmoid: 2 };

/** h = φ(W_ih x + b + W_hh hPrev). The product writes directly into h. */
function rnnSteps(context: CellContext<RnnKernels>): CellSteps {
  const { kernels: k, at, batch: B, spec } = context;
  const { H } = context.sizes;
  const phi = PHI[spec.nonlinearity];
  const step = 4 * B * H;
  const all = [{ from: 0, to: 0, count: H }];
  return {
    inputBlocks: all,
    stateBlocks: all,
    hasOwnStateBias: false,
    preActivations: (layer) => at.layers[layer]!.h + step,
    forward(layer, t) {
      const { h, weights } = at.layers[layer]!;
      const hPrev = h + t * step;
      k.product(B, H, H, hPrev, H, weights.state, at.inputRows + 4 * t * B, 0, 0, hPrev + step, H, at.scratch);
      k.rnnForward(phi, B, H, spec.hidden, hPrev + step);
    },
    packBackward(layer) {
      k.packPanels(H, H, context.param(`rnn.weight_hh_l${layer}`), H, at.layers[layer]!.weights.stateBack);
    },
    backward(layer, t) {
      const { h, dH, weights } = at.layers[layer]!;
      const dA = at.dA + t * step;
      k.rnnBackward(phi, step, h + (t + 1) * step, dH + t * step, dA);
      if (t === 0 && !context.reachesBefore) return;
      const dHPrev = dH + (t - 1) * step;
      k.product(B, H, H, dA, H, weights.stateBack, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    savedGradient() {},
  };
}

function rnnAdjoints(spec: ModelSpec, { H, rows }: PaddedSizes, k: Kernels & RnnKernels): AdjointCell {
  const all = { from: 0, to: 0, count: rows };
  return {
    inputBlocks: [all],
    stateBlocks: [all],
    back(l, { after }, send) {
      k.rnnBackward(PHI[spec.nonlinearity], 4 * l.count * H, after, l.dH, l.dA);
      send(all, l.dHPrev);
    },
  };
}

export const RNN: WasmCell<RnnKernels> = { steps: rnnSteps, adjoints: rnnAdjoints };
