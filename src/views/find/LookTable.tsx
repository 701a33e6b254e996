import { BINS, type UnitLook } from '../../analysis/scores/unitLook.ts';
import { formatCount, formatReading } from '../../draw/format.ts';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { TableBehind } from '../picture/TableBehind.tsx';
import { sideNames } from './useLook.ts';

/** The numbers behind the pictures of a look. */
export function LookTable({ finding, look }: { readonly finding: LabelFinding; readonly look: UnitLook }) {
  const { low, high, on, off } = look.distribution;
  const names = sideNames(finding, look);
  return (
    <TableBehind summary="These numbers as a table">
      <table className="picture-table">
        <caption className="hidden">Characters by the unit’s value</caption>
        <thead>
          <tr>
            <th scope="col">value from</th>
            <th scope="col">{names.on}</th>
            <th scope="col">{names.off}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(on, (count, k) => (
            <tr key={k}>
              <th scope="row">{formatReading(low + (k / BINS) * (high - low))}</th>
              <td>{formatCount(count)}</td>
              <td>{formatCount(off[k])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {look.levels ? (
        <table className="picture-table">
          <caption className="hidden">Quantiles of the unit by the label’s value</caption>
          <thead>
            <tr>
              <th scope="col">label</th>
              <th scope="col">count</th>
              <th scope="col">25 %</th>
              <th scope="col">median</th>
              <th scope="col">75 %</th>
            </tr>
          </thead>
          <tbody>
            {look.levels.map(({ low: from, high: to, count, quantiles }) => (
              <tr key={from}>
                <th scope="row">{from === to ? from : `${from} to ${to}`}</th>
                <td>{formatCount(count)}</td>
                {quantiles.slice(1, 4).map((value, q) => (
                  <td key={q}>{formatReading(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {look.roc ? (
        <table className="picture-table">
          <caption className="hidden">Shares above each threshold</caption>
          <thead>
            <tr>
              <th scope="col">label off, above</th>
              <th scope="col">label on, above</th>
            </tr>
          </thead>
          <tbody>
            {Array.from(look.roc.off, (share, k) => (
              <tr key={k}>
                <th scope="row">{formatReading(share)}</th>
                <td>{formatReading(look.roc?.on[k] ?? Number.NaN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </TableBehind>
  );
}
