import { type AbsentLabel, type LabelDoubt, LEAST_COUNT } from '../../analysis/scores/findings.ts';
import type { Hypothesis } from '../../analysis/labels/hypotheses.ts';
import { formatCount } from '../../draw/format.ts';

/**
 * Says which labels could not be scored, one sentence for each reason.
 *
 * @param hypotheses the reader's own labels: their sentences differ from those of the built-in labels
 * @param count characters that were read
 */
export function describeAbsent(
  absent: readonly AbsentLabel[],
  hypotheses: readonly Hypothesis[],
  count: number,
): readonly string[] {
  const kindOf = (name: string): Hypothesis['kind'] | 'built' =>
    hypotheses.find((one) => one.name === name)?.kind ?? 'built';
  const read = `the ${formatCount(count)} characters that were read`;
  const nowhere = absent.filter(({ why }) => why === 'nowhere');
  const of = (kind: Hypothesis['kind'] | 'built'): AbsentLabel[] => nowhere.filter(({ name }) => kindOf(name) === kind);
  const because = (why: AbsentLabel['why']): AbsentLabel[] => absent.filter((one) => one.why === why);
  const all: readonly (readonly [reason: string, labels: readonly AbsentLabel[]])[] = [
    [`Matches nowhere in ${read}: `, of('pattern')],
    [`Marked outside of ${read}: `, of('spans')],
    [`On nowhere in ${read}: `, of('built')],
    [`On everywhere in ${read}: `, because('everywhere')],
    [`Too rare to be scored (on, or off, at fewer than ${LEAST_COUNT} characters of one half): `, because('rare')],
    ['The same number throughout one half: ', because('constant')],
  ];
  return all.flatMap(([reason, labels]) =>
    labels.length === 0 ? [] : [`${reason}${labels.map(({ name }) => name).join(', ')}.`],
  );
}

/** Says why a label is doubtful. The caller adds the position of the first unpaired mark to the end of the sentence. */
export function describeDoubt({ name, marks, unpaired }: LabelDoubt): string {
  const which =
    unpaired === 1
      ? `1 of ${formatCount(marks)} quotation marks has no partner`
      : `${formatCount(unpaired)} of ${formatCount(marks)} quotation marks have no partner`;
  return `“${name}” is doubtful here: ${which}, the first at `;
}
