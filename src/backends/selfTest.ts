import { optimizerDefaults } from '../engine/optimizers.ts';
import { parameterLayout } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import type { StepSettings } from '../engine/stepSettings.ts';
import { CELL_KINDS, type CellKind, type ModelSpec } from '../engine/spec.ts';
import type { Backend, BackendModel, Batch, WindowReport } from './backend.ts';
import { openCpuBackend } from './cpu/cpuBackend.ts';

/** The deviation of one cell on this backend from the reference. */
interface CellSelfTest {
  readonly cell: CellKind;
  /** The largest relative deviation; NaN if a number was NaN. */
  readonly deviation: number;
  /** The quantity with the largest deviation: "gradient of rnn.weight_hh_l0", "f", "parameters after one step". */
  readonly quantity: string;
}

/** The result of a self-test. */
export interface SelfTest {
  /** The largest deviation of all cells. */
  readonly deviation: number;
  readonly cells: readonly CellSelfTest[];
}

/** A backend with a larger deviation is rejected. Float32 with an accurate tanh stays a hundred times below. */
export const SELF_TEST_TOLERANCE = 1e-4;

const BATCH = 3;
const UNROLL = 4;

/**
 * Computes one window and one training step of a small model of each cell on a backend and compares the results with
 * the reference: every channel, the logits, every gradient, and the parameters after the step. Deviations are
 * relative to the largest value of the array (of the parameter, for gradients). The weights are asymmetric, so that
 * swapped gates are detected.
 *
 * @throws BackendLostError if the backend is lost meanwhile.
 */
export async function selfTest(backend: Backend): Promise<SelfTest> {
  const reference = openCpuBackend();
  const cells: CellSelfTest[] = [];
  for (const cell of CELL_KINDS) cells.push(await selfTestCell(backend, reference, cell));
  const worst = cells.reduce((a, b) => (isWorse(b.deviation, a.deviation) ? b : a));
  return { deviation: worst.deviation, cells };
}

async function selfTestCell(backend: Backend, reference: Backend, cell: CellKind): Promise<CellSelfTest> {
  const spec: ModelSpec = { cell, vocab: 7, hidden: 5, layers: 1, embedding: 0, nonlinearity: 'tanh', reset: 'after' };
  const request = { spec, batch: BATCH, unroll: UNROLL, params: asymmetric(spec) };
  const [found, expected] = [await backend.createModel(request), await reference.createModel(request)];
  try {
    const quantities = [await quantitiesOf(found, spec), await quantitiesOf(expected, spec)] as const;
    let worst: CellSelfTest = { cell, deviation: 0, quantity: 'h' };
    for (const [quantity, values] of quantities[1]) {
      const deviation = relativeDeviation(quantities[0].get(quantity) ?? [], values);
      if (isWorse(deviation, worst.deviation)) worst = { cell, deviation, quantity };
    }
    return worst;
  } finally {
    found.dispose();
    expected.dispose();
  }
}

/** All quantities that are compared, by name. */
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

/** Parameters whose rows all have a different mean and spread. */
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

/** The largest |found − expected| over the largest |expected|; NaN if lengths differ or a number is NaN. */
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

/** Whether a deviation is worse than another. NaN is worse than every number. */
function isWorse(deviation: number, than: number): boolean {
  return !Number.isNaN(than) && !(deviation <= than);
}
