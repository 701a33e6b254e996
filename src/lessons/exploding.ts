import type { Lesson } from './lesson.ts';

export const EXPLODING: Lesson = {
  id: 'exploding',
  title: 'Exploding gradients and clipping',
  minutes: 5,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'Before training, the RNN’s gradient falls with every step back; once you have answered, its recurrent weights are multiplied by 2, for the pictures alone.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200&details=1',
      provoked: { model: 'rnn', change: { scale: 2 } },
      ask: {
        question: 'How much of the gradient is left at lag 20 then?',
        choices: ['Less than a thousandth, as before', 'A thousandth to 1', 'More than 1: it grows'],
        right: { reading: 'lag.rnn.20', edges: [1e-3, 1] },
        because:
          '{lag.rnn.20} is left, far more than before and yet no explosion: larger states come nearer to ±1, where 1 − h² is small.',
      },
    },
    {
      says: 'Multiply the same weights by 6 instead.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200&details=1',
      provoked: { model: 'rnn', change: { scale: 6 } },
      ask: {
        question: 'And now, at lag 20?',
        choices: ['Less than a thousandth', 'A thousandth to 1', 'More than 1: it grows'],
        right: { reading: 'lag.rnn.20', edges: [1e-3, 1] },
        because:
          'At lag 20 the gradient is {lag.rnn.20} times that at lag 0, and at lag 100 it is {lag.rnn.100} times: it explodes.',
      },
    },
    {
      says: 'The trained RNN has larger weights from the start, so multiply those by 2.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&t=200&details=1',
      provoked: { model: 'rnn', change: { scale: 2 } },
      ask: {
        question: 'What is at lag 20?',
        choices: ['Less than a thousandth', 'A thousandth to 1', 'More than 1: it grows'],
        right: { reading: 'lag.rnn.20', edges: [1e-3, 1] },
        because: 'It is {lag.rnn.20} times the gradient at lag 0, where the untrained weights times 2 let it fall.',
      },
    },
    {
      says: 'Training meets such gradients now and then, so it clips: a gradient whose norm is above {clipMax} is scaled down to that norm.',
      look: 'picture:gradientNorm',
      at: 'w=train&m=rnn',
      ask: {
        question: 'In how many of the kept steps was the RNN’s gradient clipped?',
        choices: ['In none', 'In some, fewer than one in ten', 'In one in ten or more'],
        right: { reading: 'clipped.rnn', edges: [1e-6, 0.1] },
        because:
          'In {clipped.rnn} of them. The largest norm was {largestNorm.rnn} for the RNN and {largestNorm.lstm} for the LSTM; the picture shows norms before clipping.',
      },
    },
    {
      says: 'Now on your own text: under Train, switch clipping off, raise the learning rate, and watch the gradient norm.',
      look: 'picture:gradientNorm',
      at: 'w=train&m=rnn',
    },
  ],
};
