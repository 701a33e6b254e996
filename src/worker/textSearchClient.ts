/** The page's side of the searching worker: one question at a time, and no longer than a second for each. */
import type { TextSearchAnswer, TextSearchRequest } from './protocol.ts';

/** Milliseconds after which an expression counts as one that takes for ever. */
const LIMIT = 1000;

let worker: Worker | null = null;
let giveUp: (() => void) | null = null;

function end(): void {
  worker?.terminate();
  worker = null;
}

/** The answer; null when the expression takes too long, or when a newer question came before the answer. */
export function searchInWorker(request: TextSearchRequest): Promise<TextSearchAnswer | null> {
  giveUp?.();
  return new Promise((resolve) => {
    worker ??= new Worker(new URL('./host/textSearchHost.ts', import.meta.url), { type: 'module', name: 'search' });
    const asked = worker;
    const settle = (answer: TextSearchAnswer | null): void => {
      clearTimeout(timer);
      giveUp = null;
      asked.onmessage = asked.onerror = null;
      if (answer === null) end();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(null), LIMIT);
    giveUp = () => settle(null);
    asked.onmessage = ({ data }: MessageEvent<TextSearchAnswer>) => settle(data);
    asked.onerror = () => settle(null);
    asked.postMessage(request);
  });
}
