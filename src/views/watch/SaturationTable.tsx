import { formatFixed } from '../../draw/format.ts';
import { useAppStore } from '../StoreContext.tsx';
import { Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import type { SaturationPanel } from './saturationPanels.ts';
import { Button } from '../ui/Button.tsx';

interface SaturationTableProps {
  readonly panels: readonly SaturationPanel[];
  readonly hidden: number;
}

/** The table behind the saturation plot. A press on the number of a unit selects the unit. */
export function SaturationTable(props: SaturationTableProps) {
  return (
    <TableBehind summary="Table: saturation of every unit" label="Saturation of every unit">
      <EveryUnit {...props} />
    </TableBehind>
  );
}

function EveryUnit({ panels, hidden }: SaturationTableProps) {
  const store = useAppStore();
  const hasLayers = panels[0].shut.length > hidden;
  return (
    <Table
      rows={Array.from(panels[0].shut, (_, k) => ({ k, layer: Math.floor(k / hidden), unit: k % hidden }))}
      rowKey={({ k }) => k}
      columns={[
        {
          key: 'unit',
          head: hasLayers ? 'layer: unit' : 'unit',
          cell: ({ layer, unit }) => (
            <Button
              kind="link"
              aria-label={`Select unit ${unit}, layer ${layer + 1}`}
              onClick={() => store.getState().select({ unit, layer })}
            >
              {hasLayers ? `${layer + 1}: ${unit}` : unit}
            </Button>
          ),
        },
        ...panels.flatMap(({ gate, shut, open }) => [
          {
            head: `${gate} shut`,
            cell: ({ k }: { readonly k: number }) => formatFixed(shut[k], 3),
          },
          {
            head: `${gate} open`,
            cell: ({ k }: { readonly k: number }) => formatFixed(open[k], 3),
          },
        ]),
      ]}
    />
  );
}
