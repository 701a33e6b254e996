import type { StateJacobian } from '../analysis/jacobian.ts';
import { hasC } from '../engine/spec.ts';
import type { CsvCell } from '../formats/csv.ts';
import type { NumberFile } from './numberTable.ts';

/** σ_max of every block at every lag; where they were found all singular values and the matrix; the blocks of W_hh. */
export const JACOBIAN: NumberFile<'jacobian'> = {
  kind: 'jacobian',
  heads: ['layer', 'state at t', 'of', 'lag', 'singular value, rank', 'value', 'cannot be told from 0 up to'],
  rows: ({ spec, t, layer, curves, spectra, boundPerStep, lags }: StateJacobian) => {
    const whole = hasC(spec) ? 'state (h, c)' : 'state h';
    const names = { state: whole, h: hasC(spec) ? 'block h' : whole, c: 'block c' } as const;
    const row = (of: string, lag: number, rank: CsvCell, value: number, noise: CsvCell): CsvCell[] => [
      layer + 1,
      t,
      of,
      lag,
      rank,
      value,
      noise,
    ];
    return [
      ...curves.flatMap(({ block, largest, noise }) =>
        Array.from(largest, (value, k) => row(names[block], k, 1, value, noise[k]!)),
      ),
      ...spectra.flatMap(({ lag, values, noise }) =>
        // The largest one stands above.
        Array.from(values, (value, k) => row(whole, lag, k + 1, value, noise)).slice(1),
      ),
      ...(boundPerStep === null
        ? []
        : Array.from({ length: lags + 1 }, (_, k) => row('upper bound', k, 1, boundPerStep ** k, null))),
    ];
  },
  more: [
    {
      heads: [
        'layer',
        'block of W_hh',
        'largest singular value',
        'first quartile',
        'median',
        'third quartile',
        'spectral radius',
      ],
      rows: ({ layer, gates }: StateJacobian) =>
        gates.map(({ gate, sigma, quartiles, radius }) => [
          layer + 1,
          gate,
          sigma,
          ...(quartiles ?? [null, null, null]),
          radius,
        ]),
    },
    {
      heads: [
        'layer',
        'state at t',
        'lag',
        'derivative of',
        'by each component of the earlier state: h 0 …, then c 0 …',
      ],
      rows: ({ spec, t, layer, spectra }: StateJacobian) => {
        const { hidden: H } = spec;
        return spectra.flatMap(({ lag, matrix }) => {
          const n = Math.sqrt(matrix.length);
          return Array.from({ length: n }, (_, m): CsvCell[] => [
            layer + 1,
            t,
            lag,
            m < H ? `h ${m}` : `c ${m - H}`,
            ...matrix.subarray(m * n, (m + 1) * n),
          ]);
        });
      },
    },
  ],
};
