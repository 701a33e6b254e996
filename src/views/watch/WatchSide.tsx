import type { ComponentType } from 'react';
import { Tabs } from '../picture/Tabs.tsx';
import { ChangeSide } from './ChangeSide.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { SaturationPlot } from './SaturationPlot.tsx';
import { UnitPanel } from './UnitPanel.tsx';
import { UnitTable } from './UnitTable.tsx';
import { WriteSide } from './WriteSide.tsx';
import { setWatchOptions, useWatchOptions, WATCH_SIDES, type WatchSideName } from './watchOptions.ts';

const SIDES: Readonly<Record<WatchSideName, { readonly name: string; readonly Panel: ComponentType<SidePanelProps> }>> =
  {
    cell: { name: 'Cell', Panel: CellSide },
    write: { name: 'Write', Panel: WriteSide },
    change: { name: 'Change', Panel: ChangeSide },
  };

const NAMES = Object.fromEntries(WATCH_SIDES.map((side) => [side, SIDES[side].name])) as Record<WatchSideName, string>;

/** What stands beside the maps, one at a time. */
export function WatchSide({ selected }: SidePanelProps) {
  const { side } = useWatchOptions();
  const { Panel } = SIDES[side];
  return (
    <div className="watch-side">
      <Tabs
        className="side-tabs"
        label="Look closer"
        tabs={WATCH_SIDES}
        names={NAMES}
        chosen={side}
        panel={(name) => `side-${name}`}
        onChoose={(name) => setWatchOptions({ side: name })}
      />
      <div className="side-panel" role="tabpanel" id={`side-${side}`} aria-labelledby={`tab-${side}`}>
        <Panel selected={selected} />
      </div>
    </div>
  );
}

/** One unit's update at t as drawing, equations and table, and how its gates behave over the text. */
function CellSide({ selected }: SidePanelProps) {
  return (
    <>
      <UnitPanel selected={selected} />
      <SaturationPlot selected={selected} />
      <UnitTable selected={selected} />
    </>
  );
}
