import { CELLS, type ModelSpec } from '../../engine/spec.ts';
import type { Findings } from './findings.ts';
import { unitRow } from './units.ts';

/**
 * Units of one layer by how well they track a label, best first, [H]: by the best of a unit's channels in either
 * direction (|2·AUC − 1| for a binary label, |ρ| for a numeric one). Ties keep the order of indices; a unit whose
 * scores are NaN comes last. Null if the label was not found.
 */
export function scoreOrder(spec: ModelSpec, findings: Findings, label: string, layer: number): Int32Array | null {
  const at = findings.found.findIndex(({ id }) => id === label);
  if (at < 0) return null;
  const isBinary = findings.found[at]!.kind === 'binary';
  const U = findings.scores.length / findings.found.length;
  const strength = Float64Array.from({ length: spec.hidden }, (_, unit) => {
    let best = -1;
    for (const channel of CELLS[spec.cell].channels) {
      const score = findings.scores[at * U + unitRow(spec, { layer, channel, unit })]!;
      const size = Math.abs(isBinary ? 2 * score - 1 : score);
      if (size > best) best = size;
    }
    return best;
  });
  return Int32Array.from({ length: spec.hidden }, (_, unit) => unit).sort(
    (a, b) => strength[b]! - strength[a]! || a - b,
  );
}
