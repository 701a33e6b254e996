import { memo, useMemo } from 'react';
import { strongestSteps } from '../../analysis/unitOverTime.ts';
import { formatCount } from '../../draw/format.ts';
import type { Trace } from '../../engine/trace.ts';
import { ContextList } from './ContextList.tsx';
import { useAppStore } from '../StoreContext.tsx';
import pictureStyles from '../ui/picture.module.css';
import contextListStyles from './ContextList.module.css';

const COUNT = 5;
/** Smallest distance of two contexts, so that a long passage is listed once. */
const APART = 8;
const BEFORE = 16;

export interface ContextsProps {
  readonly trace: Trace;
  /** [T] */
  readonly series: Float32Array;
  readonly signed: boolean;
}

/** The positions at which the unit's values are highest and lowest. A press moves the cursor there. */
export const Contexts = memo(function Contexts({ trace, series, signed }: ContextsProps) {
  const store = useAppStore();
  const [highest, lowest] = useMemo(() => {
    const find = (end: 'highest' | 'lowest') => strongestSteps(series, end, COUNT, APART);
    if (!signed) return [find('highest'), find('lowest')];
    return [find('highest').filter((t) => series[t] > 0), find('lowest').filter((t) => series[t] < 0)];
  }, [series, signed]);
  const list = (title: string, steps: readonly number[]) => (
    <ContextList
      title={title}
      contexts={steps.map((t) => ({
        at: t,
        value: series[t],
        action: `Go to t ${formatCount(t)}`,
        position: `t ${formatCount(t)}`,
      }))}
      tokens={trace.tokens}
      before={BEFORE}
      isSigned={signed}
      whenEmpty="nowhere in this trace"
      onGo={(t) => store.getState().moveTo(t)}
    />
  );
  return (
    <section className={contextListStyles.contexts} aria-label="Strongest contexts">
      {list(signed ? 'Most positive at' : 'Most open at', highest)}
      {list(signed ? 'Most negative at' : 'Most shut at', lowest)}
      <p className={pictureStyles.pictureNote}>
        Positions at least {APART} characters apart. The framed character is the one being read.
      </p>
    </section>
  );
});
