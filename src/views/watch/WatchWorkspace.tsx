import { ProvokedNote } from '../picture/ProvokedNote.tsx';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { useSelectedTrace, type SelectedTrace } from '../picture/selectedTrace.ts';
import { Freeze } from './Freeze.tsx';
import { Maps } from './Maps.tsx';
import { MapsControls } from './MapsControls.tsx';
import { useFlips } from './mapOptions.ts';
import { CopiesChoice, Unrolled } from './Unrolled.tsx';
import { ViewSwitch } from './ViewSwitch.tsx';
import { WaitingMaps } from './WaitingMaps.tsx';
import { WatchSide } from './WatchSide.tsx';
import { useWatchOptions } from './watchOptions.ts';
import '../styles/picture.css';
import '../styles/watch.css';

/** Every unit of the selected model and layer over the visible text, and one unit's update in numbers. */
export function WatchWorkspace() {
  const selected = useSelectedTrace();
  return (
    <div className="watch">
      {selected ? (
        <>
          <Pictures selected={selected} />
          <WatchSide selected={selected} />
        </>
      ) : (
        <WaitingMaps />
      )}
    </div>
  );
}

/** The main place: what it shows is chosen in its head. */
function Pictures({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, layer } = selected;
  const { view } = useWatchOptions();
  const flips = useFlips();
  return (
    <div className="watch-maps">
      <div className="watch-head">
        <h2 className="picture-title">
          {slot.name}, layer {layer + 1}: {trace.spec.hidden} units <ProvokedNote id={slot.id} />
        </h2>
        <ViewSwitch />
        <p className="picture-note watch-note">
          {view === 'unrolled'
            ? 'From the chosen loss the arrows go back: how much it would change with the state at that step. A small gradient does not say that the state was not used.'
            : `${flips ? 'Rows marked − are drawn with flipped sign.' : 'Look for rows that change with the text.'} Following a character does not show that the model uses it.`}
        </p>
        <div className="picture-controls">
          <TraceStretch />
          <Freeze step={trace.step} />
          {view === 'maps' ? <MapsControls spec={trace.spec} slot={slot.id} /> : <CopiesChoice />}
        </div>
      </div>
      {view === 'maps' ? <Maps selected={selected} /> : <Unrolled selected={selected} />}
    </div>
  );
}
