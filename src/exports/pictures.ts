import type { Results } from '../state/results.ts';

/** The measurement whose weights a picture shows. */
export type PictureOf =
  | 'training'
  | 'compared'
  | 'selected'
  | 'search'
  | 'match'
  | 'ablation'
  | 'costs'
  | 'recall'
  /** Gradients by lag on the text that the page By lag measures on. */
  | 'reach'
  | keyof Pick<Results, 'lags' | 'chain' | 'jacobian'>;

interface Picture {
  /** Title of the saved picture. */
  readonly name: string;
  readonly of: PictureOf;
  /** Whether its numbers stand in tables on the page. */
  readonly hasTable?: boolean;
  /** Whether all numbers of its measurement are saved, more than the page shows. */
  readonly hasNumbers?: boolean;
}

/** Every picture of the page that can be saved, by the key in `data-picture`. */
export const PICTURES = {
  text: { name: 'The text, character by character', of: 'selected' },
  loss: { name: 'Loss over training', of: 'training', hasTable: true },
  gradientNorm: { name: 'Gradient norm over training', of: 'training', hasTable: true },
  parameters: { name: 'Parameters', of: 'training', hasTable: true },

  maps: { name: 'All units over the text', of: 'selected' },
  unrolled: { name: 'The unrolled network', of: 'selected' },
  cell: { name: 'One unit’s update', of: 'selected' },
  saturation: { name: 'Gate saturation', of: 'selected' },
  unitValues: { name: 'One unit at the timesteps in view', of: 'selected', hasTable: true },
  unitSummary: { name: 'One unit over the trace', of: 'selected', hasTable: true },
  pushes: { name: 'Characters that a unit pushes for', of: 'selected', hasTable: true },
  reaction: { name: 'Characters that a unit reacts to', of: 'selected', hasTable: true },
  contexts: { name: 'Where a unit is strongest', of: 'selected' },
  space: { name: 'State in two dimensions', of: 'selected' },
  distance: { name: 'Distance of two runs', of: 'selected', hasTable: true },

  normsOverTime: { name: 'Gradient norm and loss over time', of: 'compared' },
  gradientMaps: { name: 'Gradient of each unit over time', of: 'compared' },
  normTable: { name: 'Gradient norms in numbers', of: 'compared', hasTable: true },
  lag: { name: 'Gradient norm by lag', of: 'reach', hasTable: true, hasNumbers: true },
  memoryKept: { name: 'Memory kept by the gates', of: 'compared' },
  falls: { name: 'Gradient by lag over training', of: 'training' },
  triangle: { name: 'Gradient of every loss by every state', of: 'lags', hasNumbers: true },
  triangleRow: { name: 'Gradient of one loss by every state', of: 'lags', hasTable: true, hasNumbers: true },
  chain: { name: 'One loss’s gradient as a sum over lags', of: 'chain', hasNumbers: true },
  jacobian: { name: 'Jacobian of the state', of: 'jacobian', hasTable: true, hasNumbers: true },
  spectrum: { name: 'Singular values of the Jacobian', of: 'jacobian', hasNumbers: true },
  gateBlocks: { name: 'Recurrent weights, gate by gate', of: 'jacobian', hasTable: true },
  recall: { name: 'Right answers by lag', of: 'recall' },
  recallTable: { name: 'Right answers in numbers', of: 'recall', hasTable: true },
  recallGradient: { name: 'Gradient norm by lag on a memory task', of: 'lags', hasNumbers: true },
  check: { name: 'Numerical check of the gradients', of: 'compared', hasTable: true },
  recurrentWeights: { name: 'Recurrent weights', of: 'selected', hasTable: true },

  scores: { name: 'What each unit has learned', of: 'search', hasTable: true },
  unitText: { name: 'One unit over the text', of: 'selected' },
  channels: { name: 'All channels of one unit', of: 'selected' },
  allUnits: { name: 'Scores of all units for one label', of: 'search' },
  values: { name: 'Values of one unit', of: 'selected', hasTable: true },
  labelValues: { name: 'Values of one unit by label', of: 'search' },
  labelCurve: { name: 'How well one unit tells the label', of: 'search' },
  labelContexts: { name: 'Strongest contexts of one unit', of: 'search' },
  unitCause: { name: 'One unit over the text, and what holding it costs', of: 'ablation' },
  ablatedText: { name: 'What holding a unit costs, over the text', of: 'ablation' },
  ablatedPredictions: { name: 'Predictions with a unit held', of: 'ablation' },
  ablatedLabels: { name: 'What holding a unit costs, by label', of: 'ablation', hasTable: true },
  unitCosts: { name: 'Units by what they cost', of: 'costs', hasTable: true },
  scoreOverTraining: { name: 'One label over training', of: 'search' },
  scoresOverTraining: { name: 'Labels over training', of: 'search', hasTable: true },
  spanUnits: { name: 'Units of the selection', of: 'match' },
  places: { name: 'Other places with the same units', of: 'match', hasTable: true },
} as const satisfies Readonly<Record<string, Picture>>;

export type PictureId = keyof typeof PICTURES;

/** What is known of one picture. */
export function knownPicture(id: PictureId): Picture {
  return PICTURES[id];
}
