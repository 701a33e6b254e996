import { useCallback, useMemo } from 'react';
import { formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { logScale, NORM_FLOOR } from '../../draw/logScale.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { symbolAt } from '../picture/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import { lineName, type NormLine } from './comparedModels.ts';
import { setExtent, useExtent } from './compareOptions.ts';
import { LinePlot } from './LinePlot.tsx';
import { useLineAxis } from './useLineAxis.ts';

const TOP = 6;

const belowFloor = (value: number): boolean => value < NORM_FLOOR;

/** How strongly the loss of the whole text pulls at each model's state at every character. */
export function NormChart({ lines, height }: { readonly lines: readonly NormLine[]; readonly height: number }) {
  const store = useAppStore();
  const extent = useExtent();
  const first = lines[0].model;
  const steps = first.trace.tokens.length;
  const axis = useLineAxis(extent, steps);
  const layer = first.layer + 1;
  const scale = useMemo(() => {
    const all = lines.flatMap((line) => Array.from(line.norms));
    return logScale(all, TOP, height, Math.max(3, Math.floor(height / 24)));
  }, [lines, height]);
  const ticks = useMemo(
    () => scale.exponents.map((exponent) => ({ y: scale.y(10 ** exponent), text: formatPowerOfTen(exponent) })),
    [scale],
  );
  const plotted = useMemo(
    () =>
      lines.map((line) => ({
        name: lineName(line),
        slot: line.model.slot,
        dotted: line.of === 'c',
        values: line.norms,
      })),
    [lines],
  );
  const floored = useMemo(
    () => lines.reduce((sum, line) => sum + line.norms.filter((norm) => norm < NORM_FLOOR).length, 0),
    [lines],
  );
  const beyond = useMemo(
    () => lines.reduce((sum, line) => sum + line.norms.filter((norm) => norm === Infinity).length, 0),
    [lines],
  );
  const reading = useCallback(
    (t: number) => {
      const symbol = visibleSymbol(symbolAt(store.getState(), first.trace, t));
      if (t === steps - 1) return `t ${t} "${symbol}" · no loss follows the last character`;
      const values = lines.map((line) => `${lineName(line)} ${formatMagnitude(line.norms[t])}`);
      return `t ${t} "${symbol}" · ${values.join(' · ')}`;
    },
    [lines, first, steps, store],
  );

  return (
    <section className="compare-panel" aria-label="Gradient norm over time">
      <div className="picture-head">
        <h2 className="picture-title">
          Gradient norm over time{' '}
          <span className="picture-note">
            ‖∂L/∂h<sub>t</sub>‖, layer {layer}; dotted ‖∂L/∂c<sub>t</sub>‖
          </span>
        </h2>
        <fieldset className="picture-choice" aria-label="Stretch">
          <button type="button" aria-pressed={extent === 'view'} onClick={() => setExtent('view')}>
            text in view
          </button>
          <button type="button" aria-pressed={extent === 'whole'} onClick={() => setExtent('whole')}>
            whole trace
          </button>
        </fieldset>
      </div>
      <p className="picture-note">
        Look for where the cells part, and for spikes. L is the mean loss of the whole trace, so each point sums what
        all later losses send back: it does not say how far one loss reaches.
        {floored > 0 ? ` ${floored} norms below 10⁻³⁰ are drawn at the floor (▾).` : ''}
        {beyond > 0 ? ` ${beyond} norms beyond float32, 3.4·10³⁸, are drawn at the top.` : ''}
      </p>
      <LinePlot
        lines={plotted}
        axis={axis}
        height={height}
        y={scale.y}
        ticks={ticks}
        belowFloor={belowFloor}
        reading={reading}
        timeLabels
        label={`Gradient norm at each timestep for ${plotted.map((line) => line.name).join(', ')}, on a log axis. The table gives lowest, median and highest.`}
      />
    </section>
  );
}
