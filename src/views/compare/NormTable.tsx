import { memo, useMemo } from 'react';
import { spread, type Spread } from '../../analysis/gradientNorms.ts';
import { formatMagnitude, formatReading } from '../../draw/format.ts';
import { keeps } from '../../engine/trace.ts';
import { cellMark } from '../cellMark.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { lineName, type NormLine } from './comparedModels.ts';

/** The numbers behind the lines: over the whole trace, and at t. */
export const NormTable = memo(function NormTable({ lines }: { readonly lines: readonly NormLine[] }) {
  const steps = lines[0].norms.length;
  const counted = useMemo(() => lines[0].norms.filter(Number.isFinite).length, [lines]);
  const spreads = useMemo(() => lines.map((line) => spread(line.norms)), [lines]);
  return (
    <table className="picture-table">
      <caption className="compare-caption">
        Norms over {counted} timesteps, and at <Timestep steps={steps} />
      </caption>
      <thead>
        <tr>
          <th scope="col">state</th>
          <th scope="col">lowest</th>
          <th scope="col">median</th>
          <th scope="col">highest</th>
          <th scope="col">at t</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={lineName(line)} {...cellMark(line.model.slot)}>
            <th scope="row" className="plot-cell-name">
              {line.model.slot.name} {line.of}
            </th>
            <td>{spreads[index] ? formatMagnitude(spreads[index].lowest) : '–'}</td>
            <td>{spreads[index] ? formatMagnitude(spreads[index].median) : '–'}</td>
            <td>{highest(line, spreads[index])}</td>
            <ValueAtCursor line={line} />
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** The spread is of finite norms; one beyond float32 is higher than all of them. */
function highest({ norms }: NormLine, finite: Spread | null): string {
  if (norms.includes(Infinity)) return formatMagnitude(Infinity);
  return finite ? formatMagnitude(finite.highest) : '–';
}

function Timestep({ steps }: { readonly steps: number }) {
  return <>t = {useTimestep(steps)}</>;
}

function ValueAtCursor({ line }: { readonly line: NormLine }) {
  const t = useTimestep(line.norms.length);
  const norm = line.norms[t];
  const missing = keeps(line.model.trace, t) ? 'no loss here' : 'being traced';
  return <td className="norm-now">{Number.isNaN(norm) ? missing : formatReading(norm)}</td>;
}
