import type { CellContext, CellSteps } from './cell.ts';

export function lstmSteps(context: CellContext): CellSteps {
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
      const { h, c, gates, kept, weights } = at.layers[layer]!;
      const a = gates + 4 * t * step;
      const hPrev = h + t * step;
      const cPrev = c + t * step;
      k.product(B, rows, H, hPrev, H, weights.state, at.inputRows + 4 * t * B, 0, 0, a, rows, at.scratch);
      k.lstmForward(B, H, a, cPrev, cPrev + step, kept + t * step, hPrev + step);
    },
    packBackward(layer) {
      k.packPanels(rows, H, context.param(`rnn.weight_hh_l${layer}`), H, at.layers[layer]!.weights.stateBack);
    },
    backward(layer, t) {
      const { c, gates, kept, dH, dC, weights } = at.layers[layer]!;
      const dA = at.dA + 4 * t * step;
      const here = t * step;
      k.lstmBackward(B, H, gates + 4 * here, c + here, kept + here, dH + here, dC + here, dC + here - step, dA);
      if (t === 0 && !context.reachesBefore) return;
      const dHPrev = dH + here - step;
      k.product(B, H, rows, dA, rows, weights.stateBack, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    keptGradient() {},
  };
}
