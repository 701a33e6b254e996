import { Scroller } from '../ui/Scroller.tsx';
import { memo, useCallback, useEffect, useMemo, useRef, type CSSProperties, type PointerEvent } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { Theme } from '../../draw/ramps.ts';
import { cellSign, readSymbol } from '../../draw/symbols.ts';
import { paintUnitText } from '../../draw/colouredText.ts';
import { lineColumns, lineOf, wrapText } from '../../draw/wrapText.ts';
import type { Range } from '../../engine/range.ts';
import type { Trace } from '../../engine/trace.ts';
import { Canvas } from '../chart/Canvas.tsx';
import { measuredColumnWidth } from '../chart/columnWidth.ts';
import { COLUMN_WIDTH } from '../chart/timeZoom.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { spanBetween, startsSpan } from '../chart/textSpans.ts';
import { TextMarks } from './TextMarks.tsx';
import { pointerOn } from '../ui/pointerOn.ts';
import styles from './UnitText.module.css';

const LINE_HEIGHT = 18;
/** Column widths are measured for the strip's letters of 14 px; this text has letters of 13 px. */
const NARROWER = 1;

export interface UnitTextProps {
  readonly trace: Trace;
  readonly of: ChannelValues;
  readonly unit: number;
  readonly channel: string;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** Whether the label is on at t. */
  readonly isMarked: (t: number) => boolean;
  /** Pixels left of the text, where timesteps stand. */
  readonly gutter: number;
  readonly label: string;
}

/**
 * The traced text in one unit's colours. The canvas is as large as the viewport, and only the visible lines are painted, so
 * the cost does not grow with the length of the text. The cursor is an element above the canvas.
 */
export const UnitText = memo(function UnitText(props: UnitTextProps) {
  const { trace, of, unit, channel, scale, theme, isMarked, gutter, label } = props;
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const scroller = useRef<HTMLDivElement>(null);
  /** The timestep at which a drag that selects began. */
  const anchor = useRef<number | null>(null);
  const { width, height } = useElementSize(scroller);
  const columnWidth = useMemo(() => (text ? measuredColumnWidth(text) : COLUMN_WIDTH) - NARROWER, [text]);
  const columns = lineColumns(width - gutter, columnWidth);
  const lines = useMemo(
    () => wrapText(trace.tokens.length, (t) => text?.symbols[trace.tokens[t]] ?? '', columns),
    [trace.tokens, text, columns],
  );
  const isSelecting = useApp((state) => state.isSelecting);
  const grid = useMemo(() => ({ lines, lineHeight: LINE_HEIGHT, columnWidth, gutter }), [lines, columnWidth, gutter]);

  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const state = store.getState();
      const scrolled = scroller.current?.scrollTop ?? 0;
      const from = Math.max(0, Math.floor(scrolled / LINE_HEIGHT));
      const to = Math.min(lines.length, Math.ceil((scrolled + height) / LINE_HEIGHT) + 1);
      const style = getComputedStyle(context.canvas);
      paintUnitText(context, {
        lines,
        shown: { from, to },
        top: from * LINE_HEIGHT - scrolled,
        left: gutter,
        lineHeight: LINE_HEIGHT,
        columnWidth,
        sign: (t) => cellSign(symbolAt(state, trace, t), state.text),
        position: (t) => scale.position(valueAt(of, t, unit), unit),
        ramp: scale.ramp,
        theme,
        isMarked,
        mono: style.getPropertyValue('--mono'),
        sans: style.getPropertyValue('--sans'),
        quiet: style.getPropertyValue('--ink2'),
      });
    },
    [lines, height, columnWidth, gutter, trace, of, unit, scale, theme, isMarked, store],
  );
  const repaintOn = useCallback((repaint: () => void) => {
    const view = scroller.current;
    if (!view) return () => undefined;
    let frame = 0;
    const onScroll = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(repaint);
    };
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      view.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, []);

  useEffect(() => hideTooltip, []);

  /** The timestep under the pointer; −1 if there is none. */
  const timestepAt = (event: PointerEvent<HTMLElement>): number => {
    const view = scroller.current;
    if (!view) return -1;
    const { x, y } = pointerOn(view, event);
    const line = lines[Math.floor((y + view.scrollTop) / LINE_HEIGHT)];
    const column = Math.floor((x - gutter) / columnWidth);
    if (!line || column < 0 || line.from + column >= line.to) return -1;
    return line.from + column;
  };
  const dragTo = (t: number): void => {
    store.getState().moveTo(t);
    if (anchor.current !== null) store.getState().selectSpan(spanBetween(anchor.current, t));
  };
  const format = scale.ramp === 'gate' ? formatFixed : formatSigned;

  return (
    <Scroller
      className={styles.unitText}
      data-part="unit-text"
      data-painted-lines={LINE_HEIGHT}
      data-clipped
      style={{ '--whole': `${lines.length * LINE_HEIGHT}px`, '--painted': `${height}px` } as CSSProperties}
      label="Text in the unit’s colours"
      ref={scroller}
      data-selecting={isSelecting || undefined}
      onPointerDown={(event) => {
        const t = timestepAt(event);
        if (t < 0 || event.button !== 0) return;
        anchor.current = startsSpan(event, store.getState()) ? t : null;
        dragTo(t);
      }}
      onPointerMove={(event) => {
        const t = timestepAt(event);
        if (t < 0) {
          hideTooltip();
          return;
        }
        if (event.buttons === 1 && (event.pointerType === 'mouse' || anchor.current !== null)) dragTo(t);
        const symbol = readSymbol(symbolAt(store.getState(), trace, t), store.getState().text);
        const reading = `unit ${unit} · ${channel} · t ${formatCount(t)} ${symbol} · ${format(valueAt(of, t, unit), 3)}`;
        showTooltip(reading, event);
      }}
      onPointerLeave={hideTooltip}
    >
      <Canvas
        className={styles.unitTextCanvas}
        data-part="unit-text-canvas"
        role="img"
        aria-label={label}
        width={width}
        height={height}
        paint={paint}
        repaintOn={repaintOn}
      />
      <div
        className={styles.unitTextLength}
        data-part="unit-text-length"
        style={{ height: lines.length * LINE_HEIGHT, marginTop: -height }}
      >
        <TextMarks grid={grid} />
        <TextCursor lines={lines} gutter={gutter} columnWidth={columnWidth} scroller={scroller} />
      </div>
    </Scroller>
  );
});

/** The frame around the character at t. Scrolls the text when t leaves the viewport. */
function TextCursor(props: {
  readonly lines: readonly Range[];
  readonly gutter: number;
  readonly columnWidth: number;
  readonly scroller: React.RefObject<HTMLDivElement | null>;
}) {
  const { lines, gutter, columnWidth, scroller } = props;
  const t = useApp((state) => state.ui.cursor.t);
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
      className={styles.textCursor}
      data-part="text-cursor"
      aria-hidden="true"
      style={{
        width: columnWidth + 3,
        height: LINE_HEIGHT + 3,
        transform: `translate(${gutter + (t - lines[line].from) * columnWidth - 1.5}px, ${top - 1.5}px)`,
      }}
    />
  );
}
