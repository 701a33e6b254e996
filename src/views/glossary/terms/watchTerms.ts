/** What Watch shows of units. */
import type { Definitions } from './definition.ts';

export const WATCH_TERMS = {
  map: {
    words: 'map',
    definition: 'A heatmap of one channel: units down, timesteps across, and the value as a colour.',
    related: ['channel', 'unit-order', 'scale'],
    seen: 'Watch, Maps',
  },
  'unit-order': {
    words: 'unit order',
    definition:
      'How the rows of a map are sorted: by similarity, index, mean activity, variance, or the score for a label of Find.',
    related: ['similarity', 'activity', 'variance'],
    seen: 'Watch, Maps',
  },
  similarity: {
    words: 'similarity',
    definition:
      'Neighbouring rows are units whose values are most correlated over time. The order grows from the most similar pair at both ends.',
    related: ['unit-order', 'flip-signs', 'pearson'],
    seen: 'Watch, Maps',
  },
  'flip-signs': {
    words: 'flip signs',
    definition:
      'A unit that moves against its neighbour is drawn with the other sign and marked −. Gates have no sign to flip.',
    related: ['similarity'],
    seen: 'Watch, Maps',
  },
  activity: {
    words: 'mean activity',
    definition: 'The mean size of a unit over the trace, without its sign.',
    formula: '\\frac{1}{T} Σ_t |v_t|',
    related: ['unit-order', 'variance'],
    seen: 'Watch, Maps',
  },
  variance: {
    words: 'variance',
    definition: 'The mean squared distance of a unit from its own mean over the trace.',
    formula: '\\frac{1}{T} Σ_t (v_t − \\bar{v})^2',
    related: ['unit-order', 'activity'],
    seen: 'Watch; Find',
  },
  scale: {
    words: 'scale of the colours',
    definition:
      'Fixed: the same colour means the same value in every model. Per channel or per unit: the colours span the values that occur there, so they cannot be compared with others.',
    related: ['map'],
    seen: 'Watch, Maps; Find',
  },
  saturation: {
    words: 'saturation',
    definition:
      'How often a gate is shut or open: the share of timesteps below 0.1, and the share from 0.9 on. Both limits can be moved. Up to 100,000 characters are counted.',
    related: ['gate', 'sigmoid'],
    seen: 'Watch, Cell',
  },
  'outgoing-weights': {
    words: 'what a unit pushes for',
    definition:
      "The unit's column of the head, minus the column's mean: by how much its h raises or lowers each character's logit.",
    related: ['head', 'logit'],
    seen: 'Watch, Unit',
  },
  reaction: {
    words: 'what a gate makes of a character',
    definition: 'The value of the gate when the first layer reads that character from the zero state.',
    related: ['gate', 'zero-state'],
    seen: 'Watch, Unit',
  },
  'principal-components': {
    words: 'principal components',
    definition:
      'The directions in which the states of the trace vary most. The plane shows two of them, with the share of the variance that each holds.',
    related: ['variance', 'h', 'c'],
    seen: 'Watch, Space',
  },
  passage: {
    words: 'passage',
    definition: 'What is read: a stretch of the text, what a model wrote, or the stretch with one character changed.',
    related: ['stretch', 'trace'],
    seen: 'Watch',
  },
  distance: {
    words: 'distance of the runs',
    definition: 'The length of the difference of two states: read with a changed character, and without the change.',
    formula: '‖a_t − b_t‖_2',
    related: ['passage', 'norm'],
    seen: 'Watch, Change',
  },
} as const satisfies Definitions;
