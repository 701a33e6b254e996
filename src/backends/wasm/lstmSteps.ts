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
      const { h, c, gates, kept } = at.layers[layer]!;
      const a = gates + 4 * t * step;
      const hPrev = h + t * step;
      const cPrev = c + t * step;
      k.product(B, rows, H, hPrev, H, at.statePanels, at.inputRows + 4 * t * B, 0, 0, a, rows, at.scratch);
      k.lstmForward(B, H, a, cPrev, cPrev + step, kept + t * step, hPrev + step);
    },
    beginBackward(layer) {
      k.packPanels(rows, H, context.param(`rnn.weight_hh_l${layer}`), H, at.statePanels);
      const last = (at.layers[layer]!.dC + (context.steps - 1) * step) / 4;
      context.floats.fill(0, last, last + B * H);
    },
    backward(layer, t) {
      const { c, gates, kept, dH, dC } = at.layers[layer]!;
      const dA = at.dA + 4 * t * step;
      const here = t * step;
      const dCPrev = t > 0 ? dC + here - step : at.dBefore;
      k.lstmBackward(B, H, gates + 4 * here, c + here, kept + here, dH + here, dC + here, dCPrev, dA);
      if (t === 0) return;
      const dHPrev = dH + here - step;
      k.product(B, H, rows, dA, rows, at.statePanels, 0, dHPrev, H, dHPrev, H, at.scratch);
    },
    keptGradient() {},
  };
}
