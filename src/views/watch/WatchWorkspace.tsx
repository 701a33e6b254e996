import { useSelectedTrace, type SelectedTrace } from '../picture/selectedTrace.ts';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { Freeze } from './Freeze.tsx';
import { Maps } from './Maps.tsx';
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
  const { view } = useWatchOptions();
  return (
    <div className="watch">
      {selected ? (
        <>
          {view === 'maps' ? <Maps selected={selected} /> : <UnrolledView selected={selected} />}
          <WatchSide selected={selected} />
        </>
      ) : (
        <WaitingMaps />
      )}
    </div>
  );
}

/** The network unrolled around the cursor, in the maps' place. */
function UnrolledView({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, layer } = selected;
  return (
    <div className="watch-maps">
      <div className="watch-head">
        <h2 className="picture-title">
          {slot.name}, layer {layer + 1}: {trace.spec.hidden} units
        </h2>
        <ViewSwitch />
        <div className="picture-controls">
          <TraceStretch />
          <Freeze step={trace.step} />
          <CopiesChoice />
        </div>
        <p className="picture-note watch-note">
          From the chosen loss the arrows go back: how much it would change with the state at that step. A small
          gradient does not say that the state was not used.
        </p>
      </div>
      <Unrolled selected={selected} />
    </div>
  );
}
