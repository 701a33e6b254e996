import { writeCsv } from '../formats/csv.ts';
import { aboutModel, aboutText } from './aboutModel.ts';
import type { SavedFile } from './savedFiles.ts';
import type { AppState } from './state.ts';

/**
 * What holding each unit of a channel costs, most first, with all that is needed to repeat it.
 *
 * @returns null where nothing has been found yet
 */
export function costsFileOf(state: AppState): SavedFile | null {
  const { slot } = state.cursor;
  const costs = state.costs[slot];
  const spec = state.runs[slot]?.spec;
  if (!costs?.found || !spec) return null;
  const { place, stretch, bits, change, values, labels, on, off } = costs.found;
  const H = change.length;
  const order = Array.from(change.keys()).toSorted((a, b) => change[b]! - change[a]!);
  return {
    name: `unrolled-${slot}-step${costs.step}-held-${place.channel}-layer${place.layer + 1}.csv`,
    bytes: writeCsv([
      ...aboutText(state),
      ['first character read', stretch.from],
      ['read before the first that counts', stretch.warmUp],
      ['predictions that count', stretch.counted],
      ['bits per character as it is', bits],
      ['held at', costs.at === 'zero' ? 0 : costs.at],
      ...aboutModel(state, slot, spec, costs),
      [],
      ['', '', '', '', '', ...labels.flatMap(({ name, count }) => [name, `on at ${count}`])],
      ['layer', 'channel', 'unit', 'held at', 'change, bits per character', ...labels.flatMap(() => ['on', 'off'])],
      ...order.map((j) => [
        place.layer + 1,
        place.channel,
        j,
        values[j]!,
        change[j]!,
        ...labels.flatMap((_, k) => [on[k * H + j]!, off[k * H + j]!]),
      ]),
    ]),
  };
}
