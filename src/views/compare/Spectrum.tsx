import type { StateJacobian } from '../../analysis/jacobian.ts';
import { formatPowerOfTen } from '../../draw/format.ts';
import { lagLine, lagX } from '../../draw/lagChart.ts';
import { logScale } from '../../draw/logScale.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import { cellMark } from '../cellMark.ts';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import type { MeasuredModel } from './measured.ts';

const WIDTH = 384;
const LEFT = 40;
const RIGHT = 48;
const HEIGHT = 116;
/** AᵀA loses what is smaller than this share of the largest. */
const SOUND = 1e-7;

/** All singular values of ∂h_t/∂h_{t−k} at one lag, the largest first. */
export function Spectrum({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const { spectrumLag } = useLagOptions();
  const lags = [...new Set(models.flatMap(({ of }) => of.spectra.map(({ lag }) => lag)))].sort((a, b) => a - b);
  if (lags.length === 0) {
    return <p className="picture-note">All singular values are found for models of up to 128 units.</p>;
  }
  const lag = lags.includes(spectrumLag) ? spectrumLag : lags[lags.length - 1];
  const lines = models.flatMap(({ slot, of }) => {
    const values = of.spectra.find((spectrum) => spectrum.lag === lag)?.values;
    return values ? [{ slot, values: values.filter((value) => value > SOUND * values[0]) }] : [];
  });
  const width = WIDTH - LEFT - RIGHT;
  const scale = logScale(
    lines.flatMap(({ values }) => Array.from(values)),
    0,
    HEIGHT,
    5,
  );
  const most = Math.max(...lines.map(({ values }) => values.length), 2);
  const x = lagX(most - 1, width);
  const ends = spreadLabels(
    lines.map(({ values }) => scale.y(values[values.length - 1] ?? 0)),
    15,
    4,
    HEIGHT,
  );
  return (
    <section aria-label="Spectrum of the Jacobian">
      <div className="picture-head">
        <h2 className="picture-title">
          Singular values{' '}
          <span className="picture-note">
            of ∂h<sub>t</sub>/∂h<sub>t−k</sub>
          </span>
        </h2>
        <span className="picture-controls">
          <label>
            at lag
            <select value={lag} onChange={(event) => setLagOptions({ spectrumLag: Number(event.target.value) })}>
              {lags.map((k) => (
                <option key={k} value={k}>
                  {k}
                </option>
              ))}
            </select>
          </label>
        </span>
      </div>
      <svg
        className="picture-svg"
        viewBox={`${-LEFT} -6 ${WIDTH} ${HEIGHT + 28}`}
        width="100%"
        role="img"
        aria-label={`Singular values at lag ${lag}: ${lines.map(({ slot, values }) => `${slot.name} ${values.filter((value) => value > 1).length} of them above 1`).join(', ')}`}
      >
        {scale.exponents.map((exponent) => (
          <g key={exponent}>
            <path className="picture-grid" d={`M0 ${pixel(scale.y(10 ** exponent))}H${width}`} />
            <text x={-6} y={scale.y(10 ** exponent) + 4} textAnchor="end">
              {formatPowerOfTen(exponent)}
            </text>
          </g>
        ))}
        {lines.map(({ slot, values }, k) => (
          <g key={slot.id} {...cellMark(slot)}>
            <path className="plot-line" d={lagLine(values, x, scale.y)} />
            <text className="plot-name" x={width + 8} y={ends[k] + 4}>
              {slot.name}
            </text>
          </g>
        ))}
        <text x={0} y={HEIGHT + 17}>
          directions of the state, the most stretched first
        </text>
      </svg>
      <p className="picture-note">
        A steep line means that only a few directions reach so far. Below 10⁻⁷ of the largest nothing is shown.
      </p>
    </section>
  );
}
