import type { ComponentType } from 'react';
import { gatesOf } from '../../engine/gateHistograms.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { Tabs } from '../picture/Tabs.tsx';
import { useApp } from '../StoreContext.tsx';
import { ChangeSide } from './ChangeSide.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { SaturationPlot } from './SaturationPlot.tsx';
import { UnitPanel } from './UnitPanel.tsx';
import { SpaceSide } from './SpaceSide.tsx';
import { UnitSide } from './UnitSide.tsx';
import { UnitTable } from './UnitTable.tsx';
import { WriteSide } from './WriteSide.tsx';
import { setWatchOptions, useWatchOptions, WATCH_SIDES, type WatchSideName } from './watchOptions.ts';

const SIDES: Readonly<Record<WatchSideName, { readonly name: string; readonly Panel: ComponentType<SidePanelProps> }>> =
  {
    cell: { name: 'Cell', Panel: CellSide },
    unit: { name: 'Unit', Panel: UnitSide },
    space: { name: 'Space', Panel: SpaceSide },
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
      <div key={side} className="side-panel" role="tabpanel" id={`side-${side}`} aria-labelledby={`tab-${side}`}>
        <Panel selected={selected} />
      </div>
    </div>
  );
}

/** One unit's update at t as drawing, equations and table, and how its gates behave over the text. */
function CellSide({ selected }: SidePanelProps) {
  const gates = useApp((state) => state.gates[selected.slot.id]);
  return (
    <>
      <UnitPanel selected={selected} />
      {gates ? (
        <SaturationPlot histogram={gates.histograms} layer={selected.layer} unit={selected.unit} />
      ) : (
        <SaturationWaiting spec={selected.trace.spec} />
      )}
      <UnitTable selected={selected} />
    </>
  );
}

/** The place of the saturation plot until the gates have been counted. */
function SaturationWaiting({ spec }: { readonly spec: ModelSpec }) {
  if (gatesOf(spec).length === 0) return null;
  return (
    <section className="saturation saturation-waiting" aria-label="Gate saturation">
      <h2 className="picture-title">Saturation</h2>
      <p className="picture-note">Counting how often each gate is open and shut over the text…</p>
    </section>
  );
}
