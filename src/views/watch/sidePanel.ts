import type { SelectedTrace, Selection } from '../ui/selectedTrace.ts';

/** Props of every panel beside the maps. */
export interface SidePanelProps {
  readonly selection: Selection;
  /** Null while a passage is read. */
  readonly selected: SelectedTrace | null;
}

/** Props of a panel that shows a trace. */
export interface TracePanelProps {
  readonly selected: SelectedTrace;
}
