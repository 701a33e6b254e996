import { useLayoutEffect, useRef } from 'react';
import { formatFixed } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import { paintStrip, STRIP, SURPRISE_CEILING } from '../../draw/textStrip.ts';
import { channelScale } from '../../draw/channelScale.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import type { RampName } from '../../draw/ramps.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState, Cursor } from '../../store/state.ts';
import { toBits } from '../lossUnits.ts';
import { useTimePointer } from '../picture/useTimePointer.ts';
import { shownRange } from '../shownRange.ts';
import { channelValue, shownTrace, symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';

interface Colouring {
  readonly ramp: RampName;
  readonly colour: (t: number) => number;
}

const UNCOLOURED: Colouring = { ramp: 'gate', colour: () => NaN };

function colouring(trace: Trace | undefined, cursor: Cursor, by: AppState['stripColour']): Colouring {
  if (!trace) return UNCOLOURED;
  if (by === 'surprise') {
    return { ramp: 'gate', colour: (t) => (t < trace.loss.length ? toBits(trace.loss[t]) / SURPRISE_CEILING : NaN) };
  }
  const { channel, layer, unit } = cursor;
  if (!trace.channels[channel] || layer >= trace.spec.layers || unit >= trace.spec.hidden) return UNCOLOURED;
  const of = channelValues(trace, channel, layer);
  const scale = channelScale(shownRange(trace.spec, channel), 'fixed', of);
  return { ramp: scale.ramp, colour: (t) => scale.place(valueAt(of, t, unit), unit) };
}

/**
 * One cell per character of the window that is in view, painted on a canvas: a page has at most a few hundred columns
 * however long the trace is. Its text alternative is the Timestep slider and the Reading.
 */
export function TextStrip() {
  const store = useAppStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const { start, columns, capacity, columnWidth } = useTimeWindow();
  const theme = useTheme();
  const text = useApp((state) => state.text);
  const traceStart = useApp((state) => state.traceWindow.start);
  const passage = useApp((state) => state.passage);
  const cursor = useApp((state) => state.cursor);
  const trace = useApp(shownTrace);
  const by = useApp((state) => state.stripColour);
  const width = capacity * columnWidth;

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = devicePixelRatio || 1;
    const pixels = Math.round(width * ratio);
    const lines = Math.round(STRIP.height * ratio);
    if (element.width !== pixels || element.height !== lines) {
      element.width = pixels;
      element.height = lines;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, STRIP.height);
    const state = store.getState();
    paintStrip(context, {
      theme,
      start,
      columns,
      columnWidth,
      t: cursor.t,
      symbol: (t) => symbolAt(state, t) ?? '',
      ...colouring(trace, cursor, by),
      bits: (t) => (trace && t < trace.loss.length ? toBits(trace.loss[t]) : NaN),
    });
  }, [store, text, traceStart, passage, theme, start, columns, columnWidth, width, cursor, trace, by]);

  const pointer = useTimePointer({
    ref: strip,
    reading: (t) => {
      const symbol = symbolAt(store.getState(), t);
      if (symbol === undefined) return '';
      const bits = trace && t < trace.loss.length ? ` · surprise ${formatFixed(toBits(trace.loss[t]), 3)} bits` : '';
      const value = channelValue(trace, cursor.channel, cursor.layer, t, cursor.unit);
      const read = value === undefined ? '' : ` · unit ${cursor.unit} ${cursor.channel} ${formatFixed(value, 3)}`;
      return `t ${t} · ${spokenSymbol(symbol)}${read}${bits}`;
    },
  });

  const place = cursor.t - start;
  const inView = place >= 0 && place < columns;
  return (
    <div className="strip" ref={strip} style={{ width }} {...pointer}>
      <canvas ref={canvas} style={{ width, height: STRIP.height }} aria-hidden="true" />
      {inView && (
        <div
          className="strip-cursor"
          style={{ transform: `translateX(${place * columnWidth}px)`, width: columnWidth }}
        />
      )}
    </div>
  );
}
