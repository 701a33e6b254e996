import { useUi } from '../StoreContext.tsx';
import { useRef, type ComponentType } from 'react';
import { gatesOf } from '../../engine/gateHistograms.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { UI, type Ui } from '../../state/ui.ts';
import { TabbedPages } from '../ui/TabbedPages.tsx';
import { useSelectedModel } from '../useModels.ts';
import { ChangeSide } from './ChangeSide.tsx';
import { useKeptHeight } from '../ui/useKeptHeight.ts';
import type { SidePanelProps, TracePanelProps } from './sidePanel.ts';
import { SATURATION_BOX, SaturationPlot } from './SaturationPlot.tsx';
import { UnitPanel } from './UnitPanel.tsx';
import { SpaceSide } from './SpaceSide.tsx';
import { UnitSide } from './UnitSide.tsx';
import { UnitTable } from './UnitTable.tsx';
import { WriteSide } from './WriteSide.tsx';
import pictureStyles from '../ui/picture.module.css';
import saturationPlotStyles from './SaturationPlot.module.css';
import styles from './WatchSide.module.css';

type PanelId = Ui['watchSide'];

const PANELS: Readonly<Record<PanelId, { readonly name: string; readonly Panel: ComponentType<SidePanelProps> }>> = {
  cell: { name: 'Cell', Panel: whenTraced(CellSide) },
  unit: { name: 'Unit', Panel: whenTraced(UnitSide) },
  space: { name: 'Space', Panel: whenTraced(SpaceSide) },
  write: { name: 'Write', Panel: WriteSide },
  change: { name: 'Change', Panel: ChangeSide },
};

/** The panels beside the maps, one of them at a time. */
export function WatchSide({ selection, selected }: SidePanelProps) {
  const part = useRef<HTMLDivElement>(null);
  const style = useKeptHeight(part, selected !== null);
  return (
    <div className={styles.watchSide} data-part="watch-side" ref={part} style={style}>
      <TabbedPages
        label="Look closer"
        prefix="side"
        order={UI.watchSide.codec.values}
        pages={PANELS}
        choice={useUi('watchSide')}
        of={selected?.trace}
        className={styles.sidePanel}
      >
        {({ Panel }) => <Panel selection={selection} selected={selected} />}
      </TabbedPages>
    </div>
  );
}

/** A panel that is empty until the passage has been read. */
function whenTraced(Panel: ComponentType<TracePanelProps>): ComponentType<SidePanelProps> {
  return ({ selected }) => (selected ? <Panel selected={selected} /> : null);
}

/** One unit's update at t as a drawing, as equations and as a table, and the saturation of the gates. */
function CellSide({ selected }: TracePanelProps) {
  const gates = useSelectedModel(({ results }) => results.gates);
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

/** A placeholder of the saturation plot's size until the gates have been counted. */
function SaturationWaiting({ spec }: { readonly spec: ModelSpec }) {
  if (gatesOf(spec).length === 0) return null;
  return (
    <section className={saturationPlotStyles.saturation} data-waiting aria-label="Gate saturation">
      <h2 className={pictureStyles.pictureTitle}>Saturation</h2>
      <svg className={styles.sidePicture} viewBox={SATURATION_BOX} width="100%" aria-hidden="true" />
      <p className={pictureStyles.pictureNote}>Counting how often each gate is open and shut over the text…</p>
    </section>
  );
}
