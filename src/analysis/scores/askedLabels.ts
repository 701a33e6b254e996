import { formatExpression } from '../expression.ts';
import { markSpans, matchPattern } from '../labels/hypotheses.ts';
import type { MarkDoubt } from '../labels/label.ts';
import { LABELS } from '../labels/labels.ts';
import type { AskedLabel, LabelledText } from './findings.ts';
import type { LabelValues } from './labelValues.ts';
import type { Range } from '../../engine/range.ts';
import { pulse } from '../../engine/pulse.ts';

/** Characters before a range that are read for labels only, so that an open quotation or comment is known. */
export const LABEL_LEAD = 20_000;

/** Multiplications that take as long as one character of a label. */
const WORK_PER_CHARACTER = 100;

/** Returns the values, and sends a sign of life for the time that they took. */
function counted<V extends { readonly length: number }>(values: V): V {
  pulse(WORK_PER_CHARACTER * values.length);
  return values;
}

/** A label on a range of a text. Its values are computed on demand. */
export interface AskableLabel extends AskedLabel {
  /** On all characters of the range. */
  compute(): LabelValues;
  /** What makes the label unreliable in the range; `first` is an index into the whole text. */
  doubt(): MarkDoubt | null;
}

/**
 * All labels of a range, user-defined ones first.
 *
 * @param begin receives the name of each user-defined label before it is computed, because its pattern may never end
 */
export function askableLabels(
  { tokens, symbols, hypotheses }: LabelledText,
  { from, to }: Range,
  begin: (name: string) => void = () => undefined,
): AskableLabel[] {
  const lead = Math.min(from, LABEL_LEAD);
  const text = Array.from(tokens.subarray(from - lead, to), (token) => symbols[token]!);
  const built = LABELS.map((label): AskableLabel => {
    const { id, name, definition, kind } = label;
    const doubt = (): MarkDoubt | null => {
      const found = label.doubt?.(text, lead) ?? null;
      return found && { ...found, first: found.first + from - lead };
    };
    const compute = (): LabelValues => ({ kind, values: counted(label.compute(text)).subarray(lead) });
    return { id, name, definition, kind, compute, doubt };
  });
  const own = hypotheses.map((one): AskableLabel => {
    const { id, name } = one;
    const definition =
      one.kind === 'pattern'
        ? `Where ${formatExpression(one.pattern)} matches, or its groups do.`
        : 'Stretches marked by hand.';
    const compute = (): LabelValues => {
      begin(name);
      const values =
        one.kind === 'pattern' ? matchPattern(text, one.pattern).subarray(lead) : markSpans(to - from, one.spans, from);
      return { kind: 'binary', values };
    };
    return { id, name, definition, kind: 'binary', compute, doubt: () => null };
  });
  return [...own, ...built];
}
