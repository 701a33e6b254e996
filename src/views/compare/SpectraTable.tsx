import { useEffect } from 'react';
import { formatMagnitude } from '../../draw/format.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { Slot } from '../../store/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** Largest slope of the RNN's φ. */
const STEEPEST: Readonly<Record<ModelSpec['nonlinearity'], number>> = { tanh: 1, relu: 1, sigmoid: 0.25 };

/** σ_max and spectral radius of each block of W_hh behind the pictures, and what follows from them. */
export function SpectraTable(props: {
  readonly slot: Slot;
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly layer: number;
}) {
  const { slot, spec, params, layer } = props;
  const store = useAppStore();
  const spectra = useApp((state) => state.spectra[slot.id]);
  useEffect(() => void store.getState().measureSpectra(slot.id), [store, slot.id, params, spectra]);
  const blocks = spectra?.blocks.filter((block) => block.layer === layer) ?? [];
  const number = (value: number | null | undefined): string =>
    value === undefined ? '–' : value === null ? 'not computed' : formatMagnitude(value);
  return (
    <>
      <table className="picture-table spectra" aria-busy={spectra?.of !== params}>
        <caption className="hidden">Recurrent weights of layer {layer + 1}</caption>
        <thead>
          <tr>
            <th scope="col">layer {layer + 1}</th>
            <th scope="col" title="Largest singular value: the most by which the block stretches a state">
              σ<sub>max</sub>
            </th>
            <th scope="col" title="Largest |eigenvalue|: what applying the block again and again comes to">
              spectral radius
            </th>
          </tr>
        </thead>
        <tbody>
          {(blocks.length > 0 ? blocks : [null]).map((block) => (
            <tr key={block?.gate ?? 'none'}>
              <th scope="row">
                W<sub>h{block && spec.cell !== 'rnn' ? block.gate : 'h'}</sub>
              </th>
              <td>{number(block?.sigma)}</td>
              <td>{number(block?.radius)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="picture-note">
        <Bound spec={spec} sigma={blocks[0]?.sigma} />
      </p>
    </>
  );
}

/** What follows from σ_max. Source: Pascanu, Mikolov and Bengio, ICML 2013, section 2.1. */
function Bound({ spec, sigma }: { readonly spec: ModelSpec; readonly sigma: number | undefined }) {
  if (spec.cell !== 'rnn') {
    return (
      <>Gates add and multiply beside these blocks, so neither number alone bounds the gradient: see the pictures.</>
    );
  }
  if (sigma === undefined || Number.isNaN(sigma)) return <>Being measured.</>;
  const bound = sigma * STEEPEST[spec.nonlinearity];
  return (
    <>
      σ<sub>max</sub> · max φ′ = {formatMagnitude(bound)}
      {bound < 1
        ? ' is below 1: a gradient shrinks at least by that with every step back.'
        : `: gradients may grow, but need not${spec.nonlinearity === 'relu' ? '.' : ', because φ saturates.'}`}
    </>
  );
}
