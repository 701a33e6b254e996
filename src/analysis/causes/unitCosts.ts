import type { Hold } from '../../engine/hold.ts';
import { askableLabels } from '../scores/askedLabels.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import { type CostReport, type CostRequest, type CostStretch, MOST_COUNTED, type UnitCosts, WARM_UP } from './costs.ts';
import { heldValue, holdsOf } from './heldValues.ts';
import { LEAST_GROUP } from './lossByLabel.ts';
import { readHeld } from './readHeld.ts';

/** Most lanes that read side by side: more are no faster, because their states no longer fit into the cache. */
const MOST_LANES = 64;

/** The kernels take lanes in strips of four: in whole strips, what a lane computes does not depend on how many lanes there are. */
const STRIP = 4;

/** The lanes with some more that hold nothing. */
function fullStrips(lanes: readonly (readonly Hold[])[]): readonly (readonly Hold[])[] {
  const missing = (STRIP - (lanes.length % STRIP)) % STRIP;
  return [...lanes, ...Array.from({ length: missing }, () => [])];
}

/** The stretch of a text of so many characters that is read. */
export function costStretch(count: number): CostStretch {
  const read = Math.min(count, MOST_COUNTED + WARM_UP + 1);
  const warmUp = Math.min(WARM_UP, Math.floor(read / 4));
  return { from: count - read, warmUp, counted: read - 1 - warmUp };
}

/**
 * What holding each unit of a channel alone costs: every unit has a lane of its own, and all lanes read the same characters.
 *
 * @param report is told which share is done, and which label of the reader's own is begun
 * @throws SyntaxError if a hypothesis is no regular expression
 */
export async function unitCosts(
  request: CostRequest,
  open: OpenStateReader,
  report: (report: CostReport) => void = () => undefined,
): Promise<UnitCosts> {
  const { spec, params, place, at } = request;
  const { layer, channel } = place;
  const H = spec.hidden;
  const stretch = costStretch(request.tokens.length);
  const { from, warmUp, counted } = stretch;
  const tokens = request.tokens.subarray(from);
  const count = tokens.length;
  const begin = (name: string): void => report({ kind: 'label', name });
  const binary = askableLabels(request, { from, count }, begin).filter(({ kind }) => kind === 'binary');
  const labels = binary.flatMap(({ id, name, compute }) => {
    const values = compute().values.subarray(warmUp, warmUp + counted);
    let on = 0;
    for (const value of values) on += value;
    return on < LEAST_GROUP || counted - on < LEAST_GROUP ? [] : [{ id, name, count: on, values }];
  });

  report({ kind: 'share', share: 0 });

  const plain = new Float64Array(count);
  const sums = new Float64Array(H);
  await readHeld(open, spec, params, tokens, fullStrips([[]]), ({ reader, from: t0, steps }) => {
    const { streams: B } = reader;
    const losses = reader.losses();
    const { values, start, ld } = reader.rows(channel, layer);
    for (let t = 0; t < steps; t++) {
      plain[t0 + t] = losses[t * B]!;
      for (let j = 0; j < H; j++) sums[j]! += values[start + t * B * ld + j]!;
    }
  });
  const values = Float32Array.from(sums, (sum) => heldValue(spec, place, at, sum / count));

  const total = new Float64Array(H);
  const on = labels.map(() => new Float64Array(H));
  for (let first = 0; first < H; first += MOST_LANES) {
    const lanes = Array.from({ length: Math.min(MOST_LANES, H - first) }, (_, k) =>
      holdsOf([{ ...place, unit: first + k }], [values[first + k]!], 0),
    );
    await readHeld(open, spec, params, tokens, fullStrips(lanes), ({ reader, from: t0, steps }) => {
      const { streams: B } = reader;
      const losses = reader.losses();
      for (let t = Math.max(0, warmUp - t0); t < steps && t0 + t < count - 1; t++) {
        const added = (lane: number): number => losses[t * B + lane]! - plain[t0 + t]!;
        for (let lane = 0; lane < lanes.length; lane++) total[first + lane]! += added(lane);
        for (const [k, label] of labels.entries()) {
          if (!label.values[t0 + t - warmUp]) continue;
          for (let lane = 0; lane < lanes.length; lane++) on[k]![first + lane]! += added(lane);
        }
      }
      report({ kind: 'share', share: (first + (lanes.length * (t0 + steps)) / count) / H });
    });
  }
  let nats = 0;
  for (let t = warmUp; t < count - 1; t++) nats += plain[t]!;
  const perLabel = (of: (k: number, j: number) => number): Float32Array =>
    Float32Array.from({ length: labels.length * H }, (_, at0) => of(Math.floor(at0 / H), at0 % H) / Math.LN2);
  return {
    place,
    stretch,
    bits: nats / counted / Math.LN2,
    change: Float32Array.from(total, (sum) => sum / counted / Math.LN2),
    values,
    labels: labels.map(({ id, name, count: n }) => ({ id, name, count: n })),
    on: perLabel((k, j) => on[k]![j]! / labels[k]!.count),
    off: perLabel((k, j) => (total[j]! - on[k]![j]!) / (counted - labels[k]!.count)),
  };
}
