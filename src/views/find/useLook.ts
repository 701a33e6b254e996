import { useMemo } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { UnitLook } from '../../analysis/scores/unitLook.ts';
import { formatFixed } from '../../draw/format.ts';
import { isAbout, isAnswered, wantedLook } from '../../store/looks.ts';
import type { Search } from '../../store/findState.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';
import { type ScoreRow, scoreRows } from '../../store/scoreRows.ts';

/** The selected unit beside the chosen label, as far as it is known. */
export interface Looked {
  readonly search: Search;
  readonly finding: LabelFinding;
  /** What the table says of this unit on this label. */
  readonly row: ScoreRow;
  /** What was read of it; null while nothing fits. */
  readonly look: UnitLook | null;
  /** Whether it is still that of the unit selected before: its shape may be shown, its numbers not. */
  readonly isStale: boolean;
  /** Share of the text that has been read for the next one; null while nothing is read. */
  readonly share: number | null;
}

/** Null where no label of a search is chosen. */
export function useLook(): Looked | null {
  const search = useApp((state) => state.searches[state.cursor.slot]);
  const label = useApp((state) => state.label);
  const unit = useApp((state) => state.cursor.unit);
  const channel = useApp((state) => state.cursor.channel);
  const layer = useApp((state) => state.cursor.layer);
  const looking = useApp((state) => state.looking);
  const isThere = useApp(hasAnswer);
  const row = useMemo(
    () => (search && label !== null ? rowOf(search, label, { unit, channel, layer }) : null),
    [search, label, unit, channel, layer],
  );
  if (!search || !row) return null;
  const { look, of, share } = looking;
  const fits = look !== null && isAbout(of, search) && look.kind === row.finding.kind;
  return { search, finding: row.finding, row, look: fits ? look : null, isStale: fits && !isThere, share };
}

function hasAnswer(state: AppState): boolean {
  const wanted = wantedLook(state);
  return wanted !== null && isAnswered(state.looking, wanted);
}

/** A unit's row for one label: where it is the label's own unit in the direction in which it was chosen. */
export function rowOf(search: Search, label: string, place: ScoreRow['place']): ScoreRow | null {
  const its = (one: ScoreRow['place'] | null): ScoreRow | undefined =>
    scoreRows(search, one).find(({ finding }) => finding.id === label);
  const own = its(place);
  return own?.isBest ? (its(null) ?? null) : (own ?? null);
}

/** How the two sides of a label are called in pictures. */
export function sideNames(
  { kind }: Pick<LabelFinding, 'kind'>,
  { onFrom }: Pick<UnitLook, 'onFrom'>,
): { readonly on: string; readonly off: string } {
  if (kind === 'binary') return { on: 'label on', off: 'label off' };
  const from = formatFixed(onFrom, Number.isInteger(onFrom) ? 0 : 2);
  return { on: `label ≥ ${from}`, off: `label < ${from}` };
}
