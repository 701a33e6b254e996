import { BRACKET_LABELS } from './brackets.ts';
import { CHARACTER_LABELS } from './characters.ts';
import { CODE_LABELS } from './code.ts';
import type { Label } from './label.ts';
import { LINE_LABELS } from './lines.ts';
import { MARK_LABELS } from './marks.ts';
import { QUOTE_LABELS } from './quotes.ts';
import { WORD_LABELS } from './words.ts';

/** All built-in labels. */
export const LABELS: readonly Label[] = [
  ...QUOTE_LABELS,
  ...BRACKET_LABELS,
  ...LINE_LABELS,
  ...CODE_LABELS,
  ...WORD_LABELS,
  ...CHARACTER_LABELS,
  ...MARK_LABELS,
];
