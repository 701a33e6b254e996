import { useSelectedTrace } from '../picture/selectedTrace.ts';
import { Maps } from './Maps.tsx';
import { WaitingMaps } from './WaitingMaps.tsx';
import { WatchSide } from './WatchSide.tsx';
import '../styles/picture.css';
import '../styles/watch.css';

/** Every unit of the selected model and layer over the visible text, and one unit's update in numbers. */
export function WatchWorkspace() {
  const selected = useSelectedTrace();
  return (
    <div className="watch">
      {selected ? (
        <>
          <Maps selected={selected} />
          <WatchSide selected={selected} />
        </>
      ) : (
        <WaitingMaps />
      )}
    </div>
  );
}
