import { useUi } from '../StoreContext.tsx';
import type { StateJacobian } from '../../analysis/jacobian.ts';
import { formatCount, formatPowerOfTen } from '../../draw/format.ts';
import { lagLine, lagX } from '../../draw/lagPaths.ts';
import { normScale } from '../../draw/normScale.ts';
import { Select } from '../ui/Select.tsx';
import { SidePlot } from '../chart/SidePlot.tsx';
import { cellMark } from '../chart/cellMark.ts';
import { type DirectionCounts, directionCounts, formatSigma } from './describeJacobian.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';

const LEFT = 40;
const HEIGHT = 116;

/** All singular values of the whole state's Jacobian at one lag, in descending order. */
export function Spectrum({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const [spectrumLag] = useUi('spectrumLag');
  const lags = [...new Set(models.flatMap(({ of }) => of.spectra.map(({ lag }) => lag)))].sort((a, b) => a - b);
  if (lags.length === 0) {
    return <p className={pictureStyles.pictureNote}>All singular values are found for models of up to 128 units.</p>;
  }
  return <Curves models={models} lags={lags} lag={lags.includes(spectrumLag) ? spectrumLag : lags[lags.length - 1]} />;
}

interface CurvesProps {
  readonly models: readonly MeasuredModel<StateJacobian>[];
  readonly lags: readonly number[];
  readonly lag: number;
}

function Curves({ models, lags, lag }: CurvesProps) {
  const [, setLag] = useUi('spectrumLag');
  const lines = models.flatMap((compared) => {
    const { model, isOld, of } = compared;
    const spectrum = of.spectra.find((one) => one.lag === lag);
    if (!spectrum) return [];
    const { values, noise } = spectrum;
    const name = nameAtStep(model.name, compared);
    const drawn = values.filter((value) => value > noise);
    return [{ name, model, isOld, values: drawn, noise, counts: directionCounts(spectrum) }];
  });
  const scale = normScale(
    lines.flatMap(({ values }) => Array.from(values)),
    0,
    HEIGHT,
    5,
    Number.MIN_VALUE,
  );
  const most = Math.max(...lines.map(({ values }) => values.length), 2);
  return (
    <section aria-label="Spectrum of the Jacobian" {...pictureMark('spectrum')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="spectrum">
          <Term id="singular-value">Singular values</Term>{' '}
          <span className={pictureStyles.pictureNote}>
            of the whole state, ∂s<sub>t</sub>/∂s<sub>t−k</sub>
          </span>
        </PictureTitle>
        <span className={pictureStyles.pictureControls}>
          <Select
            label="at lag"
            term="lag"
            value={lag}
            options={lags.map((k) => [k, formatCount(k)])}
            onChoose={setLag}
          />
        </span>
      </div>
      <SidePlot
        height={HEIGHT}
        left={LEFT}
        label={`Singular values at lag ${formatCount(lag)}: ${lines.map(({ name, counts }) => `${name} ${counts.grown} of ${counts.all} above 1`).join(', ')}`}
        ticks={scale.exponents.map((exponent) => ({ at: scale.y(10 ** exponent), text: formatPowerOfTen(exponent) }))}
        ends={lines.map(({ name, model, isOld, values }) => ({
          name,
          model,
          isOld,
          y: scale.y(values[values.length - 1] ?? 0),
        }))}
        title="directions of the state, the most stretched first"
      >
        {(width) =>
          lines.map(({ model, isOld, values }) => (
            <path
              key={model.id}
              {...cellMark(model)}
              className={plotStyles.plotLine}
              data-old={isOld || undefined}
              d={lagLine(values, lagX(most - 1, width), scale.y)}
            />
          ))
        }
      </SidePlot>
      <p className={pictureStyles.pictureNote}>
        A steep line means that only a few directions reach this far. {describeUnknown(lines)}{' '}
        <Term id="noise">Noise floor</Term>: what rounding alone may have made.
      </p>
    </section>
  );
}

/** "Not drawn, because rounding hides them: RNN 12 of 64, below 3.10·10⁻¹⁷." */
function describeUnknown(
  lines: readonly { readonly name: string; readonly noise: number; readonly counts: DirectionCounts }[],
): string {
  const left = lines.filter(({ counts }) => counts.unknown > 0);
  if (left.length === 0) return 'All of them are drawn.';
  const each = left.map(
    ({ name, noise, counts }) => `${name} ${counts.unknown} of ${counts.all}, below ${formatSigma(noise, 0)}`,
  );
  return `Not drawn, because rounding hides them: ${each.join('; ')}.`;
}
