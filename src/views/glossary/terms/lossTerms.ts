/** How wrong a prediction is, and on which text that is measured. */
import type { Definitions } from './definition.ts';

export const LOSS_TERMS = {
  loss: {
    words: 'loss',
    definition:
      'The cross-entropy: minus the logarithm of the probability that the network gave to the character that follows, averaged over the predictions. It is computed in nats and shown in the unit that you choose.',
    formula: 'L = −\\frac{1}{B T} Σ ln p(x_{t+1})',
    related: ['bits', 'nats', 'perplexity', 'held-out', 'reduction'],
    seen: 'Train',
  },
  nats: {
    words: 'nats',
    definition: 'The unit of a loss with the natural logarithm. One nat is 1.443 bits.',
    related: ['bits', 'loss'],
    seen: 'Train, unit of every loss',
  },
  bits: {
    words: 'bits per character',
    definition:
      'The loss with the logarithm to base 2. With n bits the network is as unsure as between 2ⁿ equally likely characters.',
    formula: '\\text{bits} = \\frac{L}{ln 2}',
    related: ['nats', 'perplexity', 'loss'],
    seen: 'Train, unit of every loss',
  },
  perplexity: {
    words: 'perplexity',
    definition:
      'The number of equally likely characters between which the network would be as unsure. Guessing has the perplexity V; 1 is perfect.',
    formula: 'e^L = 2^{\\text{bits}}',
    related: ['loss', 'bits', 'vocabulary'],
    seen: 'Train, unit of every loss',
  },
  'training-loss': {
    words: 'training loss',
    definition:
      'The loss on the text from which the network learns, measured at each step before its update. The run bar shows the mean over the last steps.',
    related: ['held-out', 'loss', 'overfitting'],
    seen: 'Train',
  },
  'held-out': {
    words: 'held-out',
    definition:
      'The last tenth of a text of at least 2,000 characters, from which no network learns. Up to 4,000 of its characters are scored after a warm-up, or all of them if you say so.',
    related: ['warm-up', 'training-loss', 'overfitting'],
    seen: 'Train',
  },
  'warm-up': {
    words: 'warm-up',
    definition:
      'Characters that are read but not scored, so that the state does not begin at zero. It is 1,000 characters long before held-out text, and 200 in Find.',
    related: ['held-out', 'zero-state'],
    seen: 'Train; Find',
  },
  overfitting: {
    words: 'learned by heart',
    definition:
      'The network fits the training text so closely that its loss on held-out text rises. The page says so after three measurements above the lowest one.',
    related: ['held-out', 'training-loss'],
    seen: 'Train',
  },
  'blown-up': {
    words: 'blown up',
    definition:
      'Ten steps in a row cost more than twice what guessing does, that is ln V. The model can go on from its last sound weights.',
    related: ['exploding', 'clipping', 'loss'],
    seen: 'Train',
  },
  step: {
    words: 'training step',
    definition:
      'One update of all weights: read B stretches of T characters, go back through them for the gradient, clip it, and let the optimizer move the weights.',
    related: ['batch', 'unroll-length', 'optimizer'],
    seen: 'Train',
  },
  lockstep: {
    words: 'lockstep',
    definition: 'All models take each step on the same characters, in the same order.',
    related: ['step', 'seed'],
    seen: 'Train',
  },
  checkpoint: {
    words: 'checkpoint',
    definition:
      'Weights that are kept from an earlier step: step 0 and the rounded powers of √2. Every picture can be shown at one of them.',
    related: ['snapshot', 'step'],
    seen: 'slider of weights',
  },
  snapshot: {
    words: 'snapshot',
    definition:
      'The newest weights of a model that the page has. All pictures are measured on it, and Save weights writes it.',
    related: ['checkpoint'],
    seen: 'everywhere',
  },
  'right-answers': {
    words: 'right answers',
    definition:
      'The share of answers for which the most probable character is the right one. The bars are 95 % confidence intervals (Wilson).',
    related: ['memory-task', 'lag'],
    seen: 'Compare, Memory',
  },
} as const satisfies Definitions;
