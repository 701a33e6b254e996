import { lengthOf } from '../../engine/range.ts';
import { askableLabels } from '../scores/askedLabels.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import type { AblationReport, AblationRequest, LabelAblation } from './ablationReport.ts';
import { clampedValue, clampsOf } from './clampValues.ts';
import { lossByLabel } from './lossByLabel.ts';
import { readClamped } from './readClamped.ts';

/**
 * Reads a passage twice with the same weights: once unchanged, and once with units clamped.
 *
 * @param begin receives the name of each user-defined label before the label is computed
 * @throws RangeError if the model has no such unit; SyntaxError if a hypothesis is not a valid regular expression
 */
export async function ablationReport(
  request: AblationRequest,
  open: OpenStateReader,
  begin?: (label: string) => void,
): Promise<AblationReport> {
  const { spec, tokens, from, units, at, since, rows } = request;
  const passage = tokens.subarray(from);
  const T = passage.length;
  const V = spec.vocab;
  const sums = units.map(() => 0);
  const read = async (clamps: ReturnType<typeof clampsOf>): Promise<readonly [Float32Array, Float32Array]> => {
    const loss = new Float32Array(T - 1);
    const logits = new Float32Array(lengthOf(rows) * V);
    await readClamped(open, spec, request.params, passage, [clamps], ({ reader, from: at0, steps }) => {
      const losses = reader.losses();
      for (let t = 0; t < steps && at0 + t < T - 1; t++) loss[at0 + t] = losses[t]!;
      const { values, start, ld } = reader.logits();
      for (let t = Math.max(0, rows.from - at0); t < Math.min(steps, rows.to - at0); t++) {
        logits.set(values.subarray(start + t * ld, start + t * ld + V), (at0 + t - rows.from) * V);
      }
      if (clamps.length > 0) return;
      for (const [k, { layer, channel, unit }] of units.entries()) {
        const position = reader.rows(channel, layer);
        for (let t = 0; t < steps; t++) sums[k]! += position.values[position.start + t * position.ld + unit]!;
      }
    });
    return [loss, logits];
  };
  const [loss, logits] = await read([]);
  const values = units.map((unit, k) => clampedValue(spec, unit, at, sums[k]! / T));
  const [clampedLoss, clampedLogits] = await read(clampsOf(units, values, since));
  const change = Float32Array.from(loss, (nats, t) => (clampedLoss[t]! - nats) / Math.LN2);
  const labels = askableLabels(request, { from, to: from + T }, begin).flatMap((label): LabelAblation[] => {
    const groups = lossByLabel(change, since, label.compute());
    const { id, name, definition, kind } = label;
    return groups ? [{ id, name, definition, kind, groups }] : [];
  });
  return { values, loss, clampedLoss, rows, logits, clampedLogits, labels };
}
