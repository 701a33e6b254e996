import { lengthOf } from '../../engine/range.ts';
import { formatCount } from '../../draw/format.ts';
import { formatSteps } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';
import { shownLength } from '../readingText.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './ZoomButtons.module.css';

/** Buttons for how much of the trace is in view, in all pictures with the time axis. */
export function ZoomButtons() {
  const { range, columnWidth, naturalWidth, zoom, stepsPerColumn, zoomStep, zoomTo } = useTimeWindow();
  const T = useApp(shownLength);
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom in time">
      <Button kind="bare" aria-label="Zoom out" title="Zoom out: −" onClick={() => zoomStep('out')}>
        −
      </Button>
      <Button kind="bare" aria-label="Zoom in" title="Zoom in: +" onClick={() => zoomStep('in')}>
        +
      </Button>
      <Button
        kind="bare"
        aria-label="Natural size"
        title="Letters at their natural size: 0"
        aria-pressed={zoom === 'natural' || columnWidth === naturalWidth}
        onClick={() => zoomTo('natural')}
      >
        1:1
      </Button>
      <Button
        kind="bare"
        aria-label="Fit all"
        title="The whole trace: 9"
        aria-pressed={T > 0 && lengthOf(range) === T}
        onClick={() => zoomTo('whole')}
      >
        all
      </Button>
      <span className={styles.zoomState} data-part="zoom-state">
        {stepsPerColumn > 1
          ? `${formatSteps(stepsPerColumn)} steps a pixel`
          : `${formatCount(lengthOf(range))} steps in view`}
      </span>
    </div>
  );
}
