import type { Nonlinearity } from '../../engine/spec.ts';
import type { CellContext, CellSteps } from './cell.ts';

/** φ as the kernels number it. */
const PHI: Readonly<Record<Nonlinearity, number>> = { tanh: 0, relu: 1, sigmoid: 2 };

/** h = φ(W_ih x + b + W_hh hPrev): the product writes into h itself. */
export function rnnSteps(context: CellContext): CellSteps {
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
    keptGradient() {},
  };
}
