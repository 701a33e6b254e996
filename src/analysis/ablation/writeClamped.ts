import { createRandom } from '../../engine/random.ts';
import { NO_TARGET } from '../../engine/reference.ts';
import { chooseToken } from '../../engine/sample.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import type { ClampedWriteRequest, ClampedWriting } from './costs.ts';
import { clampsOf } from './clampValues.ts';

/** The streams: one without clamps, one with clamps. */
const STREAMS = 2;

/**
 * The texts that a model writes after the same prime and with the same random numbers, without clamps and with them.
 *
 * @throws RangeError if the prime is empty or if the temperature is negative
 */
export async function writeClamped(request: ClampedWriteRequest, open: OpenStateReader): Promise<ClampedWriting> {
  const { spec, params, prime, units, values, since, length, temperature, seed } = request;
  if (prime.length === 0) throw new RangeError('a model cannot begin to write without a character to read');
  const reader = await open(spec, params, STREAMS, [[], clampsOf(units, values, since)]);
  const known = prime.length - 1;
  const input = new Int32Array(reader.chunk * STREAMS);
  for (let from = 0; from < known; from += reader.chunk) {
    const steps = Math.min(reader.chunk, known - from);
    for (let t = 0; t < steps; t++) input.fill(prime[from + t]!, t * STREAMS, (t + 1) * STREAMS);
    reader.read(input, steps);
  }
  const nothing = new Int32Array(STREAMS).fill(NO_TARGET);
  const written = [new Int32Array(length), new Int32Array(length)] as const;
  const options = written.map(() => ({ temperature, mode: 'sample' as const, random: createRandom(seed, 'sample') }));
  const newest = new Int32Array(STREAMS).fill(prime[known]!);
  for (let k = 0; k < length; k++) {
    reader.read(newest, 1, nothing);
    const { values: logits, start, ld } = reader.logits();
    for (const [stream, tokens] of written.entries()) {
      const at = start + stream * ld;
      tokens[k] = newest[stream] = chooseToken(
        Float64Array.from(logits.subarray(at, at + spec.vocab)),
        options[stream]!,
      );
    }
  }
  return { plain: written[0], clamped: written[1] };
}
