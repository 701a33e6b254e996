import { optimizerDefaults } from '../../../src/engine/optimizers.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { OptimizerKind, StepSettings } from '../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { Batch } from '../../../src/backends/backend.ts';

export function modelSpec(change: Partial<ModelSpec> & Pick<ModelSpec, 'cell'>): ModelSpec {
  return { vocab: 7, hidden: 5, layers: 1, embedding: 0, nonlinearity: 'tanh', reset: 'after', ...change };
}

/** Parameters without symmetry: every row has a mean and a spread of its own, so that swapped gates or biases show. */
export function asymmetricParameters(spec: ModelSpec, seed = 1): Float64Array {
  const layout = parameterLayout(spec);
  const params = new Float64Array(layout.size);
  const random = createRandom(seed, 'parameters').uniform;
  for (const { shape, offset, size } of layout.entries) {
    const columns = shape.length > 1 ? shape[1]! : 1;
    for (let k = 0; k < size; k++) {
      const row = Math.floor(k / columns);
      params[offset + k] = Math.fround(0.15 * Math.sin(1 + row) + (0.5 + 0.1 * (row % 3)) * (random() - 0.5));
    }
  }
  return params;
}

/** A window of tokens in which some symbols are frequent and, where the vocabulary allows, some never occur. */
export function randomBatch(spec: ModelSpec, unroll: number, batch: number, seed: number, carry = false): Batch {
  const random = createRandom(seed, 'tokens').uniform;
  const used = Math.max(2, spec.vocab - 1);
  const draw = (): Int32Array => Int32Array.from({ length: unroll * batch }, () => Math.floor(random() ** 2 * used));
  return { x: draw(), y: draw(), carry };
}

/** PyTorch's defaults of each optimizer. */
export function stepSettings(kind: OptimizerKind, change: Partial<StepSettings> = {}): StepSettings {
  return {
    learningRate: 0.01,
    optimizer: optimizerDefaults(kind),
    clip: { kind: 'none' },
    reduction: 'mean',
    ...change,
  };
}
