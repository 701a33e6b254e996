import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange, type ModelSpec } from '../../engine/spec.ts';
import { ENCODE_RUN } from './codes.ts';
import type { StateReader } from './stateReader.ts';
import { pulse } from '../../engine/pulse.ts';

/** Characters that a stream reads as a warm-up before its part of the text. */
export const WARM_UP = 512;
/** The largest number of parallel streams. 32 are no faster and double the warm-up. */
const MOST_STREAMS = 16;
/** A stream's own part is at least this many times its warm-up, so that most of the reading counts. */
const LEAST_SHARE = 2;

/** The number of streams for a number of characters. */
export function streamsFor(count: number): number {
  return Math.max(1, Math.min(MOST_STREAMS, Math.floor(count / (LEAST_SHARE * WARM_UP))));
}

/** One channel of one layer: a block of H units. */
export interface ChannelRef {
  readonly layer: number;
  readonly channel: Channel;
}

/** Every channel of every layer, in the order of `unitRow`. */
function channelRefs({ layers, cell }: ModelSpec): ChannelRef[] {
  return Array.from({ length: layers }, (_, layer) =>
    CELLS[cell].channels.map((channel) => ({ layer, channel })),
  ).flat();
}

/**
 * Codes of the units of some channels at the characters from … from + count − 1 of a text. The characters are divided
 * among the reader's streams. Each stream first reads `WARM_UP` characters before its part, or as many as there are.
 *
 * @param codes receives the codes, [units of the channels, count]
 * @param channels all channels of all layers by default
 * @param report receives the share that is read
 */
export function scanStates(
  reader: StateReader,
  tokens: Int32Array,
  from: number,
  count: number,
  codes: Uint16Array,
  report: (share: number) => void = () => undefined,
  channels: readonly ChannelRef[] = channelRefs(reader.spec),
): void {
  const { streams, spec, chunk } = reader;
  const each = Math.ceil(count / streams);
  const steps = WARM_UP + each;
  if (codes.length !== channels.length * spec.hidden * count)
    throw new RangeError(`${codes.length} codes for ${count} characters`);
  /** Index into the text of a stream's character at step 0. */
  const first = (stream: number): number => from + stream * each - WARM_UP;
  const input = new Int32Array(chunk * streams);
  // A stream that would begin before the text reads arbitrary characters and is reset to the zero state when its text
  // begins.
  const starts = new Map<number, number[]>();
  for (let stream = 0; stream < streams; stream++) {
    const wait = Math.min(steps, Math.max(0, -first(stream)));
    starts.set(wait, [...(starts.get(wait) ?? []), stream]);
  }
  const stops = [...starts.keys()].filter((step) => step > 0);
  let step = 0;
  while (step < steps) {
    for (const stream of starts.get(step) ?? []) reader.reset(stream);
    const stop = Math.min(steps, step + chunk, ...stops.filter((at) => at > step));
    const length = stop - step;
    for (let t = 0; t < length; t++) {
      for (let stream = 0; stream < streams; stream++) {
        input[t * streams + stream] = tokens[Math.max(0, first(stream) + step + t)] ?? 0;
      }
    }
    reader.read(input, length);
    if (stop > WARM_UP) encodeChunk(reader, channels, codes, count, each, step - WARM_UP, length);
    step = stop;
    report(step / steps);
  }
}

/** Units processed at a time. Their values share cache lines. */
const UNITS = 16;

/** @param at offset of the chunk's first step in each stream's part; negative during the warm-up */
function encodeChunk(
  reader: StateReader,
  channels: readonly ChannelRef[],
  codes: Uint16Array,
  count: number,
  each: number,
  at: number,
  length: number,
): void {
  const { spec, streams } = reader;
  const H = spec.hidden;
  for (const [block, { layer, channel }] of channels.entries()) {
    const { values, start, ld } = reader.rows(channel, layer);
    const encode = ENCODE_RUN[channelRange(spec, channel)];
    pulse(H * length * streams);
    for (let stream = 0; stream < streams; stream++) {
      const begin = stream * each;
      const end = Math.min(count, begin + each);
      const t0 = Math.max(0, -at);
      const t1 = Math.min(length, end - begin - at);
      for (let j0 = 0; j0 < H; j0 += UNITS) {
        const j1 = Math.min(H, j0 + UNITS);
        for (let t = t0; t < t1; t++) {
          const row = start + (t * streams + stream) * ld;
          encode(values, row + j0, j1 - j0, codes, (block * H + j0) * count + begin + at + t, count);
        }
      }
    }
  }
}
