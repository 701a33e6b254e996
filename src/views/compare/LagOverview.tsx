import { useMemo } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { formatCount } from '../../draw/format.ts';
import { lagTextOf } from '../../state/lagReading.ts';
import { Term } from '../glossary/Term.tsx';
import { useApp } from '../StoreContext.tsx';
import { layerOf } from './comparedFits.ts';
import { useUnroll } from './comparedModels.ts';
import { describeSteps } from './comparedSteps.ts';
import type { ChartLine } from './chartLine.ts';
import { PageLagChart } from './LagChart.tsx';
import { describeEmpty, type LagLine, lagLines } from './lagLines.ts';
import type { MeasuredModel } from './measured.ts';
import { readLag } from './reachSentence.ts';
import styles from './LagOverview.module.css';

/** The largest lag that is drawn. */
const LAGS = 100;
/**
 * The bottom of the axis. An addend below 2⁻²⁴ of a float32 sum is lost, so a gradient below the next power of ten adds nothing
 * to an update.
 */
const FLOOR = 1e-8;

interface LagOverviewProps {
  readonly models: readonly MeasuredModel<LagReport>[];
  /** With the weights before training. */
  readonly before: readonly MeasuredModel<LagReport>[];
}

/** The gradients of all models by lag, relative to lag 0, large, with those before training behind them. */
export function LagOverview({ models, before }: LagOverviewProps) {
  const unroll = useUnroll();
  const isHeldOut = useApp(lagTextOf) === 'heldOut';
  const { gradients, from } = models[0].of;
  const lags = Math.min(LAGS, gradients.lags);
  const lag = readLag(models.map((measured) => ({ curves: measured.of.curves[layerOf(measured)]!.h })));
  const lines = useMemo(
    () => [
      ...whole(before)
        .filter(({ part }) => part === 'h')
        .map((line) => ({ ...chartLine(line, lags), name: `${line.name} before training`, isBefore: true })),
      ...whole(models).map((line) => chartLine(line, lags)),
    ],
    [models, before, lags],
  );
  const names = lines.flatMap(({ name, isBefore }) => (isBefore ? [] : name));
  const losses = gradients.losses.to - from;
  const hasC = models.some(({ of }) => of.curves.some(({ c }) => c !== null));
  return (
    <>
      <PageLagChart
        lines={lines}
        lags={lags}
        floor={FLOOR}
        mark={lag}
        isLarge
        xTitle="characters back from the loss"
        whenEmpty={describeEmpty(models)}
        label={`Gradient norm by lag for ${names.join(', ')}, relative to lag 0, lags 0 to ${lags}, on a log axis down to 10⁻⁸. The details give the numbers.`}
      />
      <p className={styles.caption}>
        What is left of ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖, layer {models[0].layer + 1}, {describeSteps(models)}:{' '}
        <Term id="geometric-mean">geometric mean</Term> of the same {formatCount(losses)} losses, and shaded their{' '}
        <Term id="middle-half">middle half</Term>.{hasC ? ' Dotted: ∂L/∂c.' : ''}
        {before.length > 0 ? ' Pale: before training.' : ''}{' '}
        {isHeldOut
          ? 'Measured on the first held-out characters, which training never saw.'
          : `Measured on the text shown, t = ${formatCount(from)} to ${formatCount(from + losses - 1)}.`}
        {unroll <= lags ? ` Training cuts the backward pass at the dashed line.` : ''}
      </p>
    </>
  );
}

/** The curves of ∂L/∂h and ∂L/∂c. */
function whole(models: readonly MeasuredModel<LagReport>[]): readonly LagLine[] {
  return lagLines(models, true).filter(({ part }) => part === 'h' || part === 'c');
}

function chartLine({ name, model, isOld, part, curve }: LagLine, lags: number): ChartLine {
  const drawn = (values: Float64Array): Float64Array => values.subarray(0, lags + 1);
  return {
    name,
    model,
    isOld,
    stroke: part === 'h' ? 'solid' : 'dotted',
    values: drawn(curve.mean),
    band: part === 'h' ? { low: drawn(curve.low), high: drawn(curve.high) } : undefined,
  };
}
