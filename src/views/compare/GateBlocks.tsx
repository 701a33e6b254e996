import type { StateJacobian } from '../../analysis/jacobian.ts';
import { formatFixed } from '../../draw/format.ts';
import { Table } from '../ui/Table.tsx';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './GateBlocks.module.css';

/** The largest singular value and the spectral radius of each square block of W_hh. */
export function GateBlocks({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  return (
    <section aria-label="Recurrent weights" {...pictureMark('gateBlocks')}>
      <PictureTitle of="gateBlocks">
        W<sub>hh</sub>, gate by gate{' '}
        <span className={pictureStyles.pictureNote}>rnn.weight_hh_l{models[0].of.layer}</span>
      </PictureTitle>
      <Table
        className={styles.lagGates}
        rows={models.flatMap((compared) => compared.of.gates.map((block) => ({ compared, ...block })))}
        rowKey={({ compared, gate }) => `${compared.model.id} ${gate}`}
        modelOf={({ compared }) => compared.model}
        columns={[
          {
            head: 'block',
            term: 'block',
            cellClass: pictureStyles.plotCellName,
            cell: ({ compared, gate }) => nameAtStep(`${compared.model.name} ${gate}`, compared),
          },
          {
            key: 'sigma',
            term: 'sigma-max',
            head: (
              <>
                σ<sub>max</sub>
              </>
            ),
            cell: ({ sigma }) => formatFixed(sigma, 3),
          },
          {
            head: 'max |λ|',
            term: 'spectral-radius',
            cell: ({ radius }) => (radius === null ? 'not computed' : formatFixed(radius, 3)),
          },
        ]}
      />
      <p className={pictureStyles.pictureNote}>
        max |λ|: <Term id="spectral-radius">spectral radius</Term> of one [H, H] block. All rows of a GRU or LSTM
        together are not square and have none.
      </p>
    </section>
  );
}
