import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';
import type { ProbeFinding } from './findings.ts';
import { labelAt, type LabelValues, scoreOf } from './labelValues.ts';
import { ProbeFitter, probeScores } from './probe.ts';
import type { OpenRowProducts } from './rankProducts.ts';
import { unitRow } from './units.ts';
import { valueTable } from './unitScores.ts';

/** The largest number of units in a probe. If there are more, only those of the top layer are used. */
export const MOST_WEIGHTS = 1024;

function stateChannels({ cell }: ModelSpec): readonly Channel[] {
  return CELLS[cell].channels.filter((channel) => channel === 'c' || channel === 'h');
}

/** Whether the state of all layers is too large for a probe. */
export function weighsTopLayerOnly(spec: ModelSpec): boolean {
  return spec.layers > 1 && spec.layers * stateChannels(spec).length * spec.hidden > MOST_WEIGHTS;
}

/** Rows of the units that make up the whole state of the network: h and, for an LSTM, c. */
export function stateRows(spec: ModelSpec): number[] {
  const { hidden, layers } = spec;
  const states = stateChannels(spec);
  const first = weighsTopLayerOnly(spec) ? layers - 1 : 0;
  const rows: number[] = [];
  for (let layer = first; layer < layers; layer++) {
    for (const channel of states) {
      for (let unit = 0; unit < hidden; unit++) rows.push(unitRow(spec, { layer, channel, unit }));
    }
  }
  return rows;
}

/**
 * Fits a probe for every label on the first half of the sampled positions and scores it on the second.
 *
 * @param codes the units' codes at the positions, [U, S]
 * @param positions [S], indices into the labels' values
 */
export async function fitProbes(
  spec: ModelSpec,
  codes: Uint16Array,
  positions: Int32Array,
  labels: readonly LabelValues[],
  open: OpenRowProducts,
  report: (label: number, probe: ProbeFinding) => void,
): Promise<void> {
  const S = positions.length;
  const half = S / 2;
  const rows = stateRows(spec);
  const D = rows.length;
  const fit = new Float32Array(D * half);
  const test = new Float32Array(D * half);
  for (const [j, row] of rows.entries()) {
    const table = valueTable(spec, row);
    const values = Float32Array.from(codes.subarray(row * S, (row + 1) * S), (code) => table[code]!);
    let mean = 0;
    for (let t = 0; t < half; t++) mean += values[t]! / half;
    let square = 0;
    for (let t = 0; t < half; t++) square += (values[t]! - mean) ** 2 / half;
    const scale = square > 1e-12 ? 1 / Math.sqrt(square) : 0;
    for (let t = 0; t < half; t++) {
      fit[j * half + t] = (values[t]! - mean) * scale;
      test[j * half + t] = (values[half + t]! - mean) * scale;
    }
  }
  const fitter = await ProbeFitter.open(fit, D, open);
  for (const [k, label] of labels.entries()) {
    const seen = labelAt(label, positions.subarray(0, half));
    const unseen = labelAt(label, positions.subarray(half));
    const { weights, bias } = label.kind === 'binary' ? fitter.logistic(seen.values) : fitter.ridge(seen.values);
    const score = scoreOf(probeScores(test, D, Float64Array.from([...weights, bias])), unseen);
    report(k, { score, rows, weights: Array.from(weights) });
  }
}
