import { Fragment, useState } from 'react';
import { formatFixed } from '../../draw/format.ts';
import { useAppStore } from '../StoreContext.tsx';
import type { SaturationPanel } from './saturationPanels.ts';

export interface SaturationTableProps {
  readonly panels: readonly SaturationPanel[];
  readonly hidden: number;
}

/** The table behind the saturation plot: every unit of every layer; its number selects it. */
export function SaturationTable({ panels, hidden }: SaturationTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="picture-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table: saturation of every unit</summary>
      {open ? <Rows panels={panels} hidden={hidden} /> : null}
    </details>
  );
}

function Rows({ panels, hidden }: SaturationTableProps) {
  const store = useAppStore();
  return (
    <div
      className="panel-table"
      role="group"
      aria-label="Saturation of every unit"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className="picture-table">
        <thead>
          <tr>
            <th scope="col">{panels[0].shut.length > hidden ? 'layer: unit' : 'unit'}</th>
            {panels.map(({ gate }) => (
              <Fragment key={gate}>
                <th scope="col">{gate} shut</th>
                <th scope="col">{gate} open</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(panels[0].shut, (_, k) => {
            const layer = Math.floor(k / hidden);
            const unit = k % hidden;
            return (
              <tr key={k}>
                <th scope="row">
                  <button
                    type="button"
                    className="panel-link"
                    aria-label={`Select unit ${unit}, layer ${layer + 1}`}
                    onClick={() => store.getState().select({ unit, layer })}
                  >
                    {panels[0].shut.length > hidden ? `${layer + 1}: ${unit}` : unit}
                  </button>
                </th>
                {panels.map(({ gate, shut, open }) => (
                  <Fragment key={gate}>
                    <td>{formatFixed(shut[k], 3)}</td>
                    <td>{formatFixed(open[k], 3)}</td>
                  </Fragment>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
