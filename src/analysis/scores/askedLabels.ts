import { markSpans, matchPattern } from '../labels/hypotheses.ts';
import { LABELS } from '../labels/labels.ts';
import type { AskedLabel, LabelledText } from './findings.ts';
import type { LabelValues } from './labelValues.ts';

/** Characters read before a stretch for labels alone, so that an open quote or comment is known. */
export const LABEL_LEAD = 20_000;

/** Characters from … from + count − 1 of a text. */
interface TextStretch {
  readonly from: number;
  readonly count: number;
}

/** A label that can be asked of a stretch of a text: its values are computed when they are wanted. */
export interface AskableLabel extends AskedLabel {
  /** On all characters of the stretch. */
  compute(): LabelValues;
}

/**
 * Every label that may be asked of a stretch, the reader's own first.
 *
 * @param begin is told the name of a label of the reader's own before it is computed, which may take for ever
 */
export function askableLabels(
  { tokens, symbols, hypotheses }: LabelledText,
  { from, count }: TextStretch,
  begin: (name: string) => void = () => undefined,
): AskableLabel[] {
  const lead = Math.min(from, LABEL_LEAD);
  const text = Array.from(tokens.subarray(from - lead, from + count), (token) => symbols[token]!);
  const built = LABELS.map(({ id, name, definition, kind, compute }): AskableLabel => {
    return { id, name, definition, kind, compute: () => ({ kind, values: compute(text).subarray(lead) }) };
  });
  const own = hypotheses.map((one): AskableLabel => {
    const { id, name } = one;
    const definition =
      one.kind === 'pattern' ? `Where /${one.pattern}/ matches, or its groups do.` : 'Stretches marked by hand.';
    const compute = (): LabelValues => {
      begin(name);
      const values =
        one.kind === 'pattern' ? matchPattern(text, one.pattern).subarray(lead) : markSpans(count, one.spans, from);
      return { kind: 'binary', values };
    };
    return { id, name, definition, kind: 'binary', compute };
  });
  return [...own, ...built];
}
