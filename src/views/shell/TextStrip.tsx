import { useLayoutEffect, useRef } from 'react';
import { binned } from '../../draw/bins.ts';
import { formatFixed } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import { paintStrip, STRIP } from '../../draw/textStrip.ts';
import { useTimePointer } from '../picture/useTimePointer.ts';
import { channelValue, shownTrace, symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { colouring, surprise } from './colouring.ts';
import { StripCursor } from './StripCursor.tsx';
import { StripMarks } from './StripMarks.tsx';
import { foundWithin, useFound } from './textSearch.ts';

/**
 * The text in view on a canvas, one cell per character, or colours alone where a cell has no room for a letter. Painted
 * anew when the window moves, not when the cursor does. Its text alternative is the Timestep slider and the Reading.
 */
export function TextStrip() {
  const store = useAppStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const { start, columns, columnWidth, stepsPerColumn, naturalWidth, room } = useTimeWindow();
  const theme = useTheme();
  const text = useApp((state) => state.text);
  const passage = useApp((state) => state.passage);
  const traceStart = useApp((state) => state.traceWindow.start);
  const channel = useApp((state) => state.cursor.channel);
  const layer = useApp((state) => state.cursor.layer);
  const unit = useApp((state) => state.cursor.unit);
  const trace = useApp(shownTrace);
  const by = useApp((state) => state.stripColour);
  const found = useFound();

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = devicePixelRatio || 1;
    const pixels = Math.round(room * ratio);
    const lines = Math.round(STRIP.height * ratio);
    if (element.width !== pixels || element.height !== lines) {
      element.width = pixels;
      element.height = lines;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, room, STRIP.height);
    const state = store.getState();
    const { ramp, kind, value, place } = colouring(trace, { channel, layer, unit }, by);
    paintStrip(context, {
      theme,
      start,
      columns,
      columnWidth,
      naturalWidth,
      symbol: (t) => symbolAt(state, t) ?? '',
      ramp,
      colours: binned(value, start, columns, stepsPerColumn, kind).map(place),
      bits: binned(surprise(trace), start, columns, stepsPerColumn, 'largest'),
      found: foundWithin(found, start, columns),
    });
    element.dataset.paints = String(Number(element.dataset.paints ?? 0) + 1);
  }, [
    store,
    text,
    passage,
    traceStart,
    theme,
    start,
    columns,
    columnWidth,
    stepsPerColumn,
    naturalWidth,
    room,
    channel,
    layer,
    unit,
    trace,
    by,
    found,
  ]);

  const pointer = useTimePointer({
    ref: strip,
    selects: true,
    reading: (t) => {
      const symbol = symbolAt(store.getState(), t);
      if (symbol === undefined) return '';
      const bits = surprise(trace)(t);
      const cost = Number.isNaN(bits) ? '' : ` · surprise ${formatFixed(bits, 3)} bits`;
      const value = channelValue(trace, channel, layer, t, unit);
      const read = value === undefined ? '' : ` · unit ${unit} ${channel} ${formatFixed(value, 3)}`;
      return `t ${t} · ${spokenSymbol(symbol)}${read}${cost}`;
    },
  });

  return (
    <div className="strip" ref={strip} style={{ width: room }} {...pointer}>
      <canvas ref={canvas} style={{ width: room, height: STRIP.height }} aria-hidden="true" />
      <StripMarks />
      <StripCursor trace={trace} />
    </div>
  );
}
