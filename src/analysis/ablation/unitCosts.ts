import type { Clamp } from '../../engine/clamp.ts';
import { askableLabels } from '../scores/askedLabels.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import { type CostReport, type CostRequest, type CostStretch, MOST_COUNTED, type UnitCosts, WARM_UP } from './costs.ts';
import { clampedValue, clampsOf } from './clampValues.ts';
import { LEAST_GROUP } from './lossByLabel.ts';
import { readClamped } from './readClamped.ts';

/** The largest number of parallel streams. More are no faster, because their states no longer fit into the cache. */
const MOST_STREAMS = 64;

/**
 * The kernels process streams in strips of four. In whole strips the result of a stream does not depend on the number
 * of streams.
 */
const STRIP = 4;

/** The streams, padded to whole strips with streams that have no clamps. */
function fullStrips(streams: readonly (readonly Clamp[])[]): readonly (readonly Clamp[])[] {
  const missing = (STRIP - (streams.length % STRIP)) % STRIP;
  return [...streams, ...Array.from({ length: missing }, () => [])];
}

/** The range that is read of a text with `count` characters. */
export function costStretch(count: number): CostStretch {
  const read = Math.min(count, MOST_COUNTED + WARM_UP + 1);
  const warmUp = Math.min(WARM_UP, Math.floor(read / 4));
  return { from: count - read, warmUp, counted: read - 1 - warmUp };
}

/**
 * How much clamping each unit of a channel alone changes the loss. Every unit has a stream of its own, and all
 * streams read the same characters.
 *
 * @param report receives the share that is done, and the name of each user-defined label before it is computed
 * @throws SyntaxError if a hypothesis is not a valid regular expression
 */
export async function unitCosts(
  request: CostRequest,
  open: OpenStateReader,
  report: (report: CostReport) => void = () => undefined,
): Promise<UnitCosts> {
  const { spec, params, source: position, at } = request;
  const { layer, channel } = position;
  const H = spec.hidden;
  const stretch = costStretch(request.tokens.length);
  const { from, warmUp, counted } = stretch;
  const tokens = request.tokens.subarray(from);
  const count = tokens.length;
  const begin = (name: string): void => report({ kind: 'label', name });
  const binary = askableLabels(request, { from, to: from + count }, begin).filter(({ kind }) => kind === 'binary');
  const labels = binary.flatMap(({ id, name, compute }) => {
    const values = compute().values.subarray(warmUp, warmUp + counted);
    let on = 0;
    for (const value of values) on += value;
    return on < LEAST_GROUP || counted - on < LEAST_GROUP ? [] : [{ id, name, count: on, values }];
  });

  report({ kind: 'share', share: 0 });

  const plain = new Float64Array(count);
  const sums = new Float64Array(H);
  await readClamped(open, spec, params, tokens, fullStrips([[]]), ({ reader, from: t0, steps }) => {
    const { streams: B } = reader;
    const losses = reader.losses();
    const { values, start, ld } = reader.rows(channel, layer);
    for (let t = 0; t < steps; t++) {
      plain[t0 + t] = losses[t * B]!;
      for (let j = 0; j < H; j++) sums[j]! += values[start + t * B * ld + j]!;
    }
  });
  const values = Float32Array.from(sums, (sum) => clampedValue(spec, position, at, sum / count));

  const total = new Float64Array(H);
  const on = labels.map(() => new Float64Array(H));
  for (let first = 0; first < H; first += MOST_STREAMS) {
    const streams = Array.from({ length: Math.min(MOST_STREAMS, H - first) }, (_, k) =>
      clampsOf([{ ...position, unit: first + k }], [values[first + k]!], 0),
    );
    await readClamped(open, spec, params, tokens, fullStrips(streams), ({ reader, from: t0, steps }) => {
      const { streams: B } = reader;
      const losses = reader.losses();
      for (let t = Math.max(0, warmUp - t0); t < steps && t0 + t < count - 1; t++) {
        const added = (stream: number): number => losses[t * B + stream]! - plain[t0 + t]!;
        for (let stream = 0; stream < streams.length; stream++) total[first + stream]! += added(stream);
        for (const [k, label] of labels.entries()) {
          if (!label.values[t0 + t - warmUp]) continue;
          for (let stream = 0; stream < streams.length; stream++) on[k]![first + stream]! += added(stream);
        }
      }
      report({ kind: 'share', share: (first + (streams.length * (t0 + steps)) / count) / H });
    });
  }
  let nats = 0;
  for (let t = warmUp; t < count - 1; t++) nats += plain[t]!;
  const perLabel = (of: (k: number, j: number) => number): Float32Array =>
    Float32Array.from({ length: labels.length * H }, (_, at0) => of(Math.floor(at0 / H), at0 % H) / Math.LN2);
  return {
    source: position,
    stretch,
    bits: nats / counted / Math.LN2,
    change: Float32Array.from(total, (sum) => sum / counted / Math.LN2),
    values,
    labels: labels.map(({ id, name, count: n }) => ({ id, name, count: n })),
    on: perLabel((k, j) => on[k]![j]! / labels[k]!.count),
    off: perLabel((k, j) => (total[j]! - on[k]![j]!) / (counted - labels[k]!.count)),
  };
}
