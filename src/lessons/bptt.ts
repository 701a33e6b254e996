import type { Lesson } from './lesson.ts';

export const BPTT: Lesson = {
  id: 'bptt',
  title: 'Backpropagation through time, term by term',
  minutes: 5,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'The recurrent weights W are used at every character, so the gradient of one loss by W is a sum with one term for each.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=rnn&step=0&t=200&weight=weight_hh',
      ask: {
        question: 'The loss at t = 200 has 200 characters before it. How many terms has the sum?',
        choices: ['1', '201, one for each step up to this one', '200 times 200'],
        right: { reading: 'terms.rnn', edges: [2, 1000] },
        because:
          'There are {terms.rnn} terms: each is the outer product of the gradient at one step and of the h before it.',
      },
    },
    {
      says: 'The bars are the shares of the sum by lag, before training.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=rnn&step=0&t=200&weight=weight_hh',
      ask: {
        question: 'Which part of the RNN’s sum comes from lags of 5 and more?',
        choices: ['Less than a tenth', 'A tenth to a half', 'More than a half'],
        right: { reading: 'beyond.rnn.5', edges: [0.1, 0.5] },
        because:
          'Lag 0 alone is {share.rnn.0}, and all lags from 5 on are {beyond.rnn.5}: what lies farther back is hardly learned from.',
      },
    },
    {
      says: 'The shares add up to 1; the norms of the terms do not.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=rnn&step=0&t=200&weight=weight_hh',
      ask: {
        question: 'Is the sum of the terms’ norms smaller or larger than the norm of the gradient?',
        choices: ['Smaller', 'Larger'],
        right: { largest: ['gradient.rnn', 'sumOfNorms.rnn'] },
        because:
          'The gradient’s norm is {gradient.rnn}, the terms’ norms add up to {sumOfNorms.rnn}: terms point in different ways and partly cancel.',
      },
    },
    {
      says: 'After training, the same sum again.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=rnn&step=0&t=200&weight=weight_hh',
      seen: 'w=compare&cp=chain&m=rnn&t=200&weight=weight_hh',
      ask: {
        question: 'Which part comes from lags of 5 and more now?',
        choices: ['Less than a tenth', 'A tenth to a half', 'More than a half'],
        right: { reading: 'beyond.rnn.5', edges: [0.1, 0.5] },
        because: 'It is {beyond.rnn.5} now, and lag 0 alone {share.rnn.0}.',
      },
    },
    {
      says: 'Training never takes the whole sum: it reads {unroll} characters at a time and cuts the way back at the border, which is truncated BPTT.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=lstm&step=0&t=200&weight=weight_hh',
      ask: {
        question:
          'Take the LSTM before training. Which part of its sum lies beyond lag {unroll}, where a cut would lose it?',
        choices: ['Less than a hundredth', 'A hundredth to a fifth', 'More than a fifth'],
        right: { reading: 'beyond.lstm.64', edges: [0.01, 0.2] },
        because:
          'The terms from lag {unroll} on are {beyond.lstm.64} of the LSTM’s sum, against {beyond.rnn.64} of the RNN’s. The state is carried over the border, the gradient is not.',
      },
    },
    {
      says: 'Now on your own text: choose an unroll length under Train, and see in Compare, Chain, what its border cuts.',
      look: 'picture:chain',
      at: 'w=compare&cp=chain&m=lstm&t=200&weight=weight_hh',
    },
  ],
};
