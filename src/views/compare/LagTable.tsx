import { formatFixed, formatMagnitude, formatReading } from '../../draw/format.ts';
import { NORM_FLOOR } from '../../draw/logScale.ts';
import { cellMark } from '../cellMark.ts';
import { formatHalfLife } from './lagFindings.ts';
import { TableBehind } from '../picture/TableBehind.tsx';
import type { LagLine } from './lagLines.ts';

/** The numbers of the curves: at a few lags, and their fitted decay. */
export function LagTable({ lines }: { readonly lines: readonly LagLine[] }) {
  const K = lines[0].curve.mean.length - 1;
  const shown = [0, 10, 20, 50, 100, 200].filter((k) => k <= K);
  return (
    <>
      <div className="lag-table-place">
        <table className="picture-table lag-table">
          <thead>
            <tr>
              <th scope="col">geometric mean</th>
              {shown.map((k) => (
                <th key={k} scope="col">
                  k = {k}
                </th>
              ))}
              <th scope="col">per step</th>
              <th scope="col">half-life, steps</th>
              <th scope="col">middle half</th>
              <th scope="col">lags fitted</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, slot, part, curve, fit }) => (
              <tr key={name} {...cellMark(slot)}>
                <th scope="row" className="plot-cell-name">
                  {name}
                </th>
                {shown.map((k) => (
                  <td key={k}>{meanAt(curve.mean[k], part === 'rest' && k === 0)}</td>
                ))}
                {fit ? (
                  <>
                    <td>×{formatFixed(fit.perStep, 3)}</td>
                    <td>
                      <b>{formatHalfLife(fit.halfLife)}</b>
                    </td>
                    <td>
                      {formatHalfLife(fit.halfLives[0])}–{formatHalfLife(fit.halfLives[2])}
                    </td>
                    <td>
                      {fit.from}–{fit.to}
                    </td>
                  </>
                ) : (
                  <td colSpan={4}>too few lags above the floor</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableBehind summary="Every lag in numbers: first quartile, geometric mean, third quartile">
        <EveryLag lines={lines} />
      </TableBehind>
    </>
  );
}

/** @param isNothing by definition: at lag 0 nothing has gone another way than along c */
function meanAt(mean: number, isNothing: boolean): string {
  if (isNothing) return '0';
  return mean > 1.01 * NORM_FLOOR ? formatMagnitude(mean) : '< 10⁻³⁰';
}

function EveryLag({ lines }: { readonly lines: readonly LagLine[] }) {
  const K = lines[0].curve.mean.length - 1;
  return (
    <table className="picture-table lag-table">
      <thead>
        <tr>
          <th scope="col">lag k</th>
          {lines.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: K + 1 }, (_, k) => (
          <tr key={k}>
            <th scope="row">{k}</th>
            {lines.map(({ name, curve }) => (
              <td key={name}>
                {formatReading(curve.low[k])} · <b>{formatReading(curve.mean[k])}</b> · {formatReading(curve.high[k])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
