import type { StateJacobian } from '../../analysis/jacobian.ts';
import { formatFixed } from '../../draw/format.ts';
import type { MeasuredModel } from './measured.ts';

/** Largest singular value and spectral radius of every square block of W_hh. */
export function GateBlocks({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  return (
    <section aria-label="Recurrent weights">
      <h2 className="picture-title">
        W<sub>hh</sub>, gate by gate <span className="picture-note">rnn.weight_hh_l{models[0].of.layer}</span>
      </h2>
      <table className="picture-table lag-gates">
        <thead>
          <tr>
            <th scope="col">block</th>
            <th scope="col">
              σ<sub>max</sub>
            </th>
            <th scope="col">max |λ|</th>
          </tr>
        </thead>
        <tbody>
          {models.flatMap(({ slot, of }) =>
            of.gates.map(({ gate, sigma, radius }) => (
              <tr key={`${slot.id} ${gate}`} data-cell={slot.hue}>
                <th scope="row" className="plot-cell-name">
                  {slot.name} {gate}
                </th>
                <td>{formatFixed(sigma, 3)}</td>
                <td>{radius === null ? 'not computed' : formatFixed(radius, 3)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className="picture-note">
        max |λ|: spectral radius of one [H, H] block; all rows together are not square and have none.
      </p>
    </section>
  );
}
