import { formatMagnitude, formatReading } from '../../draw/format.ts';
import type { SlotCheck } from '../../store/gradientPictures.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';

/** The numeric gradient check, run by the reader. */
export function CheckPage() {
  const store = useAppStore();
  const models = useComparedModels();
  const { slots, running } = useApp((state) => state.gradientCheck);
  const name = running ? (models.find(({ slot }) => slot.id === running.slot)?.slot.name ?? '') : '';
  return (
    <section className="check-page" aria-label="Gradient check">
      <h2 className="picture-title">Are these gradients right?</h2>
      <p className="picture-note check-note">
        The check moves single weights θ of the models shown by ε = 10⁻⁵ and compares (L(θ + ε) − L(θ − ε)) / 2ε with
        the backward pass, both in float64, for up to 24 weights drawn at random from every tensor. L is the mean loss
        of the characters before the cursor, one unroll length of them, from the zero state. The error is |numeric −
        analytic| over the larger of the two, or over a thousandth of the tensor’s largest gradient where both are
        smaller. Look for errors below 10⁻⁵: a wrong formula gives errors near 1. With ReLU a weight can move a unit
        across its kink, which is no error of the formula.
      </p>
      <div className="check-run">
        <button
          type="button"
          className="button primary"
          disabled={running !== null}
          onClick={() => void store.getState().checkGradients()}
        >
          Check the gradients
        </button>
        {running ? (
          <>
            <progress value={running.done} max={running.of} aria-label={`Checking the ${name}`} />
            <span className="picture-note" role="status">
              {name}: {running.done} of {running.of} weights
            </span>
            <button type="button" className="button" onClick={() => store.getState().stopGradientCheck()}>
              Stop
            </button>
          </>
        ) : null}
      </div>
      <div className="check-columns">
        {models.map(({ slot }) =>
          slots[slot.id] ? <CheckTable key={slot.id} name={slot.name} hue={slot.hue} check={slots[slot.id]} /> : null,
        )}
      </div>
    </section>
  );
}

function CheckTable({ name, hue, check }: { readonly name: string; readonly hue: string; readonly check: SlotCheck }) {
  const worst = check.checks.reduce((most, { worst: error }) => (error > most ? error : most), 0);
  return (
    <div className="lag-table-place" data-cell={hue}>
      <table className="picture-table lag-table">
        <caption className="compare-caption">
          <b className="plot-cell-name">{name}</b> step {check.step.toLocaleString('en-US')}, t = {check.from} to{' '}
          {check.to}: worst error <b>{formatMagnitude(worst)}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">tensor</th>
            <th scope="col">weights</th>
            <th scope="col">worst error</th>
            <th scope="col">numeric there</th>
            <th scope="col">analytic</th>
          </tr>
        </thead>
        <tbody>
          {check.checks.map(({ name: tensor, compared, worst: error, numeric, analytic }) => (
            <tr key={tensor}>
              <th scope="row" className="check-tensor">
                {tensor}
              </th>
              <td>{compared}</td>
              <td>
                <b>{formatMagnitude(error)}</b>
              </td>
              <td>{formatReading(numeric)}</td>
              <td>{formatReading(analytic)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
