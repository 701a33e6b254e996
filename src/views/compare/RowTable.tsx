import { formatReading } from '../../draw/format.ts';
import { normAt, type LagNorms } from '../../draw/trianglePixels.ts';
import { TableBehind } from '../picture/TableBehind.tsx';
import { useTimestep } from '../picture/selectedTrace.ts';
import type { ComparedModel } from './comparedModels.ts';

const SHOWN = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200];

interface RowTableProps {
  readonly models: readonly ComparedModel[];
  readonly norms: readonly LagNorms[];
}

/** The cursor's row of every triangle in numbers. */
export function RowTable(props: RowTableProps) {
  return (
    <TableBehind summary="The framed row in numbers">
      <Row {...props} />
    </TableBehind>
  );
}

function Row(props: RowTableProps) {
  const { models, norms } = props;
  const t = useTimestep(models[0].trace.tokens.length);
  const lags = SHOWN.filter((k) => k <= t && k <= norms[0].lags);
  return (
    <table className="picture-table lag-table">
      <thead>
        <tr>
          <th scope="col">
            loss at t = {t}, ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖
          </th>
          {lags.map((k) => (
            <th key={k} scope="col">
              k = {k}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {models.map(({ slot }, index) => (
          <tr key={slot.id} data-cell={slot.hue}>
            <th scope="row" className="plot-cell-name">
              {slot.name}
            </th>
            {lags.map((k) => {
              const norm = normAt(norms[index], t, t - k);
              return <td key={k}>{norm === undefined ? '–' : norm === 0 ? '< 1e−30' : formatReading(norm)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
