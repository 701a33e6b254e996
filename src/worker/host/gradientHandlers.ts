/** The viewing worker's handlers for questions about gradients of single losses. */
import * as Comlink from 'comlink';
import { chain, lossGradient } from '../../analysis/chain.ts';
import { gradientCheck, type TensorCheck } from '../../analysis/gradientCheck.ts';
import { stateJacobian } from '../../analysis/jacobian.ts';
import { lagCurves } from '../../analysis/lagCurves.ts';
import { lagErrors, type LagErrors } from '../../analysis/lagErrors.ts';
import { type LagGradients, lagGradients, type LagStretch } from '../../analysis/lagGradients.ts';
import { checkpointMetrics } from '../../analysis/checkpointMetrics.ts';
import { openWasmAdjoints } from '../../backends/wasm/wasmAdjoints.ts';
import { exactAdjoints } from '../../engine/exactAdjoints.ts';
import type { OpenAdjoints } from '../../engine/batchedAdjoints.ts';
import { readText, type ReadText } from '../../engine/readText.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { buffersOf } from './buffers.ts';
import { beatWhile } from './heart.ts';
import { comparedLosses, EXACT_ADJOINTS_OF_MANY, isExactJacobian, isExactStretch } from './adjointChoice.ts';
import type { ViewerApi } from '../protocol.ts';

/** Milliseconds between two reports of a gradient check. */
const REPORT_EVERY = 100;

/** Batched adjoints in float64. */
const reference: OpenAdjoints<ReadText> = async (text, count) => exactAdjoints(text, count);
/** Batched adjoints in float32 on the SIMD kernels; null without SIMD. */
const fast: Promise<OpenAdjoints<ReadText> | null> = beatWhile(openWasmAdjoints()).catch(() => null);

/**
 * Gradients by lag, in float64 if that is fast enough. Otherwise in float32, with the errors of some of the losses
 * from timestep `from` on.
 */
async function measured(
  text: ReadText,
  stretch: LagStretch,
  from: number,
  budget?: number,
): Promise<{ readonly gradients: LagGradients; readonly errors: LagErrors | null }> {
  const kernels = isExactStretch(text.spec, stretch, budget) ? null : await fast;
  const gradients = await lagGradients(text, stretch, kernels ?? reference);
  const count = comparedLosses(text.spec, stretch);
  return { gradients, errors: kernels && (await lagErrors(text, gradients, from, count)) };
}

function handedOver<T>(value: T): T {
  return Comlink.transfer(value, buffersOf(value));
}

/** Reads the text up to the last loss of the range and its target. Later characters do not affect these gradients. */
function readFor(stretch: LagStretch, spec: ModelSpec, params: Float32Array, tokens: Int32Array): ReadText {
  return readText(spec, Float64Array.from(params), tokens.slice(0, stretch.losses.to + 1));
}

export const gradientHandlers: Pick<ViewerApi, 'lags' | 'metrics' | 'chain' | 'jacobian' | 'checkGradient'> = {
  async lags(spec, params, tokens, { from, ...stretch }) {
    const text = readFor(stretch, spec, params, tokens);
    const { gradients, errors } = await measured(text, stretch, from);
    return handedOver({ gradients, curves: lagCurves(gradients, from, errors), from, errors });
  },
  async metrics(spec, params, tokens, stretch) {
    const text = readFor(stretch, spec, params, tokens);
    const { gradients, errors } = await measured(text, stretch, stretch.losses.from, EXACT_ADJOINTS_OF_MANY);
    return handedOver(checkpointMetrics(text, gradients, errors));
  },
  async chain(spec, params, tokens, t, layer) {
    const exact = Float64Array.from(params);
    const text = readText(spec, exact, tokens.slice(0, t + 2));
    return handedOver(chain(text, t, layer, lossGradient(spec, exact, tokens, t)));
  },
  async jacobian(spec, params, tokens, t, layer, lags) {
    const text = readText(spec, Float64Array.from(params), tokens.slice(0, t + 1));
    const isExact = isExactJacobian(spec, Math.min(lags, t + 1));
    return handedOver(await stateJacobian(text, t, layer, lags, (isExact ? null : await fast) ?? reference));
  },
  async checkGradient(spec, params, tokens, request, report) {
    let checks: readonly TensorCheck[] = [];
    let reported = performance.now();
    for (const step of gradientCheck(spec, Float64Array.from(params), tokens, request)) {
      checks = step.checks;
      if (performance.now() - reported < REPORT_EVERY) continue;
      // Awaiting the answer also lets this worker receive other questions.
      if (!(await report(step.done, step.of))) return null;
      reported = performance.now();
    }
    return checks;
  },
};
