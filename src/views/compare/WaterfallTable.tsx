import { useEffect, useRef, useState } from 'react';
import { reachOf } from '../../analysis/overTraining.ts';
import { formatCount, formatMagnitude } from '../../draw/format.ts';
import { cellMark } from '../cellMark.ts';
import { SPENT } from './WaterfallMap.tsx';
import type { FallingModel } from './waterfallRows.ts';

interface WaterfallTableProps {
  readonly steps: readonly number[];
  readonly models: readonly FallingModel[];
  readonly lags: number;
}

/** The pictures in numbers. They are made only while they are unfolded, below the pictures, and then come into view. */
export function WaterfallTable(props: WaterfallTableProps) {
  const [isOpen, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) summary.current?.scrollIntoView({ block: 'center' });
  }, [isOpen]);
  return (
    <details className="picture-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>Every kept step in numbers: gradients by lag, singular values by block</summary>
      {isOpen ? <Tables {...props} /> : null}
    </details>
  );
}

/** A table per model: gradients at a few lags, and every block of the layer's W_hh. */
function Tables({ steps, models, lags }: WaterfallTableProps) {
  const shown = [0, 10, 20, 50, 100, 200].filter((k) => k <= lags);
  return (
    <>
      {models.map(({ slot, layer, rows, moments }) => {
        const gates = moments
          .find((moment) => moment !== null)
          ?.blocks.filter((block) => block.layer === layer)
          .map(({ gate }) => gate);
        if (!gates) return null;
        return (
          <div key={slot.id} className="lag-table-place" {...cellMark(slot)}>
            <table className="picture-table lag-table">
              <caption className="plot-cell-name fall-caption">{slot.name}</caption>
              <thead>
                <tr>
                  <th scope="col">step</th>
                  {shown.map((k) => (
                    <th key={k} scope="col">
                      k = {k}
                    </th>
                  ))}
                  <th scope="col">1 % from lag</th>
                  {gates.map((gate) => (
                    <th key={gate} scope="col">
                      W<sub>h{slot.cell === 'rnn' ? 'h' : gate}</sub> σ<sub>max</sub> · quartiles · ρ
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {steps.map((step, k) => {
                  const [row, moment] = [rows[k], moments[k]];
                  if (!row || !moment) return null;
                  return (
                    <tr key={step}>
                      <th scope="row">{formatCount(step)}</th>
                      {shown.map((lag) => (
                        <td key={lag}>{formatMagnitude(row[lag])}</td>
                      ))}
                      <td>{reachOf(row, SPENT) ?? `> ${lags}`}</td>
                      {moment.blocks
                        .filter((block) => block.layer === layer)
                        .map(({ gate, sigma, quartiles, radius }) => (
                          <td key={gate}>
                            <b>{formatMagnitude(sigma)}</b> ·{' '}
                            {quartiles ? quartiles.map(formatMagnitude).join(', ') : 'not computed'} ·{' '}
                            {radius === null ? 'not computed' : formatMagnitude(radius)}
                          </td>
                        ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        );
      })}
    </>
  );
}
