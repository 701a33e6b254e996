import { formatCount, formatFixed } from '../../draw/format.ts';
import { cellMark } from '../cellMark.ts';
import type { RecallLine } from './RecallChart.tsx';

/** Right answers at lags that training had and at longer ones, and the mean probability of the right answer. */
export function RecallTable(props: { readonly lines: readonly RecallLine[]; readonly trainedTo: number }) {
  const { lines, trainedTo } = props;
  if (lines.length === 0) return null;
  return (
    <table className="picture-table recall-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Model</span>
          </th>
          <th scope="col">step</th>
          <th scope="col">right, lags to {trainedTo}</th>
          <th scope="col">right, longer lags</th>
          <th scope="col">probability of the right answer</th>
          <th scope="col">answers</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ slot, step, asked, scores }) => {
          const share = (isIn: (lag: number) => boolean): string => {
            let count = 0;
            let right = 0;
            for (const [n, { lag }] of asked.entries()) {
              if (!isIn(lag)) continue;
              count++;
              right += scores.right[n];
            }
            return count === 0 ? '–' : formatFixed(right / count, 3);
          };
          const mean = scores.probability.reduce((sum, p) => sum + p, 0) / scores.probability.length;
          return (
            <tr key={slot.id} {...cellMark(slot)}>
              <th scope="row" className="cell-name">
                {slot.name}
              </th>
              <td>{formatCount(step)}</td>
              <td>{share((lag) => lag <= trainedTo)}</td>
              <td>{share((lag) => lag > trainedTo)}</td>
              <td>{formatFixed(mean, 3)}</td>
              <td>{formatCount(asked.length)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
