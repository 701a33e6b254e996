import { createRandom } from '../../engine/random.ts';
import { NO_TARGET } from '../../engine/reference.ts';
import { chooseToken } from '../../engine/sample.ts';
import type { OpenStateReader } from '../scores/stateReader.ts';
import type { HeldWriteRequest, HeldWriting } from './costs.ts';
import { holdsOf } from './heldValues.ts';

/** The lanes: as the model is, and with units held. */
const LANES = 2;

/**
 * What a model writes after the same beginning and with the same random numbers, as it is and with units held.
 *
 * @throws RangeError if the prime is empty or the temperature negative
 */
export async function writeHeld(request: HeldWriteRequest, open: OpenStateReader): Promise<HeldWriting> {
  const { spec, params, prime, units, values, since, length, temperature, seed } = request;
  if (prime.length === 0) throw new RangeError('a model cannot begin to write without a character to read');
  const reader = await open(spec, params, LANES, [[], holdsOf(units, values, since)]);
  const known = prime.length - 1;
  const input = new Int32Array(reader.chunk * LANES);
  for (let from = 0; from < known; from += reader.chunk) {
    const steps = Math.min(reader.chunk, known - from);
    for (let t = 0; t < steps; t++) input.fill(prime[from + t]!, t * LANES, (t + 1) * LANES);
    reader.read(input, steps);
  }
  const nothing = new Int32Array(LANES).fill(NO_TARGET);
  const written = [new Int32Array(length), new Int32Array(length)] as const;
  const options = written.map(() => ({ temperature, mode: 'sample' as const, random: createRandom(seed, 'sample') }));
  const newest = new Int32Array(LANES).fill(prime[known]!);
  for (let k = 0; k < length; k++) {
    reader.read(newest, 1, nothing);
    const { values: logits, start, ld } = reader.logits();
    for (const [lane, tokens] of written.entries()) {
      const at = start + lane * ld;
      tokens[k] = newest[lane] = chooseToken(Float64Array.from(logits.subarray(at, at + spec.vocab)), options[lane]!);
    }
  }
  return { plain: written[0], held: written[1] };
}
