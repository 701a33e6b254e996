import { UI } from '../../state/ui.ts';
import { useUi } from '../StoreContext.tsx';
import { useMemo } from 'react';
import { retentionGateOf, retainedMemory } from '../../analysis/retainedMemory.ts';
import { formatCount, formatFixed, formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { memoryScale, lagLine, lagX } from '../../draw/lagPaths.ts';
import { SidePlot } from '../chart/SidePlot.tsx';
import { cellMark } from '../chart/cellMark.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useTimestep } from '../ui/selectedTrace.ts';
import { type ComparedModel, useComparedModels } from './comparedModels.ts';
import { nameAtStep } from './comparedSteps.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Slider } from '../ui/Slider.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './MemoryRetained.module.css';

const LEFT = 46;
const HEIGHT = 104;

/** How much of each unit's state its gate has retained over a span that ends at t. */
export function MemoryRetained() {
  const models = useComparedModels().filter(({ trace }) => retentionGateOf(trace) !== null);
  const [span, setSpan] = useUi('memorySpan');
  return (
    <section aria-label="Memory kept" {...pictureMark('memoryKept')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="memoryKept">
          <Term id="memory-kept">Memory kept</Term>
        </PictureTitle>
        <label className={styles.lagSpan}>
          over the last <output>{span}</output> steps
          <Slider
            label="Span of the memory kept"
            min={UI.memorySpan.codec.range.min}
            max={UI.memorySpan.codec.range.max}
            value={span}
            onSlide={setSpan}
          />
        </label>
      </div>
      {models.length === 0 ? (
        <p className={pictureStyles.pictureNote}>The RNN has no gate that keeps its state.</p>
      ) : (
        <Retained models={models} span={span} />
      )}
    </section>
  );
}

function Retained({ models, span }: { readonly models: readonly ComparedModel[]; readonly span: number }) {
  const t = useTimestep(models[0].trace.tokens.length);
  const retained = useMemo(
    () =>
      models.map((compared) => ({
        compared,
        sorted: sortedUnits(retainedMemory(compared.trace, compared.layer, t, span)!),
      })),
    [models, t, span],
  );
  const { y, exponents } = memoryScale(span, HEIGHT);
  return (
    <>
      <SidePlot
        height={HEIGHT}
        left={LEFT}
        label={retained.map(({ compared, sorted }) => describeRetained(compared, sorted)).join(' ')}
        ticks={exponents.map((exponent) => ({
          at: y(10 ** exponent),
          text: `${exponent === exponents.at(-1) ? '≤' : ''}${formatPowerOfTen(exponent)}`,
        }))}
        ends={retained.map(({ compared, sorted }) => ({
          name: nameAtStep(compared.model.name, compared),
          model: compared.model,
          isOld: compared.isOld,
          y: y(sorted[sorted.length - 1].value),
        }))}
        title="units, the one that keeps most first"
      >
        {(width) =>
          retained.map(({ compared, sorted }) => {
            const x = lagX(sorted.length - 1, width);
            return (
              <g key={compared.model.id} {...cellMark(compared.model)}>
                <path
                  className={plotStyles.plotLine}
                  data-old={compared.isOld || undefined}
                  d={lagLine(
                    sorted.map(({ value }) => value),
                    x,
                    y,
                  )}
                />
                {sorted.map(({ unit, value }, rank) => (
                  <circle
                    key={unit}
                    className={plotStyles.plotFloor}
                    data-old={compared.isOld || undefined}
                    cx={x(rank)}
                    cy={y(value)}
                    r="2.4"
                    onPointerEnter={(event) =>
                      showTooltip(
                        `${nameAtStep(compared.model.name, compared)} unit ${unit} keeps ${value >= 0.01 ? formatFixed(value, 3) : formatMagnitude(value)}`,
                        event,
                      )
                    }
                    onPointerLeave={hideTooltip}
                  />
                ))}
              </g>
            );
          })
        }
      </SidePlot>
      <p className={pictureStyles.pictureNote}>
        ∏ f<sub>s</sub> (LSTM) and ∏ z<sub>s</sub> (GRU) of each unit, s = t−{span - 1} … t, at t = {formatCount(t)},
        from the trace. {retained.map(({ compared, sorted }) => describeRetained(compared, sorted)).join(' ')} A share
        of 1 keeps everything. A unit that keeps its state does not prove that the model uses it.
      </p>
    </>
  );
}

function describeRetained(compared: ComparedModel, sorted: readonly { readonly value: number }[]): string {
  const half = sorted.filter(({ value }) => value >= 0.5).length;
  return `${nameAtStep(compared.model.name, compared)}: ${half} of ${sorted.length} units keep half or more.`;
}

function sortedUnits(shares: Float64Array): readonly { readonly unit: number; readonly value: number }[] {
  return Array.from(shares, (value, unit) => ({ unit, value })).sort((a, b) => b.value - a.value || a.unit - b.unit);
}
