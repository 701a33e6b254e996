import type { Hold } from '../../engine/hold.ts';
import { NO_TARGET } from '../../engine/reference.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { OpenStateReader, StateReader } from '../scores/stateReader.ts';

/** One chunk that all lanes have just read: the text's timesteps from … from + steps − 1. */
export interface ReadChunk {
  readonly reader: StateReader;
  readonly from: number;
  readonly steps: number;
}

/**
 * Reads one text in every lane, each with units of its own held, from the zero state, and predicts every next character.
 *
 * @param lanes what is held in each lane
 * @param take is called after every chunk; the reader's arrays are overwritten by the next
 */
export async function readHeld(
  open: OpenStateReader,
  spec: ModelSpec,
  params: Float32Array,
  tokens: Int32Array,
  lanes: readonly (readonly Hold[])[],
  take: (chunk: ReadChunk) => void,
): Promise<void> {
  const B = lanes.length;
  const T = tokens.length;
  const reader = await open(spec, params, B, lanes);
  const input = new Int32Array(reader.chunk * B);
  const targets = new Int32Array(reader.chunk * B);
  for (let from = 0; from < T; from += reader.chunk) {
    const steps = Math.min(reader.chunk, T - from);
    for (let t = 0; t < steps; t++) {
      input.fill(tokens[from + t]!, t * B, (t + 1) * B);
      targets.fill(from + t + 1 < T ? tokens[from + t + 1]! : NO_TARGET, t * B, (t + 1) * B);
    }
    reader.read(input, steps, targets);
    take({ reader, from, steps });
  }
}
