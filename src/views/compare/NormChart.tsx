import { useCallback, useMemo } from 'react';
import { formatCount, formatPowerOfTen } from '../../draw/format.ts';
import { normScale, NORM_CEILING, NORM_FLOOR } from '../../draw/normScale.ts';
import { formatNorm } from '../../draw/normText.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { symbolAt } from '../ui/selectedTrace.ts';
import { useAppStore, useUi } from '../StoreContext.tsx';
import { lineName, type NormLine } from './comparedModels.ts';
import { describeSteps } from './comparedSteps.ts';
import { LinePlot } from '../chart/LinePlot.tsx';
import { useLineAxis } from '../chart/useLineAxis.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import overTimePageStyles from './OverTimePage.module.css';

const TOP = 6;

const belowFloor = (value: number): boolean => value < NORM_FLOOR;

/** The norm of the gradient of the whole text's loss by each model's state, at every character. */
export function NormChart({ lines, height }: { readonly lines: readonly NormLine[]; readonly height: number }) {
  const store = useAppStore();
  const [extent, setExtent] = useUi('extent');
  const first = lines[0].compared;
  const steps = first.trace.tokens.length;
  const axis = useLineAxis(extent, steps);
  const layer = first.layer + 1;
  const scale = useMemo(() => {
    const all = lines.flatMap((line) => Array.from(line.norms));
    return normScale(all, TOP, height, Math.max(3, Math.floor(height / 24)));
  }, [lines, height]);
  const ticks = useMemo(
    () => scale.exponents.map((exponent) => ({ at: scale.y(10 ** exponent), text: formatPowerOfTen(exponent) })),
    [scale],
  );
  const plotted = useMemo(
    () =>
      lines.map((line) => ({
        name: lineName(line),
        model: line.compared.model,
        dotted: line.of === 'c',
        isOld: line.compared.isOld,
        values: line.norms,
      })),
    [lines],
  );
  const [floored, beyond] = useMemo(() => {
    const count = (isIn: (norm: number) => boolean): number =>
      lines.reduce((sum, { norms }) => sum + norms.filter(isIn).length, 0);
    return [count(belowFloor), count((norm) => norm > NORM_CEILING)];
  }, [lines]);
  const reading = useCallback(
    (t: number) => {
      const symbol = readSymbol(symbolAt(store.getState(), first.trace, t), store.getState().text);
      if (t === steps - 1) return `t ${formatCount(t)} ${symbol} · no loss follows the last character`;
      const values = lines.map((line) => `${lineName(line)} ${formatNorm(line.norms[t])}`);
      return `t ${formatCount(t)} ${symbol} · ${values.join(' · ')}`;
    },
    [lines, first, steps, store],
  );

  return (
    <section className={overTimePageStyles.comparePanel} aria-label="Gradient norm over time">
      <div className={`${pictureStyles.pictureHead} ${overTimePageStyles.compareWords}`}>
        <PictureTitle of="normsOverTime">
          <Term id="gradient-over-time">Gradient norm over time</Term>{' '}
          <span className={pictureStyles.pictureNote}>
            ‖∂L/∂h<sub>t</sub>‖, layer {layer}; dotted ‖∂L/∂c<sub>t</sub>‖;{' '}
            {describeSteps(lines.map(({ compared }) => compared))}
          </span>
        </PictureTitle>
        <ChoiceButtons
          label="Stretch"
          choices={[
            ['view', 'text in view'],
            ['whole', 'whole trace'],
          ]}
          chosen={extent}
          onChoose={setExtent}
        />
      </div>
      <p className={`${pictureStyles.pictureNote} ${overTimePageStyles.compareWords}`}>
        Look for points where the cells diverge, and for spikes. L is the mean loss of the whole{' '}
        <Term id="trace">trace</Term>, so each point is the sum over all later losses. It does not say how far one loss
        reaches.
        {floored > 0 ? ` ${formatCount(floored)} norms below 10⁻³⁰ are drawn at the floor (▾).` : ''}
        {beyond > 0 ? ` ${formatCount(beyond)} norms above 10³⁸ are drawn at the top.` : ''}
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
        hasKey
        label={`Gradient norm at each timestep for ${plotted.map((line) => line.name).join(', ')}, on a log axis. The table gives lowest, median and highest.`}
      />
    </section>
  );
}
