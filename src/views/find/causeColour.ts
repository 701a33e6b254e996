import type { SlotCause } from '../../store/findState.ts';
import { useApp } from '../StoreContext.tsx';
import { useFindOption } from './findOptions.ts';

/** What the text is to be coloured by on the page Cause; null where it shows the unit's own values. */
export function useShownCause(): SlotCause | null {
  const colour = useFindOption('colour');
  return useApp((state) =>
    state.findPage === 'cause' && colour === 'change' ? (state.causes[state.cursor.slot] ?? null) : null,
  );
}
