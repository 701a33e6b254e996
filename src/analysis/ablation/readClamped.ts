import type { Clamp } from '../../engine/clamp.ts';
import { NO_TARGET } from '../../engine/reference.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { OpenStateReader, StateReader } from '../scores/stateReader.ts';

/** One chunk that all streams have just read: timesteps from … from + steps − 1 of the text. */
export interface ReadChunk {
  readonly reader: StateReader;
  readonly from: number;
  readonly steps: number;
}

/**
 * Reads one text in every stream from the zero state, each stream with its own clamps, and predicts every next
 * character.
 *
 * @param streams the clamps of each stream
 * @param take is called after every chunk; the next chunk overwrites the reader's arrays
 */
export async function readClamped(
  open: OpenStateReader,
  spec: ModelSpec,
  params: Float32Array,
  tokens: Int32Array,
  streams: readonly (readonly Clamp[])[],
  take: (chunk: ReadChunk) => void,
): Promise<void> {
  const B = streams.length;
  const T = tokens.length;
  const reader = await open(spec, params, B, streams);
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
