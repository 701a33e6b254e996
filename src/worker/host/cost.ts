/** Estimates the cost of training before it begins. */
import type { CostedBackend } from '../../backends/backend.ts';
import { initialParameters } from '../../engine/initialise.ts';
import { optimizerDefaults } from '../../engine/optimizers.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { stepWork } from '../../engine/work.ts';
import { MAX_STEP_SECONDS, maxTrainingBytes } from '../../limits/limits.ts';
import type { Remedy, StepCost, TrainingCost } from '../protocol.ts';

/** The models to be trained together, with their window. */
export interface TrainingShape {
  readonly specs: readonly ModelSpec[];
  readonly batch: number;
  readonly unroll: number;
}

/** Large enough to be dominated by the products, small enough for a hundredth of a second on the kernels. */
const TIMED = { hidden: 128, batch: 16, unroll: 8, vocab: 32 };

/** Number of timed steps. The fastest counts, and the first does not, because compilers are still at work. */
const STEPS = 3;
/** The settings that are suggested stay this far below the limits, because a machine's speed varies. */
const MARGIN = 0.5;

/** Measures the multiplications per second of one model on a backend. */
export async function timeBackend(backend: CostedBackend): Promise<number> {
  const { hidden, batch, unroll, vocab } = TIMED;
  const spec: ModelSpec = {
    cell: 'lstm',
    vocab,
    hidden,
    layers: 1,
    embedding: 0,
    nonlinearity: 'tanh',
    reset: 'after',
  };
  const params = initialParameters(spec, { kind: 'uniform', headBias: 'plain', forgetBias: 1, seed: 1 }, []);
  const model = await backend.createModel({ spec, batch, unroll, params });
  const tokens = Int32Array.from({ length: unroll * batch }, (_, k) => k % vocab);
  const settings = {
    learningRate: 0,
    optimizer: optimizerDefaults('sgd'),
    clip: { kind: 'none' },
    reduction: 'mean',
  } as const;
  try {
    let seconds = Infinity;
    for (let step = 0; step < STEPS; step++) {
      const begun = performance.now();
      await model.step({ x: tokens, y: tokens, carry: false }, settings);
      if (step > 0) seconds = Math.min(seconds, (performance.now() - begun) / 1000);
    }
    return stepWork(spec, unroll, batch) / Math.max(seconds, 1e-4);
  } finally {
    model.dispose();
  }
}

function stepCost(backend: CostedBackend, speed: number, { specs, batch, unroll }: TrainingShape): StepCost {
  const works = specs.map((spec) => stepWork(spec, unroll, batch));
  const sum = works.reduce((a, b) => a + b, 0);
  // The step takes as long as the slowest model. If there are fewer threads than models, models share threads.
  const longest = Math.max(0, ...works, sum / Math.max(1, Math.min(backend.threads, specs.length)));
  return {
    bytes: specs.reduce((bytes, spec) => bytes + backend.bytesOf({ spec, batch, unroll }), 0),
    seconds: longest / speed,
  };
}

function isAffordable({ bytes, seconds }: StepCost): boolean {
  return bytes <= maxTrainingBytes() && seconds <= MAX_STEP_SECONDS;
}

/**
 * The cost of a training step, and settings that would make it affordable.
 *
 * @param speed multiplications per second of one thread
 */
export function trainingCost(backend: CostedBackend, speed: number, shape: TrainingShape): TrainingCost {
  const cost = stepCost(backend, speed, shape);
  if (isAffordable(cost)) return { ...cost, isAffordable: true, remedies: [] };
  const remedies: Remedy[] = [];
  const largest = Math.max(...shape.specs.map(({ hidden }) => hidden));
  for (const setting of ['batch', 'unroll', 'hidden'] as const) {
    for (let value = half(setting === 'hidden' ? largest : shape[setting]); value >= 1; value = half(value)) {
      const smaller =
        setting === 'hidden'
          ? { ...shape, specs: shape.specs.map((spec) => ({ ...spec, hidden: Math.min(spec.hidden, value) })) }
          : { ...shape, [setting]: value };
      const then = stepCost(backend, speed, smaller);
      if (!isAffordable({ ...then, seconds: then.seconds / MARGIN })) continue;
      remedies.push({ setting, value, ...then });
      break;
    }
  }
  return { ...cost, isAffordable: false, remedies };
}

function half(value: number): number {
  return Math.floor(value / 2);
}
