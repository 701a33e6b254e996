import { formatCount } from '../../draw/format.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import { cellMark } from '../cellMark.ts';
import { useCellRuns } from './stepAxis.ts';

/** How large each cell's model is, and how fast it learns. */
export function ParameterTable() {
  const cells = useCellRuns();
  return (
    <table className="table parameters">
      <caption className="hidden">Size and speed of each cell</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">Cell</span>
          </th>
          <th scope="col" title="H, units per layer">
            H
          </th>
          <th scope="col">parameters</th>
          <th scope="col">characters/s</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ slot, run }) => (
          <tr key={slot.id} {...cellMark(slot)}>
            <th scope="row">{slot.name}</th>
            <td>{formatCount(run.spec.hidden)}</td>
            <td>{formatCount(parameterLayout(run.spec).size)}</td>
            <td>{run.charactersPerSecond > 0 ? formatCount(run.charactersPerSecond) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
