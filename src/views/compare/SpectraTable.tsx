import { useEffect } from 'react';
import { formatMagnitude } from '../../draw/format.ts';
import { hasGates, type ModelSpec } from '../../engine/spec.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { Subscripts } from '../ui/Subscripts.tsx';
import { Table } from '../ui/Table.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { describeBound } from './describeBound.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './SpectraTable.module.css';

/** σ_max and spectral radius of each block of W_hh behind the pictures, and their consequence. */
export function SpectraTable(props: {
  readonly model: ModelIdentity;
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly layer: number;
}) {
  const { model, spec, params, layer } = props;
  const store = useAppStore();
  const spectra = useApp((state) => state.models[model.id]?.results.spectra);
  useEffect(() => void store.getState().measureSpectra(model.id), [store, model.id, params, spectra]);
  const blocks = spectra?.blocks.filter((block) => block.layer === layer) ?? [];
  const number = (value: number | null | undefined): string =>
    value === undefined ? '–' : value === null ? 'not computed' : formatMagnitude(value);
  return (
    <section aria-label={`Recurrent weights of layer ${layer + 1}`} {...pictureMark('recurrentWeights')}>
      <PictureTitle of="recurrentWeights" level={3}>
        W<sub>hh</sub> as it is shown
      </PictureTitle>
      <Table
        className={styles.spectra}
        aria-busy={spectra?.of !== params}
        captionClass="visually-hidden"
        caption={`Recurrent weights of layer ${layer + 1}`}
        rows={blocks.length > 0 ? blocks : [null]}
        rowKey={(block) => block?.gate ?? 'none'}
        columns={[
          {
            head: `layer ${layer + 1}`,
            cell: (block) => (
              <>
                W<sub>h{block ? block.gate : 'h'}</sub>
              </>
            ),
          },
          {
            key: 'sigma',
            term: 'sigma-max',
            head: (
              <>
                σ<sub>max</sub>
              </>
            ),
            cell: (block) => number(block?.sigma),
          },
          {
            head: 'spectral radius',
            term: 'spectral-radius',
            cell: (block) => number(block?.radius),
          },
        ]}
      />
      <p className={pictureStyles.pictureNote}>
        <Bound spec={spec} sigma={blocks[0]?.sigma} />
      </p>
    </section>
  );
}

/** The consequence of σ_max for the gradient. */
function Bound({ spec, sigma }: { readonly spec: ModelSpec; readonly sigma: number | undefined }) {
  if (hasGates(spec)) {
    return (
      <>Gates add and multiply beside these blocks, so neither number alone bounds the gradient: see the pictures.</>
    );
  }
  if (sigma === undefined || Number.isNaN(sigma)) return <>Being measured.</>;
  const bound = describeBound(spec, sigma);
  return bound && <Subscripts>{`${bound}.`}</Subscripts>;
}
