import * as Comlink from 'comlink';
import { placeLabels, type ReadLabel } from '../../analysis/matching/placeLabels.ts';
import { findPlaces } from '../../analysis/matching/places.ts';
import type { StateDesk } from '../../analysis/scores/stateDesk.ts';
import { channelRange } from '../../engine/spec.ts';
import type { FinderApi } from '../protocol.ts';
import { paced } from './paced.ts';

/**
 * Answers where the same units are on together.
 *
 * @param opened what was loaded last; throws where nothing was
 */
export function matchDesk(opened: () => StateDesk): Pick<FinderApi, 'places' | 'placeLabels'> {
  return {
    async places(question, report) {
      const desk = opened();
      const reports = paced(report, () => true);
      const codes = await desk.codes(question.place, reports.tell);
      await reports.taken();
      const range = channelRange(desk.subject.spec, question.place.channel);
      const places = findPlaces({ codes, range, from: desk.from, count: desk.count }, question);
      return Comlink.transfer(places, [places.runs.buffer as ArrayBuffer]);
    },
    async placeLabels(runs, best, report) {
      const desk = opened();
      const reports = paced(report, () => true);
      const binary = desk.labels.filter(({ kind }) => kind === 'binary');
      const labels = binary.map(({ id, name, definition }, k): ReadLabel => {
        reports.tell(k / binary.length);
        return { id, name, definition, values: desk.label(id).values };
      });
      await reports.taken();
      return placeLabels(labels, runs, best, desk.from);
    },
  };
}
