import { useMemo, useRef } from 'react';
import type { JacobianBlock, StateJacobian } from '../../analysis/jacobian.ts';
import { formatFixed, formatMagnitude } from '../../draw/format.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useApp } from '../StoreContext.tsx';
import { GateBlocks } from './GateBlocks.tsx';
import { boundRoom, jacobianFindings, jacobianLines } from './jacobianLines.ts';
import { LagChart } from './LagChart.tsx';
import { stepsOf, useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';
import { Spectrum } from './Spectrum.tsx';

/** How far a change of the state reaches, whatever the loss. */
export function JacobianPage() {
  const models = useMeasured('jacobians');
  return models.length === 0 ? <NotMeasured /> : <Jacobians models={models} />;
}

const BLOCK_LETTERS: Readonly<Record<JacobianBlock, string>> = { h: 'h', c: 'c', state: '(h, c)' };

function BlockName({ block }: { readonly block: JacobianBlock }) {
  const letters = BLOCK_LETTERS[block];
  return (
    <>
      ∂{letters}
      <sub>t</sub>/∂{letters}
      <sub>t−k</sub>
    </>
  );
}

function Jacobians({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const narrow = useNarrow();
  const unroll = useApp((state) => state.shape?.unroll ?? state.settings.unroll);
  const lines = useMemo(() => jacobianLines(models), [models]);
  const { t, layer } = models[0].of;
  const lags = Math.max(...models.map(({ of }) => of.lags));
  return (
    <div className="lag-page">
      <section className="lag-main" aria-label="Jacobian of the state">
        <h2 className="picture-title">
          How far does a change of the state reach?{' '}
          <span className="picture-note">
            σ<sub>max</sub> of ∂h<sub>t</sub>/∂h<sub>t−k</sub>, t = {t}, layer {layer + 1}, {stepsOf(models)}
          </span>
        </h2>
        <p className="picture-note">
          The largest singular value: by how much the most favourable small change of the state k steps back is
          stretched at t. Look for lines above 1, where a change grows. No loss is in it, and one direction is not all
          of them: the spectrum at the right shows the others.
          {models.some(({ of }) => of.spec.cell === 'lstm') ? (
            <>
              {' '}
              LSTM: solid ∂h<sub>t</sub>/∂h<sub>t−k</sub> with c<sub>t−k</sub> held, dotted ∂c<sub>t</sub>/∂c
              <sub>t−k</sub> with h<sub>t−k</sub> held, dashed the whole (h, c).
            </>
          ) : null}
        </p>
        <div className="lag-place" ref={place}>
          {width > 0 ? (
            <LagChart
              lines={lines}
              lags={lags}
              upTo={boundRoom(models)}
              width={width}
              height={narrow ? 300 : height}
              unroll={unroll}
              xTitle="lag k, characters back from t"
              label={`Largest singular value of the state's Jacobian at lags 0 to ${lags} for ${lines.map(({ name }) => name).join(', ')}, on a log axis. The table gives numbers.`}
            />
          ) : null}
        </div>
        <SigmaTable models={models} />
      </section>
      <section
        className="lag-side"
        aria-label="Singular values"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <ul className="lag-findings">
          {jacobianFindings(models).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Spectrum models={models} />
        <GateBlocks models={models} />
      </section>
    </div>
  );
}

function SigmaTable({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const lags = Math.max(...models.map(({ of }) => of.lags));
  const shown = [1, 2, 5, 10, 20, 50, 100].filter((k) => k <= lags);
  return (
    <div className="lag-table-place">
      <table className="picture-table lag-table">
        <thead>
          <tr>
            <th scope="col">
              σ<sub>max</sub>
            </th>
            {shown.map((k) => (
              <th key={k} scope="col">
                k = {k}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.flatMap(({ slot, of }) => [
            ...of.curves.map(({ block, largest }) => (
              <tr key={`${slot.id} ${block}`} data-cell={slot.hue}>
                <th scope="row" className="plot-cell-name">
                  {slot.name} <BlockName block={block} />
                </th>
                {shown.map((k) => (
                  <td key={k}>{k < largest.length ? formatMagnitude(largest[k]) : '–'}</td>
                ))}
              </tr>
            )),
            ...(of.boundPerStep === null
              ? []
              : [
                  <tr key={`${slot.id} bound`} data-cell={slot.hue}>
                    <th scope="row" className="plot-cell-name">
                      {slot.name} bound, {formatFixed(of.boundPerStep, 3)}
                      <sup>k</sup>
                    </th>
                    {shown.map((k) => (
                      <td key={k}>{formatMagnitude(of.boundPerStep! ** k)}</td>
                    ))}
                  </tr>,
                ]),
          ])}
        </tbody>
      </table>
    </div>
  );
}
