/** What Find asks about units. */
import type { Definitions } from './definition.ts';

export const FIND_TERMS = {
  label: {
    words: 'label',
    definition:
      'A property of every character, computed from the text up to it: on or off, or a number such as the position in the line.',
    related: ['search', 'auc', 'spearman'],
    seen: 'Find, Labels',
  },
  search: {
    words: 'search',
    definition:
      'Every unit and channel is scored on every label, over up to the last 100,000 characters. The first half chooses the best unit, and the second half scores it.',
    related: ['label', 'auc', 'chance', 'verdict'],
    seen: 'Find, Labels',
  },
  auc: {
    words: 'AUC',
    definition:
      'The probability that the unit is higher at a random character where the label is on than at one where it is off; ties count half. 0.5 says nothing, 1 is perfect. If lower values go with the label, the direction is turned.',
    formula: 'P(v_{on} > v_{off}) + \\frac{1}{2} P(v_{on} = v_{off})',
    related: ['chance', 'label', 'roc', 'spearman'],
    seen: 'Find, Labels',
  },
  spearman: {
    words: 'ρ, Spearman’s rank correlation',
    definition:
      "The correlation of the ranks of a unit and of a label with numbers. Like an AUC it does not depend on the unit's scale. 0 says nothing, 1 is perfect.",
    formula: 'ρ = \\text{corr}(\\text{rank} v, \\text{rank} y)',
    related: ['pearson', 'auc', 'label'],
    seen: 'Find, Labels',
  },
  pearson: {
    words: 'r, Pearson’s correlation',
    definition: 'How well a straight line relates two rows of numbers, from −1 to 1.',
    formula: 'r = \\frac{Σ (v − \\bar{v})(y − \\bar{y})}{\\sqrt{Σ (v − \\bar{v})^2 Σ (y − \\bar{y})^2}}',
    related: ['spearman'],
    seen: 'Find, Labels',
  },
  chance: {
    words: 'chance',
    definition:
      'What the best of all units reaches when the label is shifted along the text: the 95th percentile of 100 random shifts, each by at least a tenth of the text. A real finding must lie above it.',
    related: ['auc', 'verdict', 'search'],
    seen: 'Find, Labels',
  },
  'last-1': {
    words: 'last 1',
    definition:
      "The score of the last character alone: a table of the label's mean after each character, counted on the first half of the text.",
    related: ['last-3', 'echo'],
    seen: 'Find, Labels',
  },
  'last-3': {
    words: 'last 3',
    definition: 'The same for the last three characters. Unknown contexts are answered by shorter ones.',
    related: ['last-1', 'echo'],
    seen: 'Find, Labels',
  },
  untrained: {
    words: 'untrained',
    definition: 'The score of the best unit of the same network before training, with the weights of step 0.',
    related: ['verdict', 'initialisation'],
    seen: 'Find, Labels',
  },
  probe: {
    words: 'probe',
    definition:
      'The best linear prediction of the label from the whole state, h and c, fitted on the first half of the text and scored on the second. It says what all units know together.',
    formula: 'w · s_t + b',
    related: ['auc', 'untrained'],
    seen: 'Find, Labels',
  },
  verdict: {
    words: 'verdict',
    definition:
      'The simplest explanation whose score comes within 0.02 of the unit’s: chance, the last character, the last three, the untrained network. If none does, the unit tracks the label.',
    related: ['chance', 'echo', 'tracks', 'untrained'],
    seen: 'Find, Labels',
  },
  tracks: {
    words: 'tracks',
    definition:
      'The unit scores at least 0.02 more than chance, the last characters and the untrained network. That is a correlation, not yet a cause.',
    related: ['verdict', 'ablation'],
    seen: 'Find, Labels',
  },
  echo: {
    words: 'echo',
    definition:
      'The last character, or the last three, alone score as much as the unit: it repeats its input and has found nothing.',
    related: ['last-1', 'last-3', 'verdict'],
    seen: 'Find, Labels',
  },
  roc: {
    words: 'prediction by a threshold',
    definition:
      'The unit says “on” above a threshold. The curve shows the share of right alarms against that of false ones for every threshold; the area under it is the AUC.',
    related: ['auc'],
    seen: 'Find, unit in numbers',
  },
  contexts: {
    words: 'strongest contexts',
    definition: 'The places in the text at which the unit has its most extreme values.',
    related: ['unit'],
    seen: 'Watch, Unit; Find',
  },
  distribution: {
    words: 'distribution',
    definition: 'How often a unit has each value, where the label is on and where it is off.',
    related: ['label', 'median'],
    seen: 'Find, unit in numbers',
  },
  ablation: {
    words: 'cause, ablation',
    definition:
      'The network reads the text twice, as it is and with a unit held. The change of the loss says what the unit is needed for. Where it costs nothing, other units may do the same work.',
    formula: 'ΔL_t = L_t^{\\text{held}} − L_t',
    related: ['clamp', 'ranking', 'tracks'],
    seen: 'Find, Cause',
  },
  clamp: {
    words: 'held, clamped',
    definition:
      "A unit's value is replaced by a fixed one inside every step: 0, its mean over the passage, or a value of yours.",
    related: ['ablation'],
    seen: 'Find, Cause',
  },
  ranking: {
    words: 'ranking by cost',
    definition:
      'Each unit of a channel is held alone, and the loss is averaged over up to 5,000 predictions at the end of the text, after a warm-up of 200 characters.',
    related: ['ablation', 'clamp'],
    seen: 'Find, Cause',
  },
  'scores-over-training': {
    words: 'scores over training',
    definition:
      'The labels of a search scored with the weights of every kept step. One line follows the unit that the search found, the other the unit that is best at each step.',
    related: ['checkpoint', 'search', 'score-gain'],
    seen: 'Find, Over training',
  },
  'score-gain': {
    words: 'gain of a score',
    definition: 'The last score of the best unit minus its first.',
    related: ['scores-over-training'],
    seen: 'Find, Over training',
  },
  span: {
    words: 'selection',
    definition: 'Characters that you have selected, by Shift and dragging or by Ctrl+Shift and the arrow keys.',
    related: ['match', 'on-off'],
    seen: 'Find, Match',
  },
  match: {
    words: 'match',
    definition:
      'Find the units that are on over the selection and off around it, and then the other places where the same units are on together. The method is that of LSTMVis.',
    related: ['span', 'on-off', 'places'],
    seen: 'Find, Match',
  },
  'on-off': {
    words: 'on, off',
    definition:
      'A unit is on where its value is at least a threshold that you set: upwards, downwards or both. A gate counts as on by how far it is open, or shut.',
    related: ['match', 'span'],
    seen: 'Find, Match',
  },
  places: {
    words: 'places',
    definition:
      'Stretches of the text, as long as possible, at each character of which enough of the chosen units are on.',
    related: ['match', 'on-off'],
    seen: 'Find, Match',
  },
  ratio: {
    words: 'ratio',
    definition: 'How many times as often a label is on at the places as in the whole text that was read.',
    related: ['places', 'label'],
    seen: 'Find, Match',
  },
} as const satisfies Definitions;
