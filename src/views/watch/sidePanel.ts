import type { SelectedTrace } from '../picture/selectedTrace.ts';

/** What every panel beside the maps is given. */
export interface SidePanelProps {
  readonly selected: SelectedTrace;
}
