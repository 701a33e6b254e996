/** The searching worker. An expression that never ends is aborted by ending this worker, and the page goes on. */
import * as Comlink from 'comlink';
import { findMatches } from '../../analysis/textSearch.ts';
import type { TextSearchApi } from '../protocol.ts';
import { startHeart } from './heart.ts';

startHeart();

const api: TextSearchApi = {
  async matches(text, expression) {
    const found = findMatches(text, expression, true);
    // The matches in a long text are transferred, not copied.
    return Comlink.transfer(found, [found.buffer]);
  },
};

Comlink.expose(api);
