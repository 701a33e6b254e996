import { memo, useMemo } from 'react';
import { endShares, moments, unitSeries } from '../../analysis/unitOverTime.ts';
import { channelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { CHANNELS, channelRange } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { shownRange } from '../shownRange.ts';

export interface UnitSummaryProps {
  readonly trace: Trace;
  readonly layer: number;
  readonly unit: number;
  readonly model: string;
}

/** Mean, spread, extent and ends of every channel of one unit over the trace. */
export const UnitSummary = memo(function UnitSummary({ trace, layer, unit, model }: UnitSummaryProps) {
  const rows = useMemo(
    () =>
      CHANNELS[trace.spec.cell].map((channel) => {
        const { values, hidden } = channelValues(trace, channel, layer);
        const series = unitSeries(values, hidden, unit);
        const range = channelRange(trace.spec, channel);
        const shown = shownRange(trace.spec, channel);
        const format = shown === 'gate' || shown === 'positive' ? formatFixed : formatSigned;
        return { channel, format, ...moments(series), ends: endShares(series, range) };
      }),
    [trace, layer, unit],
  );
  return (
    <section aria-label="One unit over the trace">
      <div className="picture-head">
        <h2 className="picture-title">
          Unit {unit}, layer {layer + 1} of the {model}
        </h2>
        <span className="picture-note">{formatCount(trace.kept)} timesteps</span>
      </div>
      <table className="picture-table unit-summary">
        <thead>
          <tr>
            <th scope="col">channel</th>
            <th scope="col">mean</th>
            <th scope="col">variance</th>
            <th scope="col">lowest</th>
            <th scope="col">highest</th>
            <th scope="col">low end</th>
            <th scope="col">high end</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ channel, format, mean, variance, lowest, highest, ends }) => (
            <tr key={channel}>
              <th scope="row" className="picture-mono">
                {channel}
              </th>
              <td>{format(mean, 2)}</td>
              <td>{formatFixed(variance, 3)}</td>
              <td>{format(lowest, 2)}</td>
              <td>{format(highest, 2)}</td>
              {ends ? (
                <>
                  <td>{formatFixed(ends.low, 2)}</td>
                  <td>{formatFixed(ends.high, 2)}</td>
                </>
              ) : (
                <td colSpan={2}>no bounds</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="picture-note">
        Variance: mean of the squared distance from the mean. Ends: share of timesteps below 0.1 and above 0.9 of a
        gate, below −0.9 and above +0.9 of a signed channel; both together are its saturation.
      </p>
    </section>
  );
});
