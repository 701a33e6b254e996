import { useMemo, useRef } from 'react';
import { formatFixed } from '../../draw/format.ts';
import { lossArea } from '../../draw/lossTrack.ts';
import { SURPRISE_CEILING } from '../../draw/textStrip.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import type { AppState, Speed } from '../../store/state.ts';
import { toBits } from '../lossUnits.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { readingText, shownLength, shownTrace, symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';
import { PlayIcon, StepBackIcon, StepForwardIcon, StopIcon, ToEndIcon, ToStartIcon } from './Icons.tsx';
import { togglePlaying } from './usePlayback.ts';

const SPEEDS: readonly Speed[] = [1, 2, 4, 8, 16, 32];
/** Pixels of the loss curve. */
const TRACK = 36;

export function Timeline() {
  return (
    <section className="timeline" aria-label="Timeline">
      <TransportButtons />
      <Scrubber />
      <Position />
    </section>
  );
}

function TransportButtons() {
  const store = useAppStore();
  const playing = useApp((state) => state.playing);
  const speed = useApp((state) => state.speed);
  const T = useApp(shownLength);
  const { moveTo, setSpeed } = store.getState();
  const stepBy = (steps: number) => () => moveTo(store.getState().cursor.t + steps);
  return (
    <div className="transport">
      <button type="button" className="edge" aria-label="To start" onClick={() => moveTo(0)}>
        <ToStartIcon />
      </button>
      <button type="button" aria-label="Step back" onClick={stepBy(-1)}>
        <StepBackIcon />
      </button>
      <button
        type="button"
        className="play"
        aria-label={playing ? 'Stop' : 'Play'}
        disabled={T === 0}
        onClick={() => togglePlaying(store)}
      >
        {playing ? <StopIcon /> : <PlayIcon />}
      </button>
      <button type="button" aria-label="Step forward" onClick={stepBy(1)}>
        <StepForwardIcon />
      </button>
      <button type="button" className="edge" aria-label="To end" onClick={() => moveTo(T - 1)}>
        <ToEndIcon />
      </button>
      <select aria-label="Speed" value={speed} onChange={(event) => setSpeed(Number(event.target.value) as Speed)}>
        {SPEEDS.map((value) => (
          <option key={value} value={value}>
            {value} / s
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the slider says: the reading, the surprise, the character that follows. */
function spokenPosition(state: AppState): string {
  const { t } = state.cursor;
  const loss = shownTrace(state)?.loss[t];
  const following = symbolAt(state, t + 1);
  const next = following === undefined ? '' : `, then ${spokenSymbol(following)}`;
  const surprise = loss === undefined ? '' : `, surprise ${formatFixed(toBits(loss), 2)} bits`;
  return readingText(state).replace('Reading: ', '') + next + surprise;
}

function Scrubber() {
  const store = useAppStore();
  const place = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(place);
  const T = useApp(shownLength);
  const t = useApp((state) => state.cursor.t);
  const spoken = useApp(spokenPosition);
  const loss = useApp((state) => shownTrace(state)?.loss);
  const { start, columns } = useTimeWindow();
  const area = useMemo(() => (loss ? lossArea(loss, T, width, TRACK, SURPRISE_CEILING) : ''), [loss, T, width]);
  const x = (steps: number): number => (T > 0 ? (steps / T) * width : 0);
  const at = x(t + 0.5);
  return (
    <div className="scrubber" ref={place}>
      <svg width={width} height={48} aria-hidden="true">
        <path className="track-loss" d={area} transform="translate(0 4)" />
        <rect className="track-window" x={x(start)} y={2} width={x(columns)} height={TRACK + 2} />
        <path className="track-rest" d={`M0 40.5H${width}`} />
        <path className="track-played" d={`M0 40.5H${at}`} />
        <path className="track-cursor" d={`M${at} 2V40`} />
        <circle className="track-knob" cx={at} cy={40.5} r={6.5} />
      </svg>
      <input
        type="range"
        aria-label="Timestep"
        aria-valuetext={spoken}
        min={0}
        max={Math.max(0, T - 1)}
        step={1}
        value={t}
        onChange={(event) => store.getState().moveTo(Number(event.target.value))}
      />
    </div>
  );
}

function Position() {
  const t = useApp((state) => state.cursor.t);
  const T = useApp(shownLength);
  const here = useApp((state) => symbolAt(state, state.cursor.t));
  const next = useApp((state) => symbolAt(state, state.cursor.t + 1));
  const loss = useApp((state) => shownTrace(state)?.loss);
  const mean = useMemo(
    () => (loss && loss.length > 0 ? loss.reduce((sum, value) => sum + value, 0) / loss.length : NaN),
    [loss],
  );
  const bits = loss?.[t];
  return (
    <div className="position">
      <p>
        t <b className="n">{t}</b> of {Math.max(0, T - 1)}
        <span className="not-narrow">
          {' '}
          · <b className="mono">{visibleSymbol(here ?? ' ')}</b> →{' '}
          <b className="mono">{next === undefined ? '–' : visibleSymbol(next)}</b> ·{' '}
          <b className="n">{bits === undefined ? '–' : formatFixed(toBits(bits), 2)}</b> bits
        </span>
      </p>
      <p className="note not-narrow">
        {Number.isNaN(mean)
          ? 'curve: loss per character'
          : `curve: loss per character, mean ${formatFixed(toBits(mean), 2)} bits`}
      </p>
    </div>
  );
}
