import { useEffect, useRef, useState } from 'react';
import { formatReading } from '../../draw/format.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { logitsRow } from '../../engine/trace.ts';
import { symbolAt, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import type { CopyReading } from './unrolledReading.ts';

export interface UnrolledTableProps {
  readonly selected: SelectedTrace;
  readonly readings: readonly CopyReading[];
  readonly position: number | null;
}

/** The numbers of the unrolled network, six significant digits. */
export function UnrolledTable(props: UnrolledTableProps) {
  const [open, setOpen] = useState(false);
  const { selected, position } = props;
  return (
    <details className="picture-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Table: unit {selected.unit} in these copies
        {position === null ? '' : `, gradient of the loss at t = ${position}`}
      </summary>
      {open ? <Rows {...props} /> : null}
    </details>
  );
}

function Rows({ selected, readings }: UnrolledTableProps) {
  const { trace, layer, unit } = selected;
  const state = useAppStore().getState();
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a block: newer browsers answer with a promise, which is no clean-up.
    table.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { cell } = trace.spec;
  const valve = { lstm: 'f', gru: 'z', rnn: null }[cell];
  const hasC = cell === 'lstm';
  const probability = (t: number): number => {
    const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
    const logits = logitsRow(trace, t);
    if (!logits) return Number.NaN;
    const [first] = topPredictions(logits, truth, 1);
    return first.isTrue ? first.probability : Number.NaN;
  };
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined || Number.isNaN(value) ? '' : formatReading(value);
  return (
    <div
      ref={table}
      className="unit-table"
      role="group"
      aria-label={`The unrolled network in numbers, unit ${unit}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className="picture-table">
        <thead>
          <tr>
            <th scope="col">t</th>
            <th scope="col">character</th>
            {valve === null ? null : <th scope="col">{valve}</th>}
            {hasC ? <th scope="col">c</th> : null}
            <th scope="col">h</th>
            {hasC ? (
              <>
                <th scope="col">‖∂L/∂c‖</th>
                <th scope="col">∂L/∂c of {unit}</th>
              </>
            ) : null}
            <th scope="col">‖∂L/∂h‖</th>
            <th scope="col">∂L/∂h of {unit}</th>
            <th scope="col">p(next)</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((copy) => (
            <tr key={copy.t}>
              <th scope="row">{copy.t}</th>
              <td className="picture-mono">{visibleSymbol(symbolAt(state, trace, copy.t))}</td>
              {valve === null ? null : <td>{number(copy.valve)}</td>}
              {hasC ? <td>{number(copy.c)}</td> : null}
              <td>{number(copy.h)}</td>
              {hasC ? (
                <>
                  <td>{number(copy.gradC[layer]?.norm)}</td>
                  <td>{number(copy.gradC[layer]?.unit)}</td>
                </>
              ) : null}
              <td>{number(copy.gradH[layer]?.norm)}</td>
              <td>{number(copy.gradH[layer]?.unit)}</td>
              <td>{number(probability(copy.t))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
