import { useState } from 'react';
import { CHANNELS } from '../../engine/spec.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import { formatReading } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { symbolAt, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';

/** The table behind the maps: every channel of the selected unit at every timestep in view, six significant digits. */
export function UnitTable({ selected }: { readonly selected: SelectedTrace }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="picture-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table: unit {selected.unit} at the timesteps in view</summary>
      {open ? <Rows selected={selected} /> : null}
    </details>
  );
}

function Rows({ selected }: { readonly selected: SelectedTrace }) {
  const { trace, layer, unit } = selected;
  const state = useAppStore().getState();
  const { start, columns } = useTimeWindow();
  const channels = CHANNELS[trace.spec.cell];
  const values = channels.map((channel) => channelValues(trace, channel, layer));
  const last = Math.min(trace.tokens.length, start + columns);
  return (
    <div
      className="unit-table"
      role="group"
      aria-label={`Values of unit ${unit}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className="picture-table">
        <thead>
          <tr>
            <th scope="col">t</th>
            <th scope="col">character</th>
            {channels.map((channel) => (
              <th scope="col" key={channel}>
                {channel}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.max(0, last - start) }, (_, k) => start + k).map((t) => (
            <tr key={t}>
              <th scope="row">{t}</th>
              <td className="picture-mono">{visibleSymbol(symbolAt(state, trace, t))}</td>
              {values.map((of, k) => (
                <td key={channels[k]}>{formatReading(valueAt(of, t, unit))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
