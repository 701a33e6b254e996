import { optimizerDefaults } from '../engine/optimizers.ts';
import { parameterLayout } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import type { StepSettings } from '../engine/settings.ts';
import type { CellKind, ModelSpec } from '../engine/spec.ts';
import type { Backend, BackendModel, Batch, WindowReport } from './backend.ts';
import { openCpuBackend } from './cpu/cpuBackend.ts';

/** How far one cell on this backend is from the reference. */
export interface CellProof {
  readonly cell: CellKind;
  /** Largest relative deviation met; NaN if a number was none. */
  readonly deviation: number;
  /** The quantity in which it was met: "gradient of rnn.weight_hh_l0", "f", "parameters after one step". */
  readonly quantity: string;
}

export interface Proof {
  /** The worst of the cells'. */
  readonly deviation: number;
  readonly cells: readonly CellProof[];
}

/** A backend that deviates more is refused: float32 with a careful tanh stays a hundred times below. */
export const PROOF_TOLERANCE = 1e-4;

const CELLS: readonly CellKind[] = ['rnn', 'gru', 'lstm'];
const BATCH = 3;
const UNROLL = 4;

/**
 * Lets a backend compute one window and one training step of a small model of each cell and compares all of it with the
 * reference: every channel, the logits, every gradient, the parameters after the step. Deviations are relative to the
 * largest value of the array (of the parameter, for gradients). The weights have no symmetry, so that a swapped gate
 * shows.
 *
 * @throws BackendLostError if the backend is lost meanwhile.
 */
export async function proveBackend(backend: Backend): Promise<Proof> {
  const witness = openCpuBackend();
  const cells: CellProof[] = [];
  for (const cell of CELLS) cells.push(await proveCell(backend, witness, cell));
  const worst = cells.reduce((a, b) => (isWorse(b.deviation, a.deviation) ? b : a));
  return { deviation: worst.deviation, cells };
}

async function proveCell(backend: Backend, witness: Backend, cell: CellKind): Promise<CellProof> {
  const spec: ModelSpec = { cell, vocab: 7, hidden: 5, layers: 1, embedding: 0, nonlinearity: 'tanh', reset: 'after' };
  const request = { spec, batch: BATCH, unroll: UNROLL, params: asymmetric(spec) };
  const [found, expected] = [await backend.createModel(request), await witness.createModel(request)];
  try {
    const quantities = [await quantitiesOf(found, spec), await quantitiesOf(expected, spec)] as const;
    let worst: CellProof = { cell, deviation: 0, quantity: 'h' };
    for (const [quantity, reference] of quantities[1]) {
      const deviation = relativeDeviation(quantities[0].get(quantity) ?? [], reference);
      if (isWorse(deviation, worst.deviation)) worst = { cell, deviation, quantity };
    }
    return worst;
  } finally {
    found.dispose();
    expected.dispose();
  }
}

/** Everything that is compared, by name. */
async function quantitiesOf(model: BackendModel, spec: ModelSpec): Promise<Map<string, ArrayLike<number>>> {
  const random = createRandom(3, 'proof tokens');
  const tokens = (): Int32Array => Int32Array.from({ length: UNROLL * BATCH }, () => random.integer(spec.vocab));
  const batch: Batch = { x: tokens(), y: tokens(), carry: false };
  const settings: StepSettings = {
    learningRate: 0.01,
    optimizer: optimizerDefaults('adam'),
    clip: { kind: 'norm', max: 0.1 },
    reduction: 'mean',
  };
  const report: WindowReport = await model.inspect(batch, settings);
  const { loss, gradNorm } = await model.step(batch, settings);
  const quantities = new Map<string, ArrayLike<number>>(Object.entries(report.channels));
  quantities.set('logits', report.logits);
  for (const { name, offset, size } of parameterLayout(spec).entries) {
    quantities.set(`gradient of ${name}`, report.grads.subarray(offset, offset + size));
  }
  quantities.set('gradient of h', report.gradH);
  if (report.gradC) quantities.set('gradient of c', report.gradC);
  quantities.set('loss', [loss]);
  quantities.set('gradient norm', [gradNorm]);
  quantities.set('parameters after one step', (await model.getState()).params);
  return quantities;
}

/** Parameters in which every row has a mean and a spread of its own. */
function asymmetric(spec: ModelSpec): Float64Array {
  const layout = parameterLayout(spec);
  const params = new Float64Array(layout.size);
  const random = createRandom(5, 'proof parameters');
  for (const { shape, offset, size } of layout.entries) {
    const columns = shape[1] ?? 1;
    for (let k = 0; k < size; k++) {
      const row = Math.floor(k / columns);
      params[offset + k] = Math.fround(0.3 * Math.sin(1 + row) + (0.4 + 0.1 * (row % 3)) * (random.uniform() - 0.5));
    }
  }
  return params;
}

/** Largest |found − expected| over the largest |expected|; NaN if lengths differ or a number is none. */
function relativeDeviation(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.NaN;
  let [difference, scale] = [0, 0];
  for (let k = 0; k < expected.length; k++) {
    const d = Math.abs(found[k]! - expected[k]!);
    if (isWorse(d, difference)) difference = d;
    scale = Math.max(scale, Math.abs(expected[k]!));
  }
  return difference === 0 ? 0 : difference / scale;
}

/** NaN is worse than every number. */
function isWorse(deviation: number, than: number): boolean {
  return !Number.isNaN(than) && !(deviation <= than);
}
