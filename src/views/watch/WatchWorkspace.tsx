import { useRef } from 'react';
import { PerturbedNote } from '../ui/PerturbedNote.tsx';
import { formatCount } from '../../draw/format.ts';
import { StateNote } from '../ui/StateNote.tsx';
import { PassageName, TraceStretch } from '../chart/TraceStretch.tsx';
import { UI, type Ui } from '../../state/ui.ts';
import { useApp, useUi } from '../StoreContext.tsx';
import { type SelectedTrace, type Selection, useSelectedTrace, useSelection } from '../ui/selectedTrace.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useWaitingText } from '../ui/Waiting.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { useKeptHeight } from '../ui/useKeptHeight.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { ChannelChips } from './ChannelChips.tsx';
import { Maps } from './Maps.tsx';
import { MapsControls } from './MapsControls.tsx';
import { MapsExtent, countShown, useMapsNote } from './MapsExtent.tsx';
import { CopiesChoice, Unrolled } from './Unrolled.tsx';
import { WaitingMaps, WaitingStack } from './WaitingMaps.tsx';
import { WatchSide } from './WatchSide.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './WatchWorkspace.module.css';

const VIEW_NAMES: Readonly<Record<Ui['watchView'], string>> = { maps: 'Maps', unrolled: 'Unrolled' };

/** The workspace Watch: the selected layer over the text, and one unit's update in numbers. */
export function WatchWorkspace() {
  const selection = useSelection();
  const selected = useSelectedTrace();
  const part = useRef<HTMLDivElement>(null);
  useFocusKept(part, selected !== null);
  return (
    <div className={styles.watch} data-part="watch" ref={part} tabIndex={-1}>
      {selection ? (
        <>
          <Pictures selection={selection} selected={selected} />
          <WatchSide selection={selection} selected={selected} />
        </>
      ) : (
        <WaitingMaps />
      )}
    </div>
  );
}

interface PicturesProps {
  readonly selection: Selection;
  /** Null while a passage is read. The titles and fields stay meanwhile, and the pictures keep their room. */
  readonly selected: SelectedTrace | null;
}

/** The main part of Watch: maps of all units, or the unrolled network. */
function Pictures({ selection, selected }: PicturesProps) {
  const { model, spec, layer } = selection;
  const [view, setView] = useUi('watchView');
  const narrow = useNarrow();
  const [units] = useUi('mapUnits');
  const isOneChannel = useApp(({ ui }) => ui.mapChannels === 'one');
  const mapsNote = useMapsNote(selection);
  const part = useRef<HTMLDivElement>(null);
  const style = useKeptHeight(part, selected !== null);
  const isText = useApp((state) => state.passage.kind === 'text');
  const [isFrozen, setFrozen] = useUi('frozen');
  const now = !isText ? (
    <PassageName />
  ) : selected && isFrozen ? (
    <b>Frozen at step {formatCount(selected.trace.step)}: training goes on, these pictures wait.</b>
  ) : null;
  const waiting = useWaitingText(model.name);
  const note = (
    <StateNote className={styles.watchNote} now={now}>
      {view === 'unrolled'
        ? 'The arrows show the gradient of the chosen loss: how much the loss changes with the state at each step. A small gradient does not say that the state was not used.'
        : mapsNote}
    </StateNote>
  );
  const controls = (
    <div className={`${pictureStyles.pictureControls} ${styles.watchControls}`}>
      <TraceStretch />
      <Checkbox isChecked={isFrozen} onCheck={setFrozen}>
        Freeze
      </Checkbox>
      {view === 'maps' ? <MapsControls spec={spec} model={model.id} /> : <CopiesChoice />}
    </div>
  );
  return (
    <div
      className={styles.watchMaps}
      data-part="watch-maps"
      ref={part}
      style={style}
      {...pictureMark(view, view === 'maps')}
    >
      <div className={styles.watchHead} data-part="watch-head">
        <PictureTitle of={view}>
          <Term id={model.cell}>{model.name}</Term>, <Term id="layer">layer</Term> {layer + 1}:{' '}
          {view === 'maps' ? countShown(units, spec.hidden) : spec.hidden} <Term id="unit">units</Term>{' '}
          <PerturbedNote id={model.id} />
        </PictureTitle>
        {view === 'maps' ? <MapsExtent spec={spec} /> : null}
        <ChoiceButtons
          label="View"
          choices={UI.watchView.codec.values.map((name) => [name, VIEW_NAMES[name]])}
          chosen={view}
          onChoose={setView}
        />
        {narrow ? null : (
          <>
            <div className={styles.watchNotes}>
              {view === 'maps' && isOneChannel ? <ChannelChips selected={selection} /> : null}
              {note}
            </div>
            {controls}
          </>
        )}
      </div>
      {narrow && view === 'maps' ? <ChannelChips selected={selection} /> : null}
      {selected ? (
        <ErrorBoundary key={view} of={selected.trace}>
          {view === 'maps' ? <Maps selected={selected} /> : <Unrolled selected={selected} />}
        </ErrorBoundary>
      ) : (
        <div className={styles.waitingForPassage}>
          <p role="status">{waiting}</p>
          <WaitingStack {...spec} channel={selection.channel} />
        </div>
      )}
      {narrow ? (
        <>
          {note}
          {controls}
        </>
      ) : null}
    </div>
  );
}
