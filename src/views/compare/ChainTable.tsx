import type { Chain, ChainPart } from '../../analysis/chain.ts';
import { formatReading } from '../../draw/format.ts';
import { TableBehind } from '../picture/TableBehind.tsx';
import type { MeasuredModel } from './measured.ts';

interface ChainTableProps {
  readonly models: readonly MeasuredModel<Chain>[];
  readonly parts: readonly ChainPart[];
  readonly shown: number;
}

/** The bars in numbers. */
export function ChainTable(props: ChainTableProps) {
  return (
    <TableBehind summary="The bars in numbers">
      <Bars {...props} />
    </TableBehind>
  );
}

function Bars(props: ChainTableProps) {
  const { models, parts, shown } = props;
  return (
    <table className="picture-table lag-table">
      <thead>
        <tr>
          <th scope="col">lag k</th>
          {models.flatMap(({ slot }) => [
            <th key={`${slot.id} norm`} scope="col">
              {slot.name} ‖term‖
            </th>,
            <th key={`${slot.id} share`} scope="col">
              {slot.name} share
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: shown }, (_, k) => (
          <tr key={k}>
            <th scope="row">{k}</th>
            {models.flatMap(({ slot }, index) => [
              <td key={`${slot.id} norm`}>{formatReading(parts[index].norms[k])}</td>,
              <td key={`${slot.id} share`}>{formatReading(parts[index].shares[k])}</td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
