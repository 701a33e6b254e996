import { useCallback, useMemo } from 'react';
import { formatCount, formatTick } from '../../draw/format.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { lossIn } from '../../state/lossUnit.ts';
import { formatLoss, fromBits, toBits, UNIT_FORMULA, UNIT_NAME, useLossUnit } from '../lossUnits.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { useAppStore, useUi } from '../StoreContext.tsx';
import type { ComparedModel } from './comparedModels.ts';
import { nameAtStep } from './comparedSteps.ts';
import { LinePlot } from '../chart/LinePlot.tsx';
import { useLineAxis } from '../chart/useLineAxis.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import overTimePageStyles from './OverTimePage.module.css';

const TOP = 4;

/** The loss of each prediction, on the same axis as the norms above it. */
export function LossOverTime({
  models,
  height,
}: {
  readonly models: readonly ComparedModel[];
  readonly height: number;
}) {
  const store = useAppStore();
  const unit = useLossUnit();
  const { trace } = models[0];
  const axis = useLineAxis(useUi('extent')[0], trace.tokens.length);
  const lines = useMemo(
    () =>
      models.map((compared) => ({
        name: nameAtStep(compared.model.name, compared),
        model: compared.model,
        dotted: false,
        isOld: compared.isOld,
        values: Float32Array.from(compared.trace.loss, toBits),
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
      // Positioned by bits in every unit, so a perplexity has a logarithmic axis.
      [0, most / 2, most].map((bits) => {
        const text = unit === 'nats' ? formatLoss(fromBits(bits), unit, 1) : formatTick(lossIn(fromBits(bits), unit));
        return { at: y(bits), text: bits === most ? `${text} ${UNIT_NAME[unit]}` : text };
      }),
    [most, y, unit],
  );
  const reading = useCallback(
    (t: number) => {
      const state = store.getState();
      const symbol = (at: number) => readSymbol(symbolAt(state, trace, at), state.text);
      if (t >= trace.tokens.length - 1) return `t ${formatCount(t)} ${symbol(t)} · nothing is predicted after it`;
      const values = lines.map((line) => `${line.name} ${formatLoss(fromBits(line.values[t]), unit, 3)}`);
      return `t ${formatCount(t)} ${symbol(t)} → ${symbol(t + 1)} · ${UNIT_NAME[unit]}: ${values.join(' · ')}`;
    },
    [lines, trace, store, unit],
  );
  return (
    <section className={overTimePageStyles.comparePanel} aria-label="Loss over time">
      <h2 className={`${pictureStyles.pictureTitle} ${overTimePageStyles.compareWords}`}>
        <Term id="surprise">Loss per character</Term>{' '}
        <span className={pictureStyles.pictureNote}>
          {UNIT_FORMULA[unit]} of the character at t + 1. Where all lines are high together, the character is hard to
          foresee for all of them: that says little of one cell.
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
        hasKey={false}
        label={`Loss in ${UNIT_NAME[unit]} at each timestep for ${lines.map((line) => line.name).join(', ')}`}
      />
    </section>
  );
}
