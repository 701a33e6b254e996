import { type Channel, channelRange, CHANNELS, type ModelSpec } from '../../engine/spec.ts';
import { ENCODE_RUN } from './codes.ts';
import type { StateReader } from './stateReader.ts';

/** Characters that a stream reads before its part of the text, so that it does not begin from nothing. */
export const WARM_UP = 512;
/** Most streams that read a text side by side: 32 are no faster, and warm up twice as much. */
const MOST_STREAMS = 16;
/** A stream's own part is at least so many times its warm-up, so that most of the reading counts. */
const LEAST_SHARE = 2;

/** How many streams read so many characters. */
export function streamsFor(count: number): number {
  return Math.max(1, Math.min(MOST_STREAMS, Math.floor(count / (LEAST_SHARE * WARM_UP))));
}

/** One channel of one layer: a block of H units. */
export interface ChannelPlace {
  readonly layer: number;
  readonly channel: Channel;
}

/** Every channel of every layer, in the order of `unitRow`. */
export function channelPlaces({ layers, cell }: ModelSpec): ChannelPlace[] {
  return Array.from({ length: layers }, (_, layer) => CHANNELS[cell].map((channel) => ({ layer, channel }))).flat();
}

/**
 * Codes of the units of some channels on the characters from … from + count − 1 of a text. The characters are cut into the
 * reader's streams, each of which first reads `WARM_UP` characters before its part (or all there are from the text's
 * beginning).
 *
 * @param codes receives them, [units of the places, count]
 * @param places all channels of all layers unless said
 * @param report is told which share is read
 */
export function scanStates(
  reader: StateReader,
  tokens: Int32Array,
  from: number,
  count: number,
  codes: Uint16Array,
  report: (share: number) => void = () => undefined,
  places: readonly ChannelPlace[] = channelPlaces(reader.spec),
): void {
  const { streams, spec, chunk } = reader;
  const each = Math.ceil(count / streams);
  const steps = WARM_UP + each;
  if (codes.length !== places.length * spec.hidden * count)
    throw new RangeError(`${codes.length} codes for ${count} characters`);
  /** A stream's character at step t, counted from the text's beginning. */
  const first = (stream: number): number => from + stream * each - WARM_UP;
  const input = new Int32Array(chunk * streams);
  // A stream that would begin before the text waits: it reads anything, and starts from the zero state when its turn comes.
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
    if (stop > WARM_UP) encodeChunk(reader, places, codes, count, each, step - WARM_UP, length);
    step = stop;
    report(step / steps);
  }
}

/** Units taken at a time: their values share cache lines in a row. */
const UNITS = 16;

/** @param at place of the chunk's first step in each stream's part; below 0 while it warms up */
function encodeChunk(
  reader: StateReader,
  places: readonly ChannelPlace[],
  codes: Uint16Array,
  count: number,
  each: number,
  at: number,
  length: number,
): void {
  const { spec, streams } = reader;
  const H = spec.hidden;
  for (const [block, { layer, channel }] of places.entries()) {
    const { values, start, ld } = reader.rows(channel, layer);
    const encode = ENCODE_RUN[channelRange(spec, channel)];
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
