import { useCallback, useMemo, useRef } from 'react';
import { matchesWithin } from '../../analysis/textSearch.ts';
import { binned } from '../../draw/bins.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { cellSign, spokenSymbol } from '../../draw/symbols.ts';
import { paintStrip, STRIP } from '../../draw/stripLayout.ts';
import { Canvas } from '../chart/Canvas.tsx';
import { useTimePointer } from '../chart/useTimePointer.ts';
import { fromBits, lossText } from '../lossUnits.ts';
import { channelValue, shownTrace, symbolAt } from '../readingText.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { surprise, useColouring } from './colouring.ts';
import { StripCursor } from './StripCursor.tsx';
import { StripMarks } from './StripMarks.tsx';
import { searchedFrom } from '../../state/searchedText.ts';
import styles from './TextStrip.module.css';

/**
 * The text in view on a canvas: one cell per character, or only colours if cells have no room for letters. It is
 * painted again when the window moves, but not when the cursor does. Its text alternatives are the Timestep slider and
 * the Reading.
 */
export function TextStrip() {
  const store = useAppStore();
  const strip = useRef<HTMLDivElement>(null);
  const { range, columnWidth, stepsPerColumn, naturalWidth, room } = useTimeWindow();
  const theme = useTheme();
  const text = useApp((state) => state.text);
  const passage = useApp((state) => state.passage);
  const traceWindow = useApp((state) => state.traceWindow);
  const revealed = useApp((state) => state.revealed);
  const shown = useMemo(() => ({ text, passage, traceWindow, revealed }), [text, passage, traceWindow, revealed]);
  const trace = useApp(shownTrace);
  const coloured = useColouring();
  const found = useApp((state) => state.textSearch.found);

  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const offset = searchedFrom(shown);
      const { ramp, kind, value, position } = coloured;
      paintStrip(context, {
        theme,
        view: range,
        columnWidth,
        naturalWidth,
        sign: (t) => cellSign(symbolAt(shown, t) ?? '', shown.text),
        ramp,
        colours: binned(value, range, stepsPerColumn, kind).map(position),
        bits: binned(surprise(trace), range, stepsPerColumn, 'largest'),
        found: matchesWithin(found, { from: offset + range.from, to: offset + range.to }),
      });
    },
    [shown, theme, range, columnWidth, stepsPerColumn, naturalWidth, coloured, trace, found],
  );

  const pointer = useTimePointer({
    ref: strip,
    selects: true,
    reading: (t) => {
      const state = store.getState();
      const symbol = symbolAt(state, t);
      if (symbol === undefined) return '';
      const bits = surprise(trace)(t);
      const cost = Number.isNaN(bits) ? '' : ` · surprise ${lossText(fromBits(bits), state.ui.lossUnit, 3)}`;
      const { channel, layer, unit } = state.ui.cursor;
      const value = channelValue(trace, channel, layer, t, unit);
      const read = value === undefined ? '' : ` · unit ${unit} ${channel} ${formatFixed(value, 3)}`;
      return `t ${formatCount(t)} · ${spokenSymbol(symbol, state.text)}${read}${cost}`;
    },
  });

  return (
    <div className={styles.strip} data-part="strip" ref={strip} style={{ width: room }} {...pointer}>
      <Canvas width={room} height={STRIP.height} paint={paint} aria-hidden="true" />
      <StripMarks />
      <StripCursor trace={trace} />
    </div>
  );
}
