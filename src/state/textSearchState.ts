import { NONE_FOUND, type TextMatches } from '../analysis/textSearch.ts';

/** A query, and the text that is searched. */
export interface AskedSearch {
  readonly query: string;
  readonly isExpression: boolean;
  /** The whole text and the passage, by identity. */
  readonly text: object | null;
  readonly passage: object;
  /** The number of characters. It grows while a continuation is revealed. */
  readonly length: number;
}

export interface SearchAnswer {
  readonly found: TextMatches;
  /** The error in the expression; null if it is valid. */
  readonly validationError: string | null;
}

/** The last answer of Find in text. */
export interface TextSearchState extends SearchAnswer {
  /** The search that was answered; null before the first. */
  readonly of: AskedSearch | null;
}

export const NOTHING_FOUND: TextSearchState = { of: null, found: NONE_FOUND, validationError: null };
