import type { SelectedTrace } from '../ui/selectedTrace.ts';

/** Props of every panel beside the maps. */
export interface SidePanelProps {
  readonly selected: SelectedTrace;
}
