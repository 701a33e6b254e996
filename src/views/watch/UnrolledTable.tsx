import { CELLS } from '../../engine/spec.ts';
import { formatCount, formatReading } from '../../draw/format.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { logitsRow } from '../../engine/trace.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { symbolAt, type SelectedTrace } from '../ui/selectedTrace.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { useAppStore } from '../StoreContext.tsx';
import type { CopyReading } from './unrolledReading.ts';
import pictureStyles from '../ui/picture.module.css';

interface UnrolledTableProps {
  readonly selected: SelectedTrace;
  readonly readings: readonly CopyReading[];
  readonly position: number | null;
}

/** The numbers of the unrolled network, with six significant digits. */
export function UnrolledTable(props: UnrolledTableProps) {
  const { position, selected } = props;
  const { unit } = selected;
  const gradient = position === null ? '' : `, gradient of the loss at t = ${formatCount(position)}`;
  return (
    <TableBehind
      summary={`Table: unit ${unit} in these copies${gradient}`}
      label={`The unrolled network in numbers, unit ${unit}`}
      comesIntoView="nearest"
    >
      <Copies {...props} />
    </TableBehind>
  );
}

function Copies({ selected, readings }: UnrolledTableProps) {
  const { trace, layer, unit } = selected;
  const state = useAppStore().getState();
  const { cell } = trace.spec;
  const { retentionGate: valve, states } = CELLS[cell];
  const hasC = states.includes('c');
  const probability = (t: number): number => {
    const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
    const logits = logitsRow(trace, t);
    if (!logits) return Number.NaN;
    const [first] = topPredictions(logits, truth, 1);
    return first.isTrue ? first.probability : Number.NaN;
  };
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined || Number.isNaN(value) ? '' : formatReading(value);
  const column = (head: string, value: (copy: CopyReading) => number | null | undefined): Column<CopyReading> => ({
    head,
    cell: (copy) => number(value(copy)),
  });
  return (
    <Table
      rows={readings}
      rowKey={({ t }) => t}
      columns={[
        { head: 't', cell: ({ t }) => t },
        {
          head: 'character',
          cellClass: pictureStyles.pictureMono,
          cell: ({ t }) => <SymbolSign symbol={symbolAt(state, trace, t)} text={state.text} />,
        },
        ...(valve === null ? [] : [column(valve, (copy) => copy.valve)]),
        ...(hasC ? [column('c', (copy) => copy.c)] : []),
        column('h', (copy) => copy.h),
        ...(hasC
          ? [
              column('‖∂L/∂c‖', (copy) => copy.gradC[layer]?.norm),
              column(`∂L/∂c of ${unit}`, (copy) => copy.gradC[layer]?.unit),
            ]
          : []),
        column('‖∂L/∂h‖', (copy) => copy.gradH[layer]?.norm),
        column(`∂L/∂h of ${unit}`, (copy) => copy.gradH[layer]?.unit),
        column('p(next)', ({ t }) => probability(t)),
      ]}
    />
  );
}
