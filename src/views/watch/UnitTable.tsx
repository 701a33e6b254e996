import { CELLS } from '../../engine/spec.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import { formatReading } from '../../draw/format.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { symbolAt, type SelectedTrace } from '../ui/selectedTrace.ts';
import { Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import pictureStyles from '../ui/picture.module.css';

/** The table behind the maps: every channel of the selected unit at every timestep in view, with six significant digits. */
export function UnitTable({ selected }: { readonly selected: SelectedTrace }) {
  const { unit } = selected;
  return (
    <TableBehind
      summary={`Table: unit ${unit} at the timesteps in view`}
      label={`Values of unit ${unit}`}
      of="unitValues"
    >
      <Timesteps selected={selected} />
    </TableBehind>
  );
}

function Timesteps({ selected }: { readonly selected: SelectedTrace }) {
  const { trace, layer, unit } = selected;
  const state = useAppStore().getState();
  const { from, to } = useTimeWindow().range;
  const last = Math.min(trace.tokens.length, to);
  return (
    <Table
      rows={Array.from({ length: Math.max(0, last - from) }, (_, k) => from + k)}
      rowKey={(t) => t}
      columns={[
        { head: 't', cell: (t) => t },
        {
          head: 'character',
          cellClass: pictureStyles.pictureMono,
          cell: (t) => <SymbolSign symbol={symbolAt(state, trace, t)} text={state.text} />,
        },
        ...CELLS[trace.spec.cell].channels.map((channel) => {
          const of = channelValues(trace, channel, layer);
          return { head: channel, cell: (t: number) => formatReading(valueAt(of, t, unit)) };
        }),
      ]}
    />
  );
}
