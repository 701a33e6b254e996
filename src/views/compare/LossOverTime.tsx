import { useCallback, useMemo } from 'react';
import { formatFixed, formatTick } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { toBits } from '../lossUnits.ts';
import { symbolAt } from '../picture/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import type { ComparedModel } from './comparedModels.ts';
import { useExtent } from './compareOptions.ts';
import { LinePlot } from './LinePlot.tsx';
import { useLineAxis } from './useLineAxis.ts';

const TOP = 4;

/** What each prediction cost, on the same axis as the norms above it. */
export function LossOverTime({
  models,
  height,
}: {
  readonly models: readonly ComparedModel[];
  readonly height: number;
}) {
  const store = useAppStore();
  const { trace } = models[0];
  const axis = useLineAxis(useExtent(), trace.tokens.length);
  const lines = useMemo(
    () =>
      models.map(({ slot, trace: { loss } }) => ({
        name: slot.name,
        slot,
        dotted: false,
        values: Float32Array.from(loss, toBits),
      })),
    [models],
  );
  const most = useMemo(() => {
    let highest = 1;
    for (const { values } of lines) for (const bits of values) if (bits > highest && bits < Infinity) highest = bits;
    return 2 * Math.ceil(highest / 2);
  }, [lines]);
  const y = useCallback((bits: number) => height - (Math.min(most, bits) / most) * (height - TOP), [height, most]);
  const ticks = useMemo(
    () =>
      [0, most / 2, most].map((bits) => ({
        y: y(bits),
        text: bits === most ? `${formatTick(bits)} bits` : formatTick(bits),
      })),
    [most, y],
  );
  const reading = useCallback(
    (t: number) => {
      const state = store.getState();
      const symbol = (at: number) => visibleSymbol(symbolAt(state, trace, at));
      if (t >= trace.tokens.length - 1) return `t ${t} "${symbol(t)}" · nothing is predicted after it`;
      const values = lines.map((line) => `${line.name} ${formatFixed(line.values[t], 3)}`);
      return `t ${t} "${symbol(t)}" → "${symbol(t + 1)}" · bits: ${values.join(' · ')}`;
    },
    [lines, trace, store],
  );
  return (
    <section className="compare-panel" aria-label="Loss over time">
      <h2 className="picture-title">
        Loss per character{' '}
        <span className="picture-note">
          −log₂ p of the character at t + 1. Look for steps that cost all cells the same: the text’s, not the cell’s.
        </span>
      </h2>
      <LinePlot
        lines={lines}
        axis={axis}
        height={height}
        y={y}
        ticks={ticks}
        reading={reading}
        timeLabels={false}
        label={`Loss in bits at each timestep for ${lines.map((line) => line.name).join(', ')}`}
      />
    </section>
  );
}
