/** The text, and how a network reads and writes it. */
import type { Definitions } from './definition.ts';

export const TEXT_TERMS = {
  character: {
    words: 'character',
    definition:
      'One code point of Unicode, the smallest piece of text here. An emoji or an accented letter may consist of several.',
    related: ['code-point', 'vocabulary', 'token'],
    seen: 'everywhere',
  },
  'code-point': {
    words: 'code point',
    definition:
      'The number that Unicode gives to a character, such as U+202F. The strip shows it for characters that are invisible or look like a more frequent one.',
    related: ['character'],
    seen: 'text strip',
  },
  vocabulary: {
    words: 'vocabulary',
    definition: 'The different characters of the text, sorted by code point. V is their number.',
    related: ['character', 'one-hot', 'token'],
    seen: 'dialog Text',
  },
  token: {
    words: 'token',
    definition: 'The number of a character in the vocabulary, from 0 to V − 1.',
    related: ['vocabulary'],
    seen: 'Watch, Cell',
  },
  timestep: {
    words: 'timestep',
    definition:
      'The position t in the text that is read. At t the network reads one character and predicts the next one.',
    related: ['cursor', 'lag', 'trace'],
    seen: 'everywhere',
  },
  cursor: {
    words: 'cursor',
    definition: 'The selected timestep. It is the same in every picture.',
    related: ['timestep'],
    seen: 'text strip',
  },
  trace: {
    words: 'trace',
    definition:
      'Every channel of one model at every timestep of the stretch that is read, beginning with the zero state. All pictures of Watch are drawn from it.',
    related: ['channel', 'zero-state', 'stretch'],
    seen: 'Watch',
  },
  stretch: {
    words: 'stretch',
    definition: 'The part of the text that is read for the pictures. Training reads the whole training text.',
    related: ['trace', 'held-out'],
    seen: 'text strip',
  },
  'zero-state': {
    words: 'zero state',
    definition: 'A state of which every number is 0. A trace begins with it, because nothing was read before.',
    related: ['trace', 'warm-up'],
    seen: 'Compare, Over time',
  },
  logit: {
    words: 'logit',
    definition:
      'The output of the head for one character of the vocabulary. The softmax turns all logits into probabilities.',
    formula: 'y_t = W_{head} h_t + b_{head}',
    related: ['softmax', 'head'],
    seen: 'Watch, Unit',
  },
  softmax: {
    words: 'softmax',
    definition: 'It turns the logits into probabilities that are positive and add up to 1.',
    formula: 'p_v = \\frac{e^{y_v}}{Σ_w e^{y_w}}',
    related: ['logit', 'temperature'],
    seen: 'Watch',
  },
  prediction: {
    words: 'prediction',
    definition:
      'The probability of every character as the next one. The list under the cursor shows the most probable ones and marks the one that follows.',
    related: ['softmax', 'surprise'],
    seen: 'text strip',
  },
  surprise: {
    words: 'surprise',
    definition:
      'What the prediction of one character costs: the negative logarithm of the probability that the network gave to it. It is the loss of that one timestep.',
    formula: '−log_2 p(x_{t+1})',
    related: ['loss', 'bits'],
    seen: 'text strip',
  },
  'prime-text': {
    words: 'prime text',
    definition: 'The text that a model reads from the zero state before it writes on.',
    related: ['sample', 'temperature'],
    seen: 'Train, samples',
  },
  sample: {
    words: 'sample',
    definition:
      'Text that a model writes: each character is drawn from its prediction and read as the next one. On the page Text, a sample is a text that comes with the page.',
    related: ['temperature', 'top-k', 'greedy'],
    seen: 'Train; Watch, Write',
  },
  temperature: {
    words: 'temperature',
    definition:
      'The logits are divided by it before a character is drawn. Below 1, likely characters become likelier. At 0 the model writes greedily.',
    formula: 'p_v ∝ e^{y_v/τ}',
    related: ['softmax', 'greedy', 'top-k'],
    seen: 'Train, settings; Watch, Write',
  },
  'top-k': {
    words: 'top-k',
    definition: 'Only the k most probable characters may be drawn.',
    related: ['temperature', 'greedy'],
    seen: 'Watch, Write',
  },
  greedy: {
    words: 'greedy',
    definition: 'The model always writes the most probable character, so the same beginning gives the same text.',
    related: ['temperature', 'top-k'],
    seen: 'Watch, Write',
  },
  continuation: {
    words: 'continuation',
    definition: 'A text that the model writes after the cursor or after a typed beginning.',
    related: ['sample'],
    seen: 'Watch, Write',
  },
  'memory-task': {
    words: 'memory task',
    definition:
      'A generated text in which certain answers depend on a character a known number of steps earlier. Models are asked on another text of the same task.',
    related: ['lag', 'right-answers'],
    seen: 'Compare, Memory',
  },
} as const satisfies Definitions;
