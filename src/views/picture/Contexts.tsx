import { memo, useMemo } from 'react';
import { strongestSteps } from '../../analysis/unitOverTime.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { Trace } from '../../engine/trace.ts';
import { symbolAt } from './selectedTrace.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import '../styles/contexts.css';

const COUNT = 5;
/** Two contexts are at least this far apart, so that one long stretch is named once. */
const APART = 8;
const BEFORE = 16;
const AFTER = 6;

export interface ContextsProps {
  readonly trace: Trace;
  /** [T] */
  readonly series: Float32Array;
  readonly signed: boolean;
}

/** Where in the text the unit is strongest at either end; a press moves the cursor there. */
export const Contexts = memo(function Contexts({ trace, series, signed }: ContextsProps) {
  const [highest, lowest] = useMemo(() => {
    const find = (end: 'highest' | 'lowest') => strongestSteps(series, end, COUNT, APART);
    if (!signed) return [find('highest'), find('lowest')];
    return [find('highest').filter((t) => series[t] > 0), find('lowest').filter((t) => series[t] < 0)];
  }, [series, signed]);
  return (
    <section className="contexts" aria-label="Strongest contexts">
      <List title={signed ? 'Most positive at' : 'Most open at'} steps={highest} {...{ trace, series, signed }} />
      <List title={signed ? 'Most negative at' : 'Most shut at'} steps={lowest} {...{ trace, series, signed }} />
      <p className="picture-note">
        Places at least {APART} characters apart. The framed character is the one being read.
      </p>
    </section>
  );
});

function List(props: ContextsProps & { readonly title: string; readonly steps: readonly number[] }) {
  const { title, steps, trace, series, signed } = props;
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const piece = (from: number, to: number) => {
    const state = { ...store.getState(), text };
    let out = '';
    for (let t = Math.max(0, from); t < Math.min(trace.tokens.length, to); t++) {
      out += visibleSymbol(symbolAt(state, trace, t));
    }
    return out;
  };
  return (
    <div>
      <h3 className="picture-note">{title}</h3>
      {steps.length === 0 ? <p className="picture-note">nowhere in this trace</p> : null}
      <ol className="context-list">
        {steps.map((t) => (
          <li key={t}>
            <button type="button" onClick={() => store.getState().moveTo(t)} aria-label={`Go to t ${t}`}>
              <span
                className={`context-value ${signed ? (series[t] < 0 ? 'number-negative' : 'number-positive') : ''}`}
              >
                {signed ? formatSigned(series[t], 3) : formatFixed(series[t], 3)}
              </span>
              <span className="context-before">{piece(t - BEFORE, t)}</span>
              <b className="context-at">{piece(t, t + 1)}</b>
              <span className="context-after">{piece(t + 1, t + 1 + AFTER)}</span>
              <span className="context-step">t {t}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
