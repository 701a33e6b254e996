/** All numbers of the gradients of single losses, more than the page has room for. */
import type { Chain } from '../analysis/chain.ts';
import { curvesFor, type LagPart, type LagReport } from '../analysis/lagCurves.ts';
import { CELLS } from '../engine/spec.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { type Measured, shownMeasure } from '../state/gradientPictures.ts';
import { lagsShown, stepOfLags } from '../state/lagReading.ts';
import { activeModels } from '../state/models.ts';
import type { Results } from '../state/results.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';
import { pictureFileName } from './aboutPicture.ts';
import { JACOBIAN } from './jacobianNumbers.ts';
import type { Kind, NumberFile, NumberTable, Report, Rows } from './numberTable.ts';
import { PICTURES, type PictureId } from './pictures.ts';
import { shownModels } from './shownModels.ts';
import { aboutRows } from './tablesFile.ts';

const PART_NAMES: Readonly<Record<LagPart, string>> = {
  h: 'dL/dh',
  c: 'dL/dc',
  alone: 'dL/dc along c alone',
  rest: 'dL/dc through a gate',
};

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

const OF_PICTURE: Readonly<Partial<Record<PictureId, (state: AppState) => Rows>>> = {
  lag: numbersOf(LAG, (state, results) => {
    const found = lagsShown(state, results);
    return found && { of: found.of, step: stepOfLags(found) };
  }),
  recallGradient: numbersOf(LAG),
  triangle: numbersOf(TRIANGLE),
  triangleRow: numbersOf(TRIANGLE),
  chain: numbersOf(CHAIN),
  jacobian: numbersOf(JACOBIAN),
  spectrum: numbersOf(JACOBIAN),
};

/** A model's report, and the training step of the measured weights. */
interface Found<K extends Kind> {
  readonly of: Report<K>;
  readonly step: number;
}

/** The rows of all models, each under the model's name. */
function numbersOf<K extends Kind>(
  { kind, heads, rows, more }: NumberFile<K>,
  find: (state: AppState, results: Results) => Found<K> | null = (state, results) => {
    const found = shownMeasure<Report<K>>(state, results[kind] as Measured<Report<K>> | null);
    return found && { of: found.of, step: found.trace.step };
  },
) {
  return (state: AppState): Rows => {
    const table = (of: NumberTable<K>): Rows => [
      [],
      ['model', 'training step', ...of.heads],
      ...activeModels(state).flatMap(({ is, results }) => {
        const found = find(state, results);
        return found ? of.rows(found.of).map((row) => [is.name, found.step, ...row]) : [];
      }),
    ];
    return [{ heads, rows }, ...(more ?? [])].flatMap(table);
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
  const models = shownModels(state, PICTURES[id].of);
  return {
    name: `${pictureFileName(`${id}-numbers`, models)}.csv`,
    bytes: writeCsv([...aboutRows(state, models, link), ...rows]),
  };
}
