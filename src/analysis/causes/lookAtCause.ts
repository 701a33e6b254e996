import { askableLabels } from '../scores/askedLabels.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import type { CauseLook, CauseRequest, LabelCause } from './causeLook.ts';
import { heldValue, holdsOf } from './heldValues.ts';
import { lossByLabel } from './lossByLabel.ts';
import { readHeld } from './readHeld.ts';

/**
 * Reads a passage twice with the same weights, as the model is and with units held.
 *
 * @param begin is told the name of a label of the reader's own before it is computed
 * @throws RangeError if the model has no such unit; SyntaxError if a hypothesis is no regular expression
 */
export async function lookAtCause(
  request: CauseRequest,
  open: OpenStateReader,
  begin?: (label: string) => void,
): Promise<CauseLook> {
  const { spec, tokens, from, units, at, since, rows } = request;
  const passage = tokens.subarray(from);
  const T = passage.length;
  const V = spec.vocab;
  const sums = units.map(() => 0);
  const read = async (holds: ReturnType<typeof holdsOf>): Promise<readonly [Float32Array, Float32Array]> => {
    const loss = new Float32Array(T - 1);
    const logits = new Float32Array(rows.count * V);
    await readHeld(open, spec, request.params, passage, [holds], ({ reader, from: at0, steps }) => {
      const losses = reader.losses();
      for (let t = 0; t < steps && at0 + t < T - 1; t++) loss[at0 + t] = losses[t]!;
      const { values, start, ld } = reader.logits();
      for (let t = Math.max(0, rows.from - at0); t < Math.min(steps, rows.from + rows.count - at0); t++) {
        logits.set(values.subarray(start + t * ld, start + t * ld + V), (at0 + t - rows.from) * V);
      }
      if (holds.length > 0) return;
      for (const [k, { layer, channel, unit }] of units.entries()) {
        const place = reader.rows(channel, layer);
        for (let t = 0; t < steps; t++) sums[k]! += place.values[place.start + t * place.ld + unit]!;
      }
    });
    return [loss, logits];
  };
  const [loss, logits] = await read([]);
  const values = units.map((unit, k) => heldValue(spec, unit, at, sums[k]! / T));
  const [heldLoss, heldLogits] = await read(holdsOf(units, values, since));
  const change = Float32Array.from(loss, (nats, t) => (heldLoss[t]! - nats) / Math.LN2);
  const labels = askableLabels(request, { from, count: T }, begin).flatMap(({ compute, ...label }): LabelCause[] => {
    const groups = lossByLabel(change, since, compute());
    return groups ? [{ ...label, groups }] : [];
  });
  return { values, loss, heldLoss, rows, logits, heldLogits, labels };
}
