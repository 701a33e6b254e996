/** Texts to begin with. All are made by the generators beside this file, so that their structure is known and free to use. */
import { cLikeCode } from './cLikeCode.ts';
import { harbourDialogues } from './harbourDialogues.ts';
import { koreanSentences } from './koreanSentences.ts';
import { nestedBrackets } from './nestedBrackets.ts';
import { recipeLists } from './recipeLists.ts';

export interface TextSample {
  /** Stands in addresses and saved experiments; never changed. */
  readonly id: string;
  readonly name: string;
  /** What there is to find in it, as a sentence. */
  readonly description: string;
  /** The text, the same every time. */
  build(): string;
}

/** The first one is what a first visit shows. */
export const SAMPLES: readonly TextSample[] = [
  {
    id: 'harbour',
    name: 'Harbour dialogues',
    description:
      'Generated English-like prose with quoted speech, names and lines of varying width, about 24,000 characters.',
    build: harbourDialogues,
  },
  {
    id: 'code',
    name: 'C-like code',
    description:
      'Generated functions with nested brackets, strings, comments and indentation by tabs, about 40,000 characters.',
    build: cLikeCode,
  },
  {
    id: 'brackets',
    name: 'Nested brackets',
    description: 'Lines of three kinds of brackets that always match, up to six deep, about 10,000 characters.',
    build: nestedBrackets,
  },
  {
    id: 'recipes',
    name: 'Recipes in lists',
    description:
      'Generated recipes with numbered steps, amounts and two levels of indentation, about 15,000 characters.',
    build: recipeLists,
  },
  {
    id: 'korean',
    name: 'Korean sentences',
    description:
      'Generated Korean whose particles depend on the last sound of the word before, about 6,000 characters.',
    build: koreanSentences,
  },
  {
    id: 'hello',
    name: 'hello',
    description: 'The five letters of the lectures: after the first l comes another l, after the second an o.',
    build: () => 'hello',
  },
];
