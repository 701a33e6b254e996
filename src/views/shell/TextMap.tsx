import { lengthOf } from '../../engine/range.ts';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { rightToLeftScript } from '../../draw/direction.ts';
import { formatCount } from '../../draw/format.ts';
import { foundMarksPath } from '../../draw/foundMarks.ts';
import type { TextState } from '../../state/textState.ts';
import { RunningText } from '../chart/RunningText.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { Slider } from '../ui/Slider.tsx';
import drawnSliderStyles from '../ui/drawnSlider.module.css';
import styles from './TextMap.module.css';

const HEIGHT = 16;
/** Height of the marks of matches, at the bottom of the bar. */
const MARKS = 5;
/** The smallest width of the traced part, so that it is visible in a long text. */
const LEAST_GRIP = 8;
/** Milliseconds after which a moved handle counts as released. Assistive technology moves it without a pointer. */
const REST = 250;
/** The number of characters that are shown while the handle is dragged. */
const PREVIEW = 48;

/** Under the strip: the direction of time, if it is not that of the script. */
export function StripDirection() {
  const text = useApp((state) => state.text);
  const script = useMemo(() => (text ? rightToLeftScript(text.symbols, text.counts) : null), [text]);
  if (script === null) return null;
  return (
    <p className={styles.stripDirection}>
      Time runs left to right →, one character after another, although {script} is read right to left.
    </p>
  );
}

/** The position of the traced part in the whole text, if there is more text. */
export function TextMap() {
  const text = useApp((state) => state.text);
  const length = useApp((state) => lengthOf(state.traceWindow));
  if (!text || text.tokens.length <= length) return null;
  return (
    <div className={styles.textMap}>
      <WholeText text={text} length={length} />
    </div>
  );
}

/** The whole text as a bar, with marks of matches, and the traced part, which can be moved. */
function WholeText({ text, length }: { readonly text: TextState; readonly length: number }) {
  const store = useAppStore();
  const { room } = useTimeWindow();
  const start = useApp((state) => state.traceWindow.from);
  const isText = useApp((state) => state.passage.kind === 'text');
  const found = useApp((state) => state.textSearch.found);
  const [wanted, setWanted] = useState<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const count = text.tokens.length;
  const last = count - length;
  const at = Math.min(last, wanted ?? start);
  const scale = room / count;
  const grip = Math.min(room, Math.max(LEAST_GRIP, length * scale));
  const left = last > 0 ? (at / last) * (room - grip) : 0;
  const marks = useMemo(() => (isText ? foundMarksPath(found, count, room, MARKS) : ''), [isText, found, count, room]);
  useEffect(() => () => clearTimeout(rest.current), []);

  const go = (to: number): void => {
    clearTimeout(rest.current);
    setWanted(null);
    const next = Math.max(0, Math.min(last, Math.round(to)));
    if (next !== store.getState().traceWindow.from || !isText)
      store.getState().setTraceWindow({ from: next, to: next + length });
  };
  /** Moves by a quarter of the traced part, with Shift by a twentieth of the text, with Page keys by the part. */
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? Math.max(length, count / 20) : length / 4;
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
      PageUp: at - length,
      PageDown: at + length,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const words = `characters ${formatCount(at)} to ${formatCount(at + length - 1)} of ${formatCount(count)}`;
  return (
    <>
      <span className={styles.textMapLabel}>whole text</span>
      <div className={`${drawnSliderStyles.drawnSlider} ${styles.textMapBar}`} style={{ width: room, height: HEIGHT }}>
        <svg width={room} height={HEIGHT} aria-hidden="true">
          <path className={styles.textMapLine} d={`M0 ${HEIGHT / 2}H${room}`} />
          {text.trainCount < count ? (
            <path className={styles.textMapHeldOut} d={`M${text.trainCount * scale} ${HEIGHT / 2}H${room}`} />
          ) : null}
          <path className={styles.textMapFound} d={marks} transform={`translate(0 ${HEIGHT - MARKS})`} />
          <rect className={styles.textMapGrip} x={left + 0.5} y={1.5} width={grip - 1} height={HEIGHT - 3} rx={2} />
        </svg>
        <Slider
          label="Traced stretch of the text"
          aria-valuetext={words}
          title="Drag, press or use the arrow keys to move what is traced. Thin: training text, thick: held out"
          min={0}
          max={last}
          value={at}
          onKeyDown={keyDown}
          onSlide={(to) => {
            setWanted(to);
            clearTimeout(rest.current);
            rest.current = setTimeout(() => go(to), REST);
          }}
          onPointerUp={() => {
            if (wanted !== null) go(wanted);
          }}
        />
      </div>
      <p className={styles.textMapWords} data-part="band-column">
        {wanted === null ? (
          <>
            {formatCount(at)}–{formatCount(at + length - 1)} of {formatCount(count)}
          </>
        ) : (
          <>
            {formatCount(at)}:{' '}
            <bdi className="mono">
              <RunningText
                symbols={Array.from(text.tokens.subarray(at, at + PREVIEW), (token) => text.symbols[token])}
                text={text}
              />
            </bdi>
          </>
        )}
      </p>
    </>
  );
}
