/** The two files with which anyone can recompute what the page shows. They belong together: same weights, same step. */
import { writeTrace } from '../formats/traceFile.ts';
import { writeWeights } from '../formats/weightsFile.ts';
import { changesByHand } from './provocations.ts';
import type { AppState } from './state.ts';

export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The selected model's weights: those behind the trace that is shown.
 *
 * @returns null where nothing is traced yet
 */
export function weightsFileOf(state: AppState): SavedFile | null {
  const { cursor, traces, tracedParams, tracedProvocations, text, runs } = state;
  const trace = traces[cursor.slot];
  const params = tracedParams[cursor.slot];
  const run = runs[cursor.slot];
  if (!trace || !params || !text || !run) return null;
  const { spec, step } = trace;
  const { seed } = run.settings;
  const settings = Object.fromEntries(Object.entries(run.settings).map(([key, value]) => [key, String(value)]));
  // Weights that were changed by hand say so, wherever the file goes.
  const now = tracedProvocations[cursor.slot];
  const changes = changesByHand(run, now, step);
  if (changes.length > 0) settings['provoked'] = changes.join('; ');
  const bytes = writeWeights({ spec, vocabulary: text.symbols, settings, seed, step, params });
  return { name: `unrolled-${cursor.slot}-step${step}${now ? '-provoked' : ''}-weights.safetensors`, bytes };
}

/**
 * The selected model's trace.
 *
 * @returns null where nothing is traced yet
 * @throws ExportError if the file would be too large
 */
export function traceFileOf({ cursor, traces, tracedProvocations, text }: AppState): SavedFile | null {
  const trace = traces[cursor.slot];
  if (!trace || !text) return null;
  const bytes = writeTrace(trace, text.symbols);
  const provoked = tracedProvocations[cursor.slot] ? '-provoked' : '';
  return { name: `unrolled-${cursor.slot}-step${trace.step}${provoked}-trace.safetensors`, bytes };
}
