import { writeCsv } from '../formats/csv.ts';
import { aboutModel, aboutText } from './aboutModel.ts';
import { selectedModel } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';

/**
 * The cost of clamping each unit of a channel, largest first, with everything that is needed to repeat it.
 *
 * @returns null if nothing has been found yet
 */
export function costsFileOf(state: AppState): SavedFile | null {
  const { model } = state.ui.cursor;
  const { run, results } = selectedModel(state);
  const { costs } = results;
  const spec = run?.spec;
  if (!costs?.found || !spec) return null;
  const { source, stretch, bits, change, values, labels, on, off } = costs.found;
  const H = change.length;
  const order = Array.from(change.keys()).toSorted((a, b) => change[b]! - change[a]!);
  return {
    name: `unrolled-${model}-step${costs.step}-held-${source.channel}-layer${source.layer + 1}.csv`,
    bytes: writeCsv([
      ...aboutText(state),
      ['first character read', stretch.from],
      ['read before the first that counts', stretch.warmUp],
      ['predictions that count', stretch.counted],
      ['bits per character as it is', bits],
      ['held at', costs.at === 'zero' ? 0 : costs.at],
      ...aboutModel(state, model, spec, costs),
      [],
      ['', '', '', '', '', ...labels.flatMap(({ name, count }) => [name, `on at ${count}`])],
      ['layer', 'channel', 'unit', 'held at', 'change, bits per character', ...labels.flatMap(() => ['on', 'off'])],
      ...order.map((j) => [
        source.layer + 1,
        source.channel,
        j,
        values[j]!,
        change[j]!,
        ...labels.flatMap((_, k) => [on[k * H + j]!, off[k * H + j]!]),
      ]),
    ]),
  };
}
