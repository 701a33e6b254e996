/** The searching worker: an expression that takes for ever ends with it, and the page goes on. */
import { findPlaces } from '../../analysis/textSearch.ts';
import type { TextSearchAnswer, TextSearchRequest } from '../protocol.ts';

addEventListener('message', ({ data }: MessageEvent<TextSearchRequest>) => {
  let answer: TextSearchAnswer;
  try {
    answer = { found: findPlaces(data.symbols, data.expression, true) };
  } catch (error) {
    answer = { wrong: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});
