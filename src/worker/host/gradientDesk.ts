/** What the viewing worker answers about gradients of single losses. */
import * as Comlink from 'comlink';
import { chain, lossGradient } from '../../analysis/chain.ts';
import { gradientCheck, type TensorCheck } from '../../analysis/gradientCheck.ts';
import { stateJacobian } from '../../analysis/jacobian.ts';
import { lagCurves } from '../../analysis/lagCurves.ts';
import { lagGradients, type LagStretch } from '../../analysis/lagGradients.ts';
import { trainingMoment } from '../../analysis/overTraining.ts';
import { openWasmLanes } from '../../backends/wasm/wasmLanes.ts';
import { exactLanes } from '../../engine/exactLanes.ts';
import type { OpenLanes } from '../../engine/lanes.ts';
import { readText, type ReadText } from '../../engine/readText.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { buffersOf } from './buffers.ts';
import type { ViewerApi } from '../protocol.ts';

/** Milliseconds between two reports of a check. */
const REPORT_EVERY = 100;

/** Lanes on the SIMD kernels, or the reference's where there is no SIMD. */
const lanes: Promise<OpenLanes<ReadText>> = openWasmLanes().catch(
  () => async (text: ReadText, count: number) => exactLanes(text, count),
);

function handedOver<T>(value: T): T {
  return Comlink.transfer(value, buffersOf(value));
}

/** The text up to the stretch's last loss and the character that it predicts: what comes after changes nothing. */
function readFor(stretch: LagStretch, spec: ModelSpec, params: Float32Array, tokens: Int32Array): ReadText {
  return readText(spec, Float64Array.from(params), tokens.slice(0, stretch.first + stretch.positions + 1));
}

export const gradientDesk: Pick<ViewerApi, 'lags' | 'moment' | 'chain' | 'jacobian' | 'checkGradient'> = {
  async lags(spec, params, tokens, { from, ...stretch }) {
    const text = readFor(stretch, spec, params, tokens);
    const gradients = await lagGradients(text, stretch, await lanes);
    return handedOver({ gradients, curves: lagCurves(gradients, from), from });
  },
  async moment(spec, params, tokens, stretch) {
    return handedOver(await trainingMoment(readFor(stretch, spec, params, tokens), stretch, await lanes));
  },
  async chain(spec, params, tokens, t, layer) {
    const exact = Float64Array.from(params);
    const text = readText(spec, exact, tokens.slice(0, t + 2));
    return handedOver(chain(text, t, layer, lossGradient(spec, exact, tokens, t)));
  },
  async jacobian(spec, params, tokens, t, layer, lags) {
    const text = readText(spec, Float64Array.from(params), tokens.slice(0, t + 1));
    return handedOver(await stateJacobian(text, t, layer, lags, await lanes));
  },
  async checkGradient(spec, params, tokens, request, report) {
    let checks: readonly TensorCheck[] = [];
    let reported = performance.now();
    for (const step of gradientCheck(spec, Float64Array.from(params), tokens, request)) {
      checks = step.checks;
      if (performance.now() - reported < REPORT_EVERY) continue;
      // Waiting for the answer also lets other questions to this worker in.
      if (!(await report(step.done, step.of))) return null;
      reported = performance.now();
    }
    return checks;
  },
};
