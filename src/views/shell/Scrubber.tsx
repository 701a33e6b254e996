import { lengthOf } from '../../engine/range.ts';
import { useCallback, useMemo, useRef, type PointerEvent } from 'react';
import { spreadOver } from '../../draw/bins.ts';
import { lossArea } from '../../draw/lossTrack.ts';
import { rowPixels } from '../../draw/pixels.ts';
import { SURPRISE_CEILING } from '../../draw/stripLayout.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { AppState } from '../../state/state.ts';
import { lossText } from '../lossUnits.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { readingText, shownLength, shownTrace, symbolAt } from '../readingText.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { Canvas } from '../chart/Canvas.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { useColouring } from './colouring.ts';
import { pointerOn, zoomOf } from '../ui/pointerOn.ts';
import { Slider } from '../ui/Slider.tsx';
import drawnSliderStyles from '../ui/drawnSlider.module.css';
import styles from './Scrubber.module.css';

/** Positions in pixels from the top: the loss, the selected unit's colours, the track. */
const LOSS = 30;
const BAND_TOP = 33;
const BAND = 6;
const TRACK = 44.5;
const HEIGHT = 52;
/** The smallest width of the window, so that it can be grabbed in a long trace. */
const LEAST_GRIP = 10;

/** The slider's value for screen readers: the reading, the next character and the surprise. */
function spokenPosition(state: AppState): string {
  const { t } = state.ui.cursor;
  const loss = shownTrace(state)?.loss[t];
  const following = symbolAt(state, t + 1);
  const next = following === undefined ? '' : `, then ${spokenSymbol(following, state.text)}`;
  const surprise = loss === undefined ? '' : `, surprise ${lossText(loss, state.ui.lossUnit)}`;
  return readingText(state).replace('Reading: ', '') + next + surprise;
}

/** The whole trace: its loss, the selected unit's colours, the window in view, and a slider that moves the cursor. */
export function Scrubber() {
  const store = useAppStore();
  const position = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(position);
  const T = useApp(shownLength);
  const loss = useApp((state) => shownTrace(state)?.loss);
  const area = useMemo(() => (loss ? lossArea(loss, T, width, LOSS, SURPRISE_CEILING) : ''), [loss, T, width]);
  return (
    <div className={`${drawnSliderStyles.drawnSlider} ${styles.scrubber}`} ref={position}>
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <path className={styles.trackLoss} d={area} transform="translate(0 2)" />
        <path className={styles.trackRest} d={`M0 ${TRACK}H${width}`} />
        <Knob width={width} T={T} />
      </svg>
      <UnitBand width={width} T={T} />
      <TimestepSlider last={Math.max(0, T - 1)} onMove={(t) => store.getState().moveTo(t)} />
      <WindowGrip width={width} T={T} />
    </div>
  );
}

function Knob({ width, T }: { readonly width: number; readonly T: number }) {
  const t = useApp((state) => state.ui.cursor.t);
  const at = T > 0 ? ((t + 0.5) / T) * width : 0;
  return (
    <>
      <path className={styles.trackPlayed} d={`M0 ${TRACK}H${at}`} />
      <path className={styles.trackCursor} d={`M${at} 1V${TRACK}`} />
      <circle className={styles.trackKnob} cx={at} cy={TRACK} r={6.5} />
    </>
  );
}

function TimestepSlider({ last, onMove }: { readonly last: number; readonly onMove: (t: number) => void }) {
  const t = useApp((state) => state.ui.cursor.t);
  const spoken = useApp(spokenPosition);
  return (
    <Slider
      label="Timestep"
      aria-valuetext={spoken}
      min={0}
      max={last}
      value={t}
      onSlide={onMove}
      onKeyDown={(event) => {
        // The browser's slider moves by one step, with and without Shift.
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (direction === 0 || !event.shiftKey || event.ctrlKey) return;
        event.preventDefault();
        onMove(t + 10 * direction);
      }}
    />
  );
}

/** The selected unit and channel (or the surprise) over the whole trace, in the colours of the strip. */
function UnitBand({ width, T }: { readonly width: number; readonly T: number }) {
  const theme = useTheme();
  const coloured = useColouring();
  const pixels = useCallback(() => {
    const { ramp, kind, value, position } = coloured;
    return rowPixels(spreadOver(value, T, width, kind).map(position), ramp, theme);
  }, [coloured, theme, width, T]);
  return (
    <Canvas
      className={styles.trackBand}
      data-part="track-band"
      aria-hidden="true"
      width={width}
      height={BAND}
      pixels={pixels}
      style={{ top: BAND_TOP }}
    />
  );
}

/** The window in view. Dragging moves it along the trace and leaves the cursor. A press moves the cursor. */
function WindowGrip({ width, T }: { readonly width: number; readonly T: number }) {
  const store = useAppStore();
  const { range, setStart } = useTimeWindow();
  const drag = useRef<{ readonly x: number; readonly start: number; readonly moved: boolean } | null>(null);
  if (T === 0) return null;
  const scale = width / T;
  const own = lengthOf(range) * scale;
  const shown = Math.min(width, Math.max(LEAST_GRIP, own));
  const left = Math.min(width - shown, Math.max(0, range.from * scale + (own - shown) / 2));
  const isWhole = lengthOf(range) >= T;
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    const track = event.currentTarget.parentElement;
    if (drag.current && !drag.current.moved && track) {
      store.getState().moveTo(Math.floor(pointerOn(track, event).x / scale));
    }
    drag.current = null;
  };
  return (
    <div
      className={styles.trackWindow}
      data-whole={isWhole || undefined}
      aria-hidden="true"
      style={{ transform: `translateX(${left}px)`, width: shown, height: BAND_TOP + BAND + 1 }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, start: range.from, moved: false };
      }}
      onPointerMove={(event) => {
        const from = drag.current;
        if (!from || (!from.moved && Math.abs(event.clientX - from.x) < 3)) return;
        drag.current = { ...from, moved: true };
        setStart(from.start + (event.clientX - from.x) / zoomOf(event.currentTarget) / scale);
      }}
      onPointerUp={up}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
