/** The searching worker: an expression that takes for ever ends with it, and the page goes on. */
import { findPlaces } from '../../analysis/textSearch.ts';
import type { SearchAnswer, SearchRequest } from '../protocol.ts';

addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  let answer: SearchAnswer;
  try {
    answer = { found: findPlaces(data.symbols, data.expression, true) };
  } catch (error) {
    answer = { wrong: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});
