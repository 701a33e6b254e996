import { useMemo } from 'react';
import type { UnitRef } from '../../analysis/scores/units.ts';
import type { AppState } from '../../state/state.ts';
import { useApp } from '../StoreContext.tsx';

/** The unit that the cursor selects. */
export function selectedUnit({ ui: { cursor } }: Pick<AppState, 'ui'>): UnitRef {
  const { unit, channel, layer } = cursor;
  return { unit, channel, layer };
}

/** The same in a component; the same object until another unit is selected. */
export function useSelectedUnit(): UnitRef {
  const unit = useApp((state) => state.ui.cursor.unit);
  const channel = useApp((state) => state.ui.cursor.channel);
  const layer = useApp((state) => state.ui.cursor.layer);
  return useMemo(() => ({ unit, channel, layer }), [unit, channel, layer]);
}
