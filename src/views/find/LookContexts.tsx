import { memo } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { type Context, CONTEXTS_APART, type UnitLook } from '../../analysis/scores/unitLook.ts';
import { ALIKE } from '../../analysis/scores/strongPlaces.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import '../styles/contexts.css';

const BEFORE = 15;
const AFTER = 6;

export interface LookContextsProps {
  readonly finding: LabelFinding;
  readonly look: UnitLook | null;
  /** Whether larger values go with the label. */
  readonly isRising: boolean;
}

/** Where in all that was read the unit is strongest either way, and where it is most wrong; a press moves the cursor there. */
export const LookContexts = memo(function LookContexts({ finding, look, isRising }: LookContextsProps) {
  const isBinary = finding.kind === 'binary';
  const [its, other] = isRising ? (['highest', 'lowest'] as const) : (['lowest', 'highest'] as const);
  const list = (title: string, contexts: readonly Context[] | undefined) => (
    <Contexts title={title} contexts={contexts} isBinary={isBinary} isSigned={goesBelowZero(look)} />
  );
  return (
    <section className="contexts look-contexts" aria-label="Strongest contexts in the whole text">
      <h2 className="picture-title">Strongest contexts</h2>
      {list(isBinary ? 'the way that says “on”' : 'the way of a high label', look?.contexts[its])}
      {list(isBinary ? 'the other way' : 'the way of a low label', look?.contexts[other])}
      {isBinary ? list('most wrong: label off, unit says “on”', look?.off?.[its]) : null}
      {isBinary ? list('most wrong: label on, unit says “off”', look?.on?.[other]) : null}
      <p className="picture-note">
        {isBinary ? '● the label is on there, ○ it is off. ' : 'The number before the place is the label there. '}
        {look
          ? `From ${formatCount(look.count)} characters, places at least ${CONTEXTS_APART} apart, no two after the same ${ALIKE}. `
          : ''}
        The traced text begins at the zero state, so a value may differ a little there. Do not conclude from the
        strongest places alone: they say what the unit can do, not what it usually does.
      </p>
    </section>
  );
});

function goesBelowZero(look: UnitLook | null): boolean {
  return look !== null && look.distribution.low < 0;
}

function Contexts(props: {
  readonly title: string;
  readonly contexts: readonly Context[] | undefined;
  readonly isBinary: boolean;
  readonly isSigned: boolean;
}) {
  const { title, contexts, isBinary, isSigned } = props;
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const piece = (from: number, to: number): string => {
    let out = '';
    for (let at = Math.max(0, from); at < Math.min(text?.tokens.length ?? 0, to); at++) {
      out += visibleSymbol(text?.symbols[text.tokens[at]] ?? '\ufffd');
    }
    return out;
  };
  return (
    <div>
      <h3 className="picture-note">{title}</h3>
      <ol className="context-list">
        {(contexts ?? []).map(({ at, value, label }) => (
          <li key={at}>
            <button
              type="button"
              onClick={() => store.getState().goToCharacter(at)}
              aria-label={`Go to character ${at}, value ${formatFixed(value, 3)}, label ${isBinary ? (label ? 'on' : 'off') : formatFixed(label, 0)}`}
            >
              <span className={`context-value ${isSigned ? (value < 0 ? 'number-negative' : 'number-positive') : ''}`}>
                {isSigned ? formatSigned(value, 3) : formatFixed(value, 3)}
              </span>
              <span className="context-before">{piece(at - BEFORE, at)}</span>
              <b className="context-at">{piece(at, at + 1)}</b>
              <span className="context-after">{piece(at + 1, at + 1 + AFTER)}</span>
              <span className="context-label">{isBinary ? (label ? '●' : '○') : formatFixed(label, 0)}</span>
              <span className="context-step">{formatCount(at)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
