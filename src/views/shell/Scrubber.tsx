import { useLayoutEffect, useMemo, useRef, type PointerEvent } from 'react';
import { spreadOver } from '../../draw/bins.ts';
import { formatFixed } from '../../draw/format.ts';
import { lossArea } from '../../draw/lossTrack.ts';
import { rampColour } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/textStrip.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { AppState } from '../../store/state.ts';
import { toBits } from '../lossUnits.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { readingText, shownLength, shownTrace, symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { colouring } from './colouring.ts';

/** Pixels from the top: the loss, the selected unit's colours, the track. */
const LOSS = 30;
const BAND_TOP = 33;
const BAND = 6;
const TRACK = 44.5;
const HEIGHT = 52;
/** A window of a few timesteps in a long trace is drawn as wide as it can still be taken. */
const LEAST_GRIP = 10;

/** What the slider says: the reading, the surprise, the character that follows. */
function spokenPosition(state: AppState): string {
  const { t } = state.cursor;
  const loss = shownTrace(state)?.loss[t];
  const following = symbolAt(state, t + 1);
  const next = following === undefined ? '' : `, then ${spokenSymbol(following)}`;
  const surprise = loss === undefined ? '' : `, surprise ${formatFixed(toBits(loss), 2)} bits`;
  return readingText(state).replace('Reading: ', '') + next + surprise;
}

/** The whole trace: its loss, the selected unit's colours, the window in view, and the slider that moves the cursor. */
export function Scrubber() {
  const store = useAppStore();
  const place = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(place);
  const T = useApp(shownLength);
  const loss = useApp((state) => shownTrace(state)?.loss);
  const area = useMemo(() => (loss ? lossArea(loss, T, width, LOSS, SURPRISE_CEILING) : ''), [loss, T, width]);
  return (
    <div className="scrubber" ref={place}>
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <path className="track-loss" d={area} transform="translate(0 2)" />
        <path className="track-rest" d={`M0 ${TRACK}H${width}`} />
        <Knob width={width} T={T} />
      </svg>
      <UnitBand width={width} T={T} />
      <Slider last={Math.max(0, T - 1)} onMove={(t) => store.getState().moveTo(t)} />
      <WindowGrip width={width} T={T} />
    </div>
  );
}

function Knob({ width, T }: { readonly width: number; readonly T: number }) {
  const t = useApp((state) => state.cursor.t);
  const at = T > 0 ? ((t + 0.5) / T) * width : 0;
  return (
    <>
      <path className="track-played" d={`M0 ${TRACK}H${at}`} />
      <path className="track-cursor" d={`M${at} 1V${TRACK}`} />
      <circle className="track-knob" cx={at} cy={TRACK} r={6.5} />
    </>
  );
}

function Slider({ last, onMove }: { readonly last: number; readonly onMove: (t: number) => void }) {
  const t = useApp((state) => state.cursor.t);
  const spoken = useApp(spokenPosition);
  return (
    <input
      type="range"
      aria-label="Timestep"
      aria-valuetext={spoken}
      min={0}
      max={last}
      step={1}
      value={t}
      onChange={(event) => onMove(Number(event.target.value))}
      onKeyDown={(event) => {
        // By itself the slider takes one step, with Shift or without.
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (direction === 0 || !event.shiftKey || event.ctrlKey) return;
        event.preventDefault();
        onMove(t + 10 * direction);
      }}
    />
  );
}

/** The selected unit and channel (or the surprise) through the whole trace, as the strip is coloured. */
function UnitBand({ width, T }: { readonly width: number; readonly T: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const trace = useApp(shownTrace);
  const channel = useApp((state) => state.cursor.channel);
  const layer = useApp((state) => state.cursor.layer);
  const unit = useApp((state) => state.cursor.unit);
  const by = useApp((state) => state.stripColour);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width < 1) return;
    element.width = width;
    element.height = 1;
    const { ramp, kind, value, place } = colouring(trace, { channel, layer, unit }, by);
    const bins = spreadOver(value, T, width, kind);
    for (let x = 0; x < width; x++) {
      const at = place(bins[x]);
      if (Number.isNaN(at)) continue;
      context.fillStyle = rampColour(ramp, theme, at);
      context.fillRect(x, 0, 1, 1);
    }
    element.dataset.paints = String(Number(element.dataset.paints ?? 0) + 1);
  }, [trace, channel, layer, unit, by, theme, width, T]);
  return (
    <canvas ref={canvas} className="track-band" aria-hidden="true" style={{ top: BAND_TOP, width, height: BAND }} />
  );
}

/** The window in view. Dragged, it moves along the trace and leaves the cursor; pressed, it lets the cursor come. */
function WindowGrip({ width, T }: { readonly width: number; readonly T: number }) {
  const store = useAppStore();
  const { start, columns, setStart } = useTimeWindow();
  const drag = useRef<{ readonly x: number; readonly start: number; readonly moved: boolean } | null>(null);
  if (T === 0) return null;
  const scale = width / T;
  const own = columns * scale;
  const shown = Math.min(width, Math.max(LEAST_GRIP, own));
  const left = Math.min(width - shown, Math.max(0, start * scale + (own - shown) / 2));
  const isWhole = columns >= T;
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (drag.current && !drag.current.moved && box) {
      store.getState().moveTo(Math.floor((event.clientX - box.left) / scale));
    }
    drag.current = null;
  };
  return (
    <div
      className="track-window"
      data-whole={isWhole || undefined}
      aria-hidden="true"
      style={{ transform: `translateX(${left}px)`, width: shown, height: BAND_TOP + BAND + 1 }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, start, moved: false };
      }}
      onPointerMove={(event) => {
        const from = drag.current;
        if (!from || (!from.moved && Math.abs(event.clientX - from.x) < 3)) return;
        drag.current = { ...from, moved: true };
        setStart(from.start + (event.clientX - from.x) / scale);
      }}
      onPointerUp={up}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
