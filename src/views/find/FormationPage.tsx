import { useMemo } from 'react';
import { LEAST_CHARACTERS } from '../../analysis/scores/findings.ts';
import { unitAt } from '../../analysis/scores/units.ts';
import { formatCount } from '../../draw/format.ts';
import { formationFileOf } from '../../store/formationFile.ts';
import { stillKept, weightsOf } from '../../store/forming.ts';
import type { FormedMoment, Search, SlotFormation } from '../../store/findState.ts';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { download } from '../shell/files.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { FormationChart } from './FormationChart.tsx';
import { FormationList } from './FormationList.tsx';
import { type FormationRow, formationRows } from './formationRows.ts';
import '../styles/formation.css';

/** When the units that a search found came to be: its labels scored at every kept training step. */
export function FormationPage() {
  const slot = useApp(selectedSlot);
  const search = useApp((state) => state.searches[state.cursor.slot]);
  const formation = useApp((state) => state.formations[state.cursor.slot]);
  const own = formation && formation.of === search?.findings ? formation : undefined;
  return (
    <section className="find-question" aria-label="When units formed">
      <h2 className="picture-title">When did the units of the {slot.name} form?</h2>
      {search?.findings ? <Formed search={search} formation={own} /> : <SearchFirst />}
    </section>
  );
}

function SearchFirst() {
  const store = useAppStore();
  const isShort = useApp((state) => (state.text?.tokens.length ?? 0) < LEAST_CHARACTERS);
  return (
    <>
      <p className="picture-note search-explanation">
        Here the labels of a search are scored with the weights of every kept training step, from the untrained network
        on: see at which step the best unit of a label appears, and whether it is the same unit all along. It begins
        with a search of the network as it is now.
      </p>
      <div className="search-controls">
        <button
          type="button"
          className="button primary"
          disabled={isShort}
          onClick={() => store.getState().setFindPage('labels')}
        >
          Go to the search
        </button>
        {isShort ? (
          <span className="picture-note">A search needs a text of {formatCount(LEAST_CHARACTERS)} characters.</span>
        ) : null}
      </div>
    </>
  );
}

interface FormedProps {
  readonly search: Search;
  readonly formation: SlotFormation | undefined;
}

function Formed({ search, formation }: FormedProps) {
  const store = useAppStore();
  const label = useApp((state) => state.label);
  const checkpoints = useApp((state) => state.runs[state.cursor.slot]?.checkpoints);
  const kept = useMemo(() => (checkpoints ? weightsOf({ checkpoints }, search) : []), [checkpoints, search]);
  const moments = useMemo(() => stillKept(formation?.moments ?? [], kept), [formation, kept]);
  const rows = useMemo(() => formationRows(search, moments), [search, moments]);
  const { count, untrained } = search.findings!.stretch;
  const readsMore = count > untrained;
  const chosen = rows.find(({ finding }) => finding.id === label) ?? rows[0];
  const choose = ({ finding }: FormationRow): void => {
    store.getState().chooseLabel(finding.id);
    store.getState().select(unitAt(search.spec, finding.row));
  };
  return (
    <>
      <Controls formation={formation} kept={kept.length} moments={moments} />
      {chosen ? (
        <>
          <FormationChart row={chosen} moments={moments} search={search} />
          <FormationList rows={rows} chosen={chosen.finding.id} onChoose={choose} />
          <p className="picture-note">
            Each kept step is searched on the same {formatCount(untrained)} characters, half to choose the unit and half
            to score it{readsMore ? '; the search itself reads more, so its scores differ a little' : ''}. Do not
            conclude from a late rise that nothing was learned before: the state as a whole may have known the label
            without any unit of its own.
          </p>
        </>
      ) : (
        <p className="picture-note search-explanation">
          Scores the labels of the search with the weights of each kept training step, on {formatCount(untrained)}{' '}
          characters each.
        </p>
      )}
    </>
  );
}

interface ControlsProps {
  readonly formation: SlotFormation | undefined;
  /** Steps that can be scored. */
  readonly kept: number;
  readonly moments: readonly FormedMoment[];
}

function Controls({ formation, kept, moments }: ControlsProps) {
  const store = useAppStore();
  const scored = moments.length;
  const isRunning = formation?.status === 'running';
  const save = (): void => {
    const file = formationFileOf(store.getState());
    if (file) download(file.name, file.bytes);
  };
  return (
    <div className="search-controls">
      {isRunning ? (
        <button type="button" className="button" onClick={() => store.getState().stopFormation()}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={scored === kept}
          onClick={() => void store.getState().scoreFormation()}
        >
          {scored === 0 ? `Score ${kept} kept steps` : scored === kept ? 'All scored' : `Score ${kept - scored} more`}
        </button>
      )}
      {scored > 0 && !isRunning ? (
        <button type="button" className="button" onClick={save}>
          Save scores (CSV)
        </button>
      ) : null}
      {isRunning ? <progress value={formation.share} max={1} aria-label="Scoring kept steps" /> : null}
      <span className="picture-note" role="status">
        {isRunning
          ? 'The last and the first step come first, then what lies between.'
          : formation?.status === 'stopped'
            ? `Stopped: ${scored} of ${kept} kept steps are scored.`
            : scored > 0
              ? `${scored} steps from ${formatCount(moments[0].step)} to ${formatCount(moments[scored - 1].step)}.`
              : ''}
      </span>
    </div>
  );
}
