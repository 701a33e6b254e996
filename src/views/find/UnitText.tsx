import { memo, useEffect, useLayoutEffect, useMemo, useRef, type PointerEvent } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { paintUnitText } from '../../draw/unitText.ts';
import { lineOf, wrapText, type TextLine } from '../../draw/wrapText.ts';
import type { Trace } from '../../engine/trace.ts';
import { symbolAt } from '../picture/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { spanBetween, startsSpan, useTextMark } from '../textMarks.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { TextMarks } from './TextMarks.tsx';

const LINE_HEIGHT = 18;
/** The strip's columns hold 14 px type; this text is set in 13 px. */
const NARROWER = 1;

export interface UnitTextProps {
  readonly trace: Trace;
  readonly of: ChannelValues;
  readonly unit: number;
  readonly channel: string;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** Where a label is on. */
  readonly isMarked: (t: number) => boolean;
  /** Pixels left of the text, where timesteps stand. */
  readonly gutter: number;
  readonly label: string;
}

/**
 * The traced text in one unit's colours. Only the lines in view are painted, on one canvas as large as the view, so a
 * text of 20,000 characters costs what a page of it costs. The cursor is an element above it.
 */
export const UnitText = memo(function UnitText(props: UnitTextProps) {
  const { trace, of, unit, channel, scale, theme, isMarked, gutter, label } = props;
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const draws = useRef(0);
  /** Where a span that is being dragged began. */
  const anchor = useRef<number | null>(null);
  const { width, height } = useElementSize(scroller);
  const columnWidth = useTimeWindow().columnWidth - NARROWER;
  const columns = Math.max(1, Math.floor((width - gutter) / columnWidth));
  const lines = useMemo(
    () => wrapText(trace.tokens.length, (t) => text?.symbols[trace.tokens[t]] ?? '', columns),
    [trace.tokens, text, columns],
  );
  const isSelecting = useTextMark('isSelecting');
  const grid = useMemo(() => ({ lines, lineHeight: LINE_HEIGHT, columnWidth, gutter }), [lines, columnWidth, gutter]);

  useLayoutEffect(() => {
    const element = canvas.current;
    const view = scroller.current;
    const context = element?.getContext('2d');
    if (!element || !view || !context || width === 0) return;
    const state = store.getState();
    let frame = 0;
    const paint = () => {
      frame = 0;
      const ratio = devicePixelRatio || 1;
      const pixelWidth = Math.round(width * ratio);
      const pixelHeight = Math.round(height * ratio);
      if (element.width !== pixelWidth) element.width = pixelWidth;
      if (element.height !== pixelHeight) element.height = pixelHeight;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const first = Math.max(0, Math.floor(view.scrollTop / LINE_HEIGHT));
      const last = Math.min(lines.length, Math.ceil((view.scrollTop + height) / LINE_HEIGHT) + 1);
      const style = getComputedStyle(element);
      paintUnitText(context, {
        lines,
        first,
        last,
        top: first * LINE_HEIGHT - view.scrollTop,
        left: gutter,
        lineHeight: LINE_HEIGHT,
        columnWidth,
        symbol: (t) => symbolAt(state, trace, t),
        place: (t) => scale.place(valueAt(of, t, unit), unit),
        ramp: scale.ramp,
        theme,
        isMarked,
        mono: style.getPropertyValue('--mono'),
        sans: style.getPropertyValue('--sans'),
        quiet: style.getPropertyValue('--ink2'),
      });
      draws.current++;
      element.dataset.draws = String(draws.current);
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    paint();
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      view.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [lines, width, height, columnWidth, gutter, trace, of, unit, scale, theme, isMarked, store]);

  useEffect(() => hideTooltip, []);

  /** Timestep under the pointer; −1 beside the text. */
  const timestepAt = (event: PointerEvent<HTMLElement>): number => {
    const view = scroller.current;
    if (!view) return -1;
    const box = view.getBoundingClientRect();
    const line = lines[Math.floor((event.clientY - box.top + view.scrollTop) / LINE_HEIGHT)];
    const column = Math.floor((event.clientX - box.left - gutter) / columnWidth);
    if (!line || column < 0 || line.start + column >= line.end) return -1;
    return line.start + column;
  };
  const dragTo = (t: number): void => {
    store.getState().moveTo(t);
    if (anchor.current !== null) store.getState().selectSpan(spanBetween(anchor.current, t));
  };
  const format = scale.ramp === 'gate' ? formatFixed : formatSigned;

  return (
    <div
      className="unit-text"
      role="group"
      aria-label="Text in the unit’s colours"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
      ref={scroller}
      data-selecting={isSelecting || undefined}
      onPointerDown={(event) => {
        const t = timestepAt(event);
        if (t < 0 || event.button !== 0) return;
        anchor.current = startsSpan(event) ? t : null;
        dragTo(t);
      }}
      onPointerMove={(event) => {
        const t = timestepAt(event);
        if (t < 0) {
          hideTooltip();
          return;
        }
        if (event.buttons === 1 && (event.pointerType === 'mouse' || anchor.current !== null)) dragTo(t);
        const symbol = visibleSymbol(symbolAt(store.getState(), trace, t));
        const reading = `unit ${unit} · ${channel} · t ${t} "${symbol}" · ${format(valueAt(of, t, unit), 3)}`;
        showTooltip(reading, event.clientX, event.clientY);
      }}
      onPointerLeave={hideTooltip}
    >
      <canvas ref={canvas} className="unit-text-canvas" role="img" aria-label={label} style={{ width, height }} />
      <div className="unit-text-length" style={{ height: lines.length * LINE_HEIGHT, marginTop: -height }}>
        <TextMarks grid={grid} />
        <TextCursor lines={lines} gutter={gutter} columnWidth={columnWidth} scroller={scroller} />
      </div>
    </div>
  );
});

/** The frame around the character at t. Scrolls it into view when t has moved out of it. */
function TextCursor(props: {
  readonly lines: readonly TextLine[];
  readonly gutter: number;
  readonly columnWidth: number;
  readonly scroller: React.RefObject<HTMLDivElement | null>;
}) {
  const { lines, gutter, columnWidth, scroller } = props;
  const t = useApp((state) => state.cursor.t);
  const line = lineOf(lines, t);
  const top = line * LINE_HEIGHT;
  useEffect(() => {
    const view = scroller.current;
    if (!view || line < 0) return;
    const margin = 2 * LINE_HEIGHT;
    if (top < view.scrollTop + margin) view.scrollTo({ top: top - margin });
    else if (top + LINE_HEIGHT > view.scrollTop + view.clientHeight - margin) {
      view.scrollTo({ top: top + LINE_HEIGHT + margin - view.clientHeight });
    }
  }, [line, top, scroller]);
  if (line < 0) return null;
  return (
    <span
      className="text-cursor"
      aria-hidden="true"
      style={{
        width: columnWidth + 3,
        height: LINE_HEIGHT + 3,
        transform: `translate(${gutter + (t - lines[line].start) * columnWidth - 1.5}px, ${top - 1.5}px)`,
      }}
    />
  );
}
