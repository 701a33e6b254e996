import { FEW_UNITS } from '../../analysis/changingUnits.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { Ui } from '../../state/ui.ts';
import { useAppStore, useApp, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import type { Selection } from '../ui/selectedTrace.ts';
import { useShownKeys } from './shownKeys.ts';
import { useFlips } from './useFlips.ts';
import styles from './MapsExtent.module.css';

/** "12 of 64", or "64" */
export function countShown(units: Ui['mapUnits'], hidden: number): string {
  return units === 'all' || hidden <= FEW_UNITS ? String(hidden) : `${FEW_UNITS} of ${hidden}`;
}

/** What to look for in the maps, and what they do not show. */
export function useMapsNote({ spec, channel }: Selection): string {
  const flips = useFlips();
  const [units] = useUi('mapUnits');
  const isSome = units === 'changing' && spec.hidden > FEW_UNITS;
  const [order] = useUi('rowOrder');
  const half = FEW_UNITS / 2;
  const rows = !isSome
    ? 'Look for rows that change with the text.'
    : order === 'change'
      ? `The ${FEW_UNITS} units whose ${channel} changes most at the cursor.`
      : order === 'value'
        ? `The ${half} units with the highest ${channel} at the cursor, and the ${half} with the lowest.`
        : `The ${FEW_UNITS} units whose ${channel} changes most in view.`;
  const signs = flips ? ' Rows marked − are drawn with flipped sign.' : '';
  return `${rows}${signs} A row that follows a character does not show that the model uses it.`;
}

/** The buttons that show all units, and the maps of all channels; a second press goes back. */
export function MapsExtent({ spec }: { readonly spec: ModelSpec }) {
  const store = useAppStore();
  const [units, setUnits] = useUi('mapUnits');
  const channel = useApp(({ ui }) => ui.cursor.channel);
  const isAllChannels = useShownKeys(spec.cell, spec.layers, channel).by === 'all';
  return (
    <div className={styles.mapsExtent} role="group" aria-label="What the maps show">
      {spec.hidden > FEW_UNITS ? (
        <Button aria-pressed={units === 'all'} onClick={() => setUnits(units === 'all' ? 'changing' : 'all')}>
          all units
        </Button>
      ) : null}
      <Button
        aria-pressed={isAllChannels}
        onClick={() => store.getState().setUi({ mapChannels: isAllChannels ? 'one' : 'all', mapsBy: 'layer' })}
      >
        all channels
      </Button>
    </div>
  );
}
