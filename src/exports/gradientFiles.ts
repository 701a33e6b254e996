/** All numbers of the gradients of single losses, more than the page has room for. */
import type { Chain } from '../analysis/chain.ts';
import type { StateJacobian } from '../analysis/jacobian.ts';
import { curvesFor, type LagPart, type LagReport } from '../analysis/lagCurves.ts';
import { CELLS, hasC } from '../engine/spec.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { type Measured, shownMeasure } from '../state/gradientPictures.ts';
import { activeModels } from '../state/models.ts';
import type { Results } from '../state/results.ts';
import type { AppState, SavedFile } from '../state/state.ts';
import { pictureFileName } from './aboutPicture.ts';
import type { PictureId } from './pictures.ts';
import { shownModels } from './shownModels.ts';
import { aboutRows } from './tablesFile.ts';

type Rows = readonly (readonly CsvCell[])[];
type Kind = 'lags' | 'chain' | 'jacobian';
type Report<K extends Kind> = NonNullable<Results[K]>['of'];

const PART_NAMES: Readonly<Record<LagPart, string>> = {
  h: 'dL/dh',
  c: 'dL/dc',
  alone: 'dL/dc along c alone',
  rest: 'dL/dc through a gate',
};

/** The rows of one model's report under the heads of its table. */
interface NumberFile<K extends Kind> {
  readonly kind: K;
  readonly heads: readonly string[];
  readonly rows: (of: Report<K>) => Rows;
  /** A further table under the first one. */
  readonly more?: { readonly heads: readonly string[]; readonly rows: (of: Report<K>) => Rows };
}

/** Curves over the losses that have every lag: one row for each layer, gradient and lag. */
const LAG: NumberFile<'lags'> = {
  kind: 'lags',
  heads: [
    'layer',
    'gradient',
    'lag',
    'geometric mean',
    'first quartile',
    'third quartile',
    'geometric mean, relative to lag 0',
    'first quartile, relative',
    'third quartile, relative',
    'losses',
    'of them below 1e-30',
    'precision',
    'largest relative error',
  ],
  rows: ({ gradients, curves, from }) =>
    curves.flatMap((layer, l) =>
      partsOf(layer.c !== null).flatMap((part) => {
        const { absolute, relative, error, without } = curvesFor(layer, part);
        const losses = gradients.losses.to - from - without.none - without.broken;
        return Array.from(absolute.mean, (mean, k): CsvCell[] => [
          l + 1,
          PART_NAMES[part],
          k,
          mean,
          absolute.low[k]!,
          absolute.high[k]!,
          relative.mean[k]!,
          relative.low[k]!,
          relative.high[k]!,
          losses,
          absolute.below[k]!,
          error ? 'float32' : 'float64',
          error ? error[k]! : null,
        ]);
      }),
    ),
};

function partsOf(isLstm: boolean): readonly LagPart[] {
  return isLstm ? ['h', 'c', 'alone', 'rest'] : ['h'];
}

/** Every norm of every loss: one row for each layer, loss and earlier state. */
const TRIANGLE: NumberFile<'lags'> = {
  kind: 'lags',
  heads: ['layer', 'loss at t', 'state at s', 'lag', '‖dL_t/dh_s‖', '‖dL_t/dc_s‖', 'precision'],
  rows: triangleRows,
};

function triangleRows({ gradients, errors }: LagReport): Rows {
  const { losses, lags, spec, h, c } = gradients;
  const P = losses.to - losses.from;
  const precision = errors ? 'float32' : 'float64';
  const rows: CsvCell[][] = [];
  for (let layer = 0; layer < spec.layers; layer++) {
    for (let p = 0; p < P; p++) {
      const t = losses.from + p;
      for (let k = Math.min(lags, t); k >= 0; k--) {
        const at = (layer * P + p) * (lags + 1) + k;
        rows.push([layer + 1, t, t - k, k, h[at]!, c ? c.whole[at]! : null, precision]);
      }
    }
  }
  return rows;
}

/** Every term of every weight: one row for each weight, gate and lag. */
const CHAIN: NumberFile<'chain'> = {
  kind: 'chain',
  heads: [
    'layer',
    'loss at t',
    'weight',
    'rows of gate',
    'lag',
    '‖term‖',
    'share of the gradient',
    '‖gradient‖',
    'largest deviation of the sum, relative',
  ],
  rows: ({ spec, t, layer, parts }: Chain) =>
    parts.flatMap(({ weight, gate, norms, shares, total, deviation }) =>
      Array.from(norms, (norm, k): CsvCell[] => [
        layer + 1,
        t,
        `rnn.${weight}_l${layer}`,
        gate < 0 ? 'all' : CELLS[spec.cell].gates[gate]!,
        k,
        norm,
        shares ? shares[k]! : null,
        total,
        deviation,
      ]),
    ),
};

/** σ_max of every block at every lag, all singular values where they were found, and the blocks of W_hh. */
const JACOBIAN: NumberFile<'jacobian'> = {
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
  more: {
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
};

const OF_PICTURE: Readonly<Partial<Record<PictureId, (state: AppState) => Rows>>> = {
  lag: numbersOf(LAG),
  recallGradient: numbersOf(LAG),
  triangle: numbersOf(TRIANGLE),
  triangleRow: numbersOf(TRIANGLE),
  chain: numbersOf(CHAIN),
  jacobian: numbersOf(JACOBIAN),
  spectrum: numbersOf(JACOBIAN),
};

/** The rows of all models, each under the model's name. */
function numbersOf<K extends Kind>({ kind, heads, rows, more }: NumberFile<K>) {
  return (state: AppState): Rows => {
    const table = (of: { readonly heads: readonly string[]; readonly rows: (report: Report<K>) => Rows }): Rows => [
      [],
      ['model', 'training step', ...of.heads],
      ...activeModels(state).flatMap(({ is, results }) => {
        const found = shownMeasure<Report<K>>(state, results[kind] as Measured<Report<K>> | null);
        if (!found) return [];
        return of.rows(found.of).map((row) => [is.name, found.trace.step, ...row]);
      }),
    ];
    return [...table({ heads, rows }), ...(more ? table(more) : [])];
  };
}

/**
 * All numbers behind a picture of gradients.
 *
 * @returns null if the picture has no such file or nothing is measured
 */
export function numbersFileOf(state: AppState, id: PictureId, link: string): SavedFile | null {
  const rows = OF_PICTURE[id]?.(state);
  if (!rows) return null;
  const kind = id === 'chain' ? 'chain' : id === 'jacobian' || id === 'spectrum' ? 'jacobian' : 'lags';
  const models = shownModels(state, kind);
  return {
    name: `${pictureFileName(`${id}-numbers`, models)}.csv`,
    bytes: writeCsv([...aboutRows(state, models, link), ...rows]),
  };
}
