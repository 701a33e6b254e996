/**
 * Sample texts. All come from the generators beside this file, so their structure is known and they are free to use.
 */
import { cLikeCode } from './cLikeCode.ts';
import { commentedCode } from './commentedCode.ts';
import { harbourDialogues } from './harbourDialogues.ts';
import { koreanSentences } from './koreanSentences.ts';
import { longAsides } from './longAsides.ts';
import { longQuotations } from './longQuotations.ts';
import { nestedBrackets } from './nestedBrackets.ts';
import { raggedLines } from './raggedLines.ts';
import { recipeLists } from './recipeLists.ts';

export interface TextSample {
  /** Identifier in addresses and saved experiments; never changed. */
  readonly id: string;
  readonly name: string;
  /** What there is to find in the text, as a sentence. */
  readonly description: string;
  /** The text, which is the same every time. */
  build(): string;
}

/** The first one is shown at the first visit. */
export const SAMPLES: readonly TextSample[] = [
  {
    id: 'harbour',
    name: 'Harbour dialogues',
    description:
      'Generated English-like prose with quoted speech, names and lines of varying width, about 24,000 characters.',
    build: () => harbourDialogues(),
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
    id: 'quotations',
    name: 'Long quotations',
    description:
      'A tale in the past tense that quotes in the present: which verb comes next depends on a mark long ago. Made for Find, about 100,000 characters.',
    build: () => longQuotations(),
  },
  {
    id: 'asides',
    name: 'Asides in brackets',
    description:
      'A tale with long asides, two deep, each depth with its own verbs: which comes next depends on the brackets that are open. Made for Find, about 100,000 characters.',
    build: () => longAsides(),
  },
  {
    id: 'lines',
    name: 'Ragged lines',
    description:
      'A tale in lines of ever other widths: when a line ends is known only from counting. Made for Find, about 100,000 characters.',
    build: () => raggedLines(),
  },
  {
    id: 'comments',
    name: 'Code in comments',
    description:
      'C-like statements, many of them in long block comments, where they have no semicolons. Made for Find, about 100,000 characters.',
    build: () => commentedCode(),
  },
  {
    id: 'chronicle',
    name: 'Harbour chronicle',
    description: 'The scenes of the harbour dialogues, other ones and five times as many, about 120,000 characters.',
    build: () => harbourDialogues(120_000, 2),
  },
  {
    id: 'hello',
    name: 'hello',
    description: 'The five letters of the lectures: after the first l comes another l, after the second an o.',
    build: () => 'hello',
  },
];
