/** A vocabulary that a person gives for a model that came without one. */
import { buildVocabulary } from '../../engine/vocabulary.ts';
import { ImportError } from '../../limits/errors.ts';
import { MODEL_MESSAGES } from '../../limits/modelMessages.ts';
import { symbolsOf } from './symbolList.ts';
import type { Refuse } from './openedModel.ts';

/** A text, whose characters are sorted by code point, or a list of the characters in the model's order. */
export type VocabularyForm = 'text' | 'list';

const refuse: Refuse = (reason) => {
  throw new ImportError(MODEL_MESSAGES.vocabulary(reason));
};

/**
 * @param typed for a list: the characters one after the other, or JSON such as ["a", "b"] or {"a": 0, "b": 1}
 * @param vocab how many symbols the model has
 * @throws ImportError if it does not fit the model
 */
export function typedVocabulary(typed: string, form: VocabularyForm, vocab: number): readonly string[] {
  if (typed === '') refuse('it is empty');
  const symbols =
    form === 'text' ? symbolsOf(buildVocabulary(typed.replace(/\r\n?/g, '\n')).symbols, refuse, 'it') : listed(typed);
  if (symbols.length !== vocab) {
    refuse(`it has ${symbols.length} different characters, and the model has ${vocab} symbols`);
  }
  return symbols;
}

function listed(typed: string): readonly string[] {
  const trimmed = typed.trim();
  if (/^[[{]/.test(trimmed) && /[\]}]$/.test(trimmed)) {
    try {
      const value: unknown = JSON.parse(trimmed);
      return symbolsOf(value, refuse, 'it');
    } catch (error) {
      // Characters that happen to begin like JSON are a plain list.
      if (error instanceof ImportError) throw error;
    }
  }
  return symbolsOf(Array.from(typed), refuse, 'it');
}
