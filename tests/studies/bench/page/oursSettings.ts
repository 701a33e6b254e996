import { initialParameters } from '../../../../src/engine/initialise.ts';
import { optimizerDefaults } from '../../../../src/engine/optimizers.ts';
import type { StepSettings } from '../../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import type { ModelRequest } from '../../../../src/backends/backend.ts';
import type { Workload } from '../contract.ts';

export function specOf({ cell, V, H }: Workload): ModelSpec {
  return { cell, vocab: V, hidden: H, layers: 1, embedding: 0, nonlinearity: 'tanh', reset: 'after' };
}

export function requestOf(workload: Workload): ModelRequest {
  const spec = specOf(workload);
  const init = { kind: 'uniform', headBias: 'plain', forgetBias: 1, seed: 1 } as const;
  return { spec, batch: workload.B, unroll: workload.T, params: initialParameters(spec, init, null) };
}

/** Everything on that the page has on: clipping by norm, both biases (always), and a state that is carried (batchAt). */
export function settingsOf({ optimizer }: Workload): StepSettings {
  if (optimizer === 'adam') {
    return {
      learningRate: 2e-3,
      optimizer: optimizerDefaults('adam'),
      clip: { kind: 'norm', max: 1 },
      reduction: 'mean',
    };
  }
  return {
    learningRate: 0.1,
    optimizer: optimizerDefaults('adagrad-minchar'),
    clip: { kind: 'norm', max: 5 },
    reduction: 'sum',
  };
}
