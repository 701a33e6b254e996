import { expect, test } from 'vitest';
import { readingText } from '../../../src/views/readingText.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { THE_TEXT } from '../../../src/state/passage.ts';
import type { AppState } from '../../../src/state/state.ts';
import { modelOf } from '../state/modelOf.ts';
import { INITIAL_UI, changedUi } from '../../../src/state/ui.ts';

/** A page that has read nothing yet, with the cursor at a character of a text. */
function at(text: string, t: number): AppState {
  const vocabulary = buildVocabulary(text);
  const tokens = encode(vocabulary, text);
  return {
    text: { symbols: vocabulary.symbols, counts: Array.from(vocabulary.counts), tokens, text },
    traceWindow: { from: 0, to: tokens.length },
    passage: THE_TEXT,
    revealed: Infinity,
    ui: changedUi(INITIAL_UI, { cursor: { t, unit: 5, channel: 'f', layer: 0, model: 'lstm' } }),
    models: { lstm: modelOf('lstm') },
  } as unknown as AppState;
}

test.each([
  ['the', 2, 't 2 · "e" ·'],
  ['a b', 1, 't 1 · "␣" ·'],
  ['say "x"', 4, `t 4 · '"' U+0022 quotation mark ·`],
  ['6:48\u202fPM', 4, 't 4 · U+202F narrow no-break space ·'],
  ['\u200eimage', 0, 't 0 · U+200E left-to-right mark ·'],
  ['aааа', 0, 't 0 · "a" U+0061 Latin small letter a ·'],
  ['aааа', 1, 't 1 · "а" U+0430 Cyrillic small letter a ·'],
  ['❤\ufe0f', 1, 't 1 · U+FE0F variation selector 16 ·'],
  ['x'.repeat(1500), 1234, 't 1,234 · "x" ·'],
])('%j at %d is read as %s', (text, t, read) => {
  expect(readingText(at(text, t))).toBe(`Reading: ${read} LSTM layer 1 · unit 5 · f · not traced yet`);
});
