/** Every term of the page, by topic. */
import { CELL_TERMS } from './cellTerms.ts';
import { FIND_TERMS } from './findTerms.ts';
import { GRADIENT_TERMS } from './gradientTerms.ts';
import { LOSS_TERMS } from './lossTerms.ts';
import { SETTING_TERMS } from './settingTerms.ts';
import type { Definition, Definitions } from './definition.ts';
import { TEXT_TERMS } from './textTerms.ts';
import { WATCH_TERMS } from './watchTerms.ts';

const ALL = {
  ...TEXT_TERMS,
  ...LOSS_TERMS,
  ...SETTING_TERMS,
  ...CELL_TERMS,
  ...WATCH_TERMS,
  ...GRADIENT_TERMS,
  ...FIND_TERMS,
};

export type TermId = keyof typeof ALL;

export const TERMS: Readonly<Record<TermId, Definition>> = ALL;

export interface Topic {
  readonly name: string;
  readonly terms: Definitions;
}

/** The glossary's parts in the order of its page. */
export const TOPICS: readonly Topic[] = [
  { name: 'Reading and writing text', terms: TEXT_TERMS },
  { name: 'Loss and training', terms: LOSS_TERMS },
  { name: 'Settings', terms: SETTING_TERMS },
  { name: 'Cells, gates and states', terms: CELL_TERMS },
  { name: 'Looking at units', terms: WATCH_TERMS },
  { name: 'Gradients', terms: GRADIENT_TERMS },
  { name: 'What units have learned', terms: FIND_TERMS },
];

/** Whether an id from an address is that of a term. */
export function isTermId(id: string | null): id is TermId {
  return id !== null && Object.hasOwn(TERMS, id);
}
