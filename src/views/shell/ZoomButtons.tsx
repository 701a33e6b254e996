import { formatCount } from '../../draw/format.ts';
import { stepsInWords } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';
import { shownLength } from '../reading.ts';
import { useTimeWindow } from '../TimeWindow.tsx';

/** How much of the trace is in view; in all pictures with the time axis at once. */
export function ZoomButtons() {
  const { columns, columnWidth, naturalWidth, stepsPerColumn, zoomStep, zoomTo } = useTimeWindow();
  const T = useApp(shownLength);
  return (
    <div className="zoom" role="group" aria-label="Zoom in time">
      <button type="button" aria-label="Zoom out" title="Zoom out: −" onClick={() => zoomStep('out')}>
        −
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in: +" onClick={() => zoomStep('in')}>
        +
      </button>
      <button
        type="button"
        aria-label="Natural size"
        title="Letters at their natural size: 0"
        aria-pressed={columnWidth === naturalWidth}
        onClick={() => zoomTo('natural')}
      >
        1:1
      </button>
      <button
        type="button"
        aria-label="Fit all"
        title="The whole trace: 9"
        aria-pressed={T > 0 && columns === T}
        onClick={() => zoomTo('whole')}
      >
        all
      </button>
      <span className="zoom-state">
        {stepsPerColumn > 1 ? `${stepsInWords(stepsPerColumn)} steps a pixel` : `${formatCount(columns)} steps in view`}
      </span>
    </div>
  );
}
