import * as Comlink from 'comlink';
import { occurrenceLabels, type ReadLabel } from '../../analysis/matching/occurrenceLabels.ts';
import { findOccurrences } from '../../analysis/matching/occurrences.ts';
import type { StateCache } from '../../analysis/scores/stateCache.ts';
import { channelRange } from '../../engine/spec.ts';
import type { FinderApi } from '../protocol.ts';
import { paced } from './paced.ts';

/**
 * Handlers for questions about where the same units are on together.
 *
 * @param opened returns the cache that was loaded last; throws if there is none
 */
export function matchHandlers(opened: () => StateCache): Pick<FinderApi, 'occurrences' | 'occurrenceLabels'> {
  return {
    async occurrences(question, report) {
      const cache = opened();
      const reports = paced(report, () => true);
      const codes = await cache.codes(question.source, reports.send);
      await reports.settled();
      const range = channelRange(cache.subject.spec, question.source.channel);
      const occurrences = findOccurrences({ codes, range, read: cache.read }, question);
      return Comlink.transfer(occurrences, [occurrences.runs.buffer as ArrayBuffer]);
    },
    async occurrenceLabels(runs, best, report) {
      const cache = opened();
      const reports = paced(report, () => true);
      const binary = cache.labels.filter(({ kind }) => kind === 'binary');
      const labels = binary.map(({ id, name, definition }, k): ReadLabel => {
        reports.send(k / binary.length);
        return { id, name, definition, values: cache.label(id).values };
      });
      await reports.settled();
      return occurrenceLabels(labels, runs, best, cache.read.from);
    },
  };
}
