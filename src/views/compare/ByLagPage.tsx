import { useMemo, useRef } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { useApp } from '../StoreContext.tsx';
import { LagChart, type ChartLine } from './LagChart.tsx';
import { fitStart, lagLines, type LagLine, type LagPart } from './lagLines.ts';
import { WhatWasFound } from './WhatWasFound.tsx';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import { LagTable } from './LagTable.tsx';
import { stepsOf, useMeasured, type MeasuredModel } from './measured.ts';
import { MemoryKept } from './MemoryKept.tsx';
import { NotMeasured } from './NotMeasured.tsx';

const STROKES: Readonly<Record<LagPart, ChartLine['stroke']>> = {
  h: 'solid',
  c: 'dotted',
  alone: 'mixed',
  rest: 'dashed',
};

/** How far back the loss of one character reaches, averaged over many of them. */
export function ByLagPage() {
  const models = useMeasured('lags');
  if (models.length === 0) return <NotMeasured />;
  return (
    <div className="lag-page">
      <Curves models={models} />
      <section
        className="lag-side"
        aria-label="Gradients by lag in words"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <WhatWasFound models={models} />
        <MemoryKept />
      </section>
    </div>
  );
}

function Curves({ models }: { readonly models: readonly MeasuredModel<LagReport>[] }) {
  const { normalised } = useLagOptions();
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const narrow = useNarrow();
  const unroll = useApp((state) => state.shape?.unroll ?? state.settings.unroll);
  const lines = useMemo(() => lagLines(models, normalised), [models, normalised]);
  const charted = useMemo(() => lines.map((line) => chartLine(line, normalised)), [lines, normalised]);
  const { gradients, from } = models[0].of;
  const losses = gradients.first + gradients.positions - from;
  const last = from + losses - 1;
  const gone = lines.reduce((sum, { part, curve }) => (part === 'h' || part === 'c' ? sum + curve.gone : sum), 0);
  const layer = models[0].layer + 1;
  return (
    <section className="lag-main" aria-label="Gradient by lag">
      <div className="picture-head">
        <h2 className="picture-title">How far back does one loss reach?</h2>
        <ChoiceButtons
          label="Scale"
          choices={[
            ['relative', 'relative to lag 0'],
            ['absolute', 'as measured'],
          ]}
          chosen={normalised ? 'relative' : 'absolute'}
          onChoose={(key) => setLagOptions({ normalised: key === 'relative' })}
        />
      </div>
      <p className="picture-note">
        ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖, layer {layer}: geometric mean and, shaded, the middle half of the same{' '}
        {losses} losses, t = {from} to {last}, at every lag ({stepsOf(models)}). Look for the slope: a straight line
        falls by the same factor per step; the pale wide bands are the fits. A low line says that learning from that far
        back is slow, not that nothing is remembered.
        {gone > 0 ? ` ${gone} norms below 10⁻³⁰ count as 10⁻³⁰ (▾).` : ''}
      </p>
      <div className="lag-place" ref={place}>
        {width > 0 ? (
          <LagChart
            lines={charted}
            lags={gradients.lags}
            width={width}
            height={narrow ? 300 : height}
            unroll={unroll}
            xTitle="lag k, characters back from the loss"
            label={`Gradient norm by lag for ${charted.map(({ name }) => name).join(', ')}, lags 0 to ${gradients.lags}, on a log axis. The table gives the numbers.`}
          />
        ) : null}
      </div>
      <LagTable lines={lines} />
      <p className="picture-note">
        {unroll <= gradients.lags
          ? `Training cuts the backward pass at the unroll length, ${unroll}: it never saw a gradient from beyond the dashed line. The picture is measured without the cut. `
          : ''}
        {lines.some(({ part }) => part !== 'h') ? (
          <>
            LSTM c is ∂L<sub>t</sub>/∂c<sub>t−k</sub>, the state that carries; c alone is ∂L<sub>t</sub>/∂c<sub>t</sub>{' '}
            ⊙ ∏f over t−k+1 … t, the gates held constant; c rest is what went through a gate at least once. The two
            vectors add up to the first; their norms do not.
          </>
        ) : null}
      </p>
    </section>
  );
}

function chartLine(line: LagLine, normalised: boolean): ChartLine {
  const { name, slot, part, curve, fit } = line;
  return {
    name,
    slot,
    stroke: STROKES[part],
    values: curve.mean,
    // They fall by many decades more than the others, and would squeeze those.
    isAside: part === 'alone' || part === 'rest',
    band: part === 'h' ? { low: curve.low, high: curve.high } : undefined,
    fit: fit && (part === 'h' || part === 'c') ? { ...fit, start: fitStart(line, normalised) } : undefined,
  };
}
