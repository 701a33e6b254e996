import { useMemo } from 'react';
import type { LagPart, LagReport } from '../../analysis/lagCurves.ts';
import { formatCount } from '../../draw/format.ts';
import { NORM_CEILING } from '../../draw/normScale.ts';
import { lagTextOf } from '../../state/lagReading.ts';
import { Term } from '../glossary/Term.tsx';
import { useApp, useUi } from '../StoreContext.tsx';
import type { ComparedFits } from './comparedFits.ts';
import { useUnroll } from './comparedModels.ts';
import { describeSteps } from './comparedSteps.ts';
import type { ChartLine } from './chartLine.ts';
import { PageLagChart } from './LagChart.tsx';
import { describeEmpty, lagLines, type LagLine } from './lagLines.ts';
import { LagTable } from './LagTable.tsx';
import type { MeasuredModel } from './measured.ts';
import { describePrecision } from './normCells.ts';
import pictureStyles from '../ui/picture.module.css';

const STROKES: Readonly<Record<LagPart, ChartLine['stroke']>> = {
  h: 'solid',
  c: 'dotted',
  alone: 'mixed',
  rest: 'dashed',
};

interface LagDetailsProps {
  readonly models: readonly MeasuredModel<LagReport>[];
}

/** Every curve over all lags with its fit: ∂L/∂h, ∂L/∂c, its part along c alone and the rest. */
export function LagCurvesInFull({ models }: LagDetailsProps) {
  const [normalised] = useUi('lagRelative');
  const isHeldOut = useApp(lagTextOf) === 'heldOut';
  const lines = useMemo(() => lagLines(models, normalised), [models, normalised]);
  const charted = useMemo(() => lines.map(chartLine), [lines]);
  const { gradients, from } = models[0].of;
  const losses = gradients.losses.to - from;
  const last = from + losses - 1;
  const whole = lines.filter(({ part }) => part === 'h' || part === 'c');
  const gone = whole.reduce((sum, { curve }) => sum + curve.below.reduce((a, b) => a + b, 0), 0);
  const beyond = whole.some(({ curve }) => curve.mean.some((norm) => norm > NORM_CEILING));
  const withoutOne = whole.filter(({ curves: { without } }) => {
    const left = without.none + without.broken;
    return left > 0 && left < losses;
  });
  const layer = models[0].layer + 1;
  return (
    <>
      <p className={pictureStyles.pictureNote}>
        ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖, layer {layer}: <Term id="geometric-mean">geometric mean</Term> and, shaded,
        the <Term id="middle-half">middle half</Term> of the same {formatCount(losses)} losses
        {isHeldOut ? ' of the held-out text' : ''}, t = {formatCount(from)} to {formatCount(last)}, at every{' '}
        <Term id="lag">lag</Term> ({describeSteps(models)}). Look at the slope: a straight line falls by the same factor
        per step. The pale wide bands are the <Term id="fit">fits</Term>. A low line says that learning from that far
        back is slow, not that nothing is remembered.
        {gone > 0
          ? ` ${formatCount(gone)} norms below 10⁻³⁰ count as 10⁻³⁰ (▾), so the means there are upper bounds.`
          : ''}
        {beyond ? ' Norms above 10³⁸ are drawn at the top (▴).' : ''}
        {withoutOne.map(
          ({ name, curves: { without } }) =>
            ` ${name}: left out are ${describeLeftOut(without.none, without.broken)} of the ${formatCount(losses)} losses.`,
        )}{' '}
        {describePrecision(models.map(({ of }) => of.errors?.compared ?? null))}
      </p>
      <PageLagChart
        lines={charted}
        lags={gradients.lags}
        xTitle="lag k, characters back from the loss"
        whenEmpty={describeEmpty(models)}
        label={`Gradient norm by lag for ${charted.map(({ name }) => name).join(', ')}, lags 0 to ${gradients.lags}, on a log axis. The table gives the numbers.`}
      />
    </>
  );
}

interface LagTablesProps extends LagDetailsProps {
  readonly fits: ComparedFits;
}

/** The curves in numbers, and what their parts are. */
export function LagTables({ models, fits }: LagTablesProps) {
  const [normalised] = useUi('lagRelative');
  const unroll = useUnroll();
  const lines = useMemo(() => lagLines(models, normalised), [models, normalised]);
  const { lags } = models[0].of.gradients;
  return (
    <>
      <LagTable lines={lines} fits={fits} />
      <p className={pictureStyles.pictureNote}>
        {unroll <= lags
          ? `Training cuts the backward pass at the unroll length, ${unroll}: it never saw a gradient from beyond the dashed line. The picture is measured without the cut. `
          : ''}
        {lines.some(({ part }) => part !== 'h') ? (
          <>
            LSTM c is ∂L<sub>t</sub>/∂c<sub>t−k</sub>, the state that carries; <Term id="c-alone">c alone</Term> is ∂L
            <sub>t</sub>/∂c<sub>t</sub> ⊙ ∏f over t−k+1 … t, the gates held constant; c rest is what went through a gate
            at least once. The two vectors add up to the first; their norms do not.
          </>
        ) : null}
      </p>
    </>
  );
}

/** "3 whose gradient at lag 0 is below 10⁻³⁰ and 2 whose gradient is beyond the range of numbers" */
function describeLeftOut(none: number, broken: number): string {
  const parts = [
    none > 0 ? `${none} whose gradient at lag 0 is below 10⁻³⁰` : '',
    broken > 0 ? `${broken} whose gradient is beyond the range of numbers` : '',
  ];
  return parts.filter(Boolean).join(' and ');
}

function chartLine({ name, model, isOld, part, curve, fit }: LagLine): ChartLine {
  return {
    name,
    model,
    isOld,
    stroke: STROKES[part],
    values: curve.mean,
    // They fall by many more decades than the other lines, which would have little of the axis left.
    isAside: part === 'alone' || part === 'rest',
    band: part === 'h' ? { low: curve.low, high: curve.high } : undefined,
    fit: fit && (part === 'h' || part === 'c') ? fit : undefined,
  };
}
