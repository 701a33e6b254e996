import { lengthOf } from '../../engine/range.ts';
import { memo } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { type Context, CONTEXTS_APART, type UnitReport } from '../../analysis/scores/unitReport.ts';
import { ALIKE } from '../../analysis/scores/strongPositions.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { ContextList } from '../chart/ContextList.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import contextListStyles from '../chart/ContextList.module.css';
import styles from './UnitReportContexts.module.css';

const BEFORE = 15;
const NO_TOKENS = new Int32Array(0);

interface UnitReportContextsProps {
  readonly finding: LabelFinding;
  readonly report: UnitReport | null;
  /** Whether larger values predict the label. */
  readonly isRising: boolean;
}

/** The positions at which the unit is strongest in either direction, and most wrong. A press moves the cursor there. */
export const UnitReportContexts = memo(function UnitReportContexts({
  finding,
  report,
  isRising,
}: UnitReportContextsProps) {
  const store = useAppStore();
  const tokens = useApp((state) => state.text?.tokens ?? NO_TOKENS);
  const isBinary = finding.kind === 'binary';
  const [its, other] = isRising ? (['highest', 'lowest'] as const) : (['lowest', 'highest'] as const);
  const list = (title: string, contexts: readonly Context[] | undefined) => (
    <ContextList
      title={title}
      contexts={(contexts ?? []).map(({ at, value, label }) => ({
        at,
        value,
        action: `Go to character ${formatCount(at)}, value ${formatFixed(value, 3)}, label ${isBinary ? (label ? 'on' : 'off') : formatFixed(label, 0)}`,
        mark: isBinary ? (label ? '●' : '○') : formatFixed(label, 0),
        position: formatCount(at),
      }))}
      tokens={tokens}
      before={BEFORE}
      isSigned={goesBelowZero(report)}
      onGo={(at) => store.getState().goToCharacter(at)}
    />
  );
  return (
    <section
      className={`${contextListStyles.contexts} ${styles.reportContexts}`}
      aria-label="Strongest contexts in the whole text"
      {...pictureMark('labelContexts')}
    >
      <PictureTitle of="labelContexts">
        <Term id="contexts">Strongest contexts</Term>
      </PictureTitle>
      {list(isBinary ? 'in the direction of “on”' : 'in the direction of a high label', report?.contexts[its])}
      {list(isBinary ? 'in the other direction' : 'in the direction of a low label', report?.contexts[other])}
      {isBinary ? list('most wrong: label off, unit says “on”', report?.off?.[its]) : null}
      {isBinary ? list('most wrong: label on, unit says “off”', report?.on?.[other]) : null}
      <p className={pictureStyles.pictureNote}>
        {isBinary ? '● the label is on there, ○ it is off. ' : 'The number before the position is the label there. '}
        {report
          ? `From ${formatCount(lengthOf(report.read))} characters, positions at least ${CONTEXTS_APART} apart, no two after the same ${ALIKE} characters. `
          : ''}
        The traced text begins at the zero state, so a value may differ a little there. Do not conclude from the
        strongest positions alone: they show what the unit can do, not what it usually does.
      </p>
    </section>
  );
});

function goesBelowZero(report: UnitReport | null): boolean {
  return report !== null && report.distribution.low < 0;
}
