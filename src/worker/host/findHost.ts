/** The finding worker: reads a whole text with one model and answers what its units have learned. */
import * as Comlink from 'comlink';
import { findPlaces } from '../../analysis/matching/places.ts';
import { placeLabels, type ReadLabel } from '../../analysis/matching/placeLabels.ts';
import { searchUnits } from '../../analysis/scores/search.ts';
import { StateDesk } from '../../analysis/scores/stateDesk.ts';
import { channelRange } from '../../engine/spec.ts';
import { openErrorDoor } from '../errorDoor.ts';
import type { FinderApi } from '../protocol.ts';
import { paced } from './paced.ts';
import { searchTools } from './searchTools.ts';

openErrorDoor();

const tools = searchTools();
let desk: StateDesk | null = null;

/** @throws Error before anything was loaded */
function opened(): StateDesk {
  if (!desk) throw new Error('nothing has been loaded');
  return desk;
}

const door: FinderApi = {
  async search(request, report) {
    const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
    await searchUnits(request, await tools, reports.tell);
    await reports.taken();
  },
  async load(subject) {
    desk = new StateDesk(subject, await tools);
  },
  async places(question, report) {
    const read = opened();
    const reports = paced(report, () => true);
    const codes = await read.codes(question.place, reports.tell);
    await reports.taken();
    const range = channelRange(read.subject.spec, question.place.channel);
    const places = findPlaces({ codes, range, from: read.from, count: read.count }, question);
    return Comlink.transfer(places, [places.runs.buffer]);
  },
  async placeLabels(runs, best, report) {
    const read = opened();
    const reports = paced(report, () => true);
    const binary = read.labels.filter(({ kind }) => kind === 'binary');
    const labels = binary.map(({ id, name, definition }, k): ReadLabel => {
      reports.tell(k / binary.length);
      return { id, name, definition, values: read.label(id).values };
    });
    await reports.taken();
    return placeLabels(labels, runs, best, read.from);
  },
};

Comlink.expose(door);
