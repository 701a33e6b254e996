import { memo } from 'react';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { scoreAxis } from '../../draw/formationChart.ts';
import { LabelButton } from './LabelButton.tsx';
import { LEAST_GAIN, type FormationRow } from './formationRows.ts';

const WIDTH = 132;
const HEIGHT = 26;

export interface FormationListProps {
  readonly rows: readonly FormationRow[];
  /** Id of the label that is drawn large. */
  readonly chosen: string;
  readonly onChoose: (row: FormationRow) => void;
}

/** Every label over training, one small curve each. */
export const FormationList = memo(function FormationList({ rows, chosen, onChoose }: FormationListProps) {
  return (
    <table className="picture-table score-table formation-list" aria-label="Labels over training">
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col" className="score-axis">
            best unit
          </th>
          <th scope="col">first</th>
          <th scope="col">last</th>
          <th scope="col">gain</th>
          <th scope="col" className="formation-half">
            half of it by step
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.finding.id} className={row.finding.id === chosen ? 'chosen' : undefined}>
            <th scope="row">
              <LabelButton finding={row.finding} isChosen={row.finding.id === chosen} onChoose={() => onChoose(row)} />
            </th>
            <td className="score-axis">
              <Spark row={row} />
            </td>
            <td>{formatFixed(row.best[0], 2)}</td>
            <td className="score-value">{formatFixed(row.best[row.best.length - 1], 3)}</td>
            <td>{formatSigned(row.gain, 2)}</td>
            <td title={row.half === null ? `It gained less than ${LEAST_GAIN}.` : undefined}>
              {row.half === null ? '–' : formatCount(row.half)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** A curve on the axis of its kind, from what says nothing at the bottom to 1 at the top. */
function Spark({ row: { finding, steps, best } }: { readonly row: FormationRow }) {
  const least = finding.kind === 'binary' ? 0.5 : 0;
  const axis = scoreAxis(
    Math.max(1, steps[steps.length - 1]),
    least,
    best.map((score) => Math.max(least, score)),
    WIDTH - 4,
    HEIGHT - 4,
  );
  return (
    <svg className="picture-svg" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <g transform="translate(2 2)">
        <path className="picture-grid" d={`M0 ${HEIGHT - 3.5}H${WIDTH - 4}`} />
        <path
          className="formation-spark"
          d={axis.path(
            steps,
            best.map((score) => Math.max(least, score)),
          )}
        />
      </g>
    </svg>
  );
}
