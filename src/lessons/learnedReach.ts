import type { Lesson } from './lesson.ts';

export const REACH: Lesson = {
  id: 'reach',
  title: 'The RNN learns its way back',
  minutes: 4,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'Before training, the RNN’s gradient falls by the factor {perStep.rnn} with every step back.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200',
      ask: {
        question: 'Over how many characters does it halve?',
        choices: ['Less than two', 'Two to five', 'More than five'],
        right: { reading: 'halfLife.rnn', edges: [2, 5] },
        because: 'It halves every {halfLife.rnn} characters, so nothing that lies a line back can be learned from it.',
      },
    },
    {
      says: 'Then it takes {steps.rnn} steps on a task whose answers lie up to 40 characters back.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200',
      seen: 'w=compare&cp=lag&m=rnn&t=200',
      ask: {
        question: 'Over how many characters does its gradient halve after training?',
        choices: ['Less than two', 'Two to five', 'More than five'],
        right: { reading: 'halfLife.rnn', edges: [2, 5] },
        because:
          'It now halves every {halfLife.rnn} characters, and {lag.rnn.20} is left at lag 20: this RNN has learned its way back.',
      },
    },
    {
      says: 'Both ends of training stand side by side: the lag from which less than a hundredth is left.',
      look: 'picture:falls',
      at: 'w=compare&cp=training&m=rnn',
      ask: {
        question:
          'And the LSTM, whose gradient reached to lag {reach.lstm.first} before training: how far does its h reach after it?',
        choices: ['Less far than before', 'Farther than before'],
        right: { largest: ['reach.lstm.first', 'reach.lstm.last'] },
        because:
          'The RNN went from {reach.rnn.first} to {reach.rnn.last}, the LSTM from {reach.lstm.first} to {reach.lstm.last}: a trained LSTM shuts gates that it does not need, and what it keeps goes along c.',
      },
    },
    {
      says: 'W has changed as well: its largest singular value was near 1 at the start.',
      look: 'picture:jacobian',
      at: 'w=compare&cp=jacobian&m=rnn&t=200',
      ask: {
        question: 'Where is the RNN’s largest singular value now?',
        choices: ['Below 1', 'Between 1 and 2', 'Above 2'],
        right: { reading: 'sigma.rnn.h', edges: [1, 2] },
        because:
          'It is {sigma.rnn.h}, and the product over 20 steps stretches by {stretch.rnn.20}: no explosion, because 1 − h² shrinks at the same time.',
      },
    },
    {
      says: 'Reach is not memory: ask all three for the letter.',
      look: 'picture:recallTable',
      at: 'w=compare&cp=memory&m=rnn&t=200',
      ask: {
        question: 'How many answers does the RNN get right?',
        choices: ['Fewer than a quarter', 'A quarter to three quarters', 'More than three quarters'],
        right: { reading: 'recalled.rnn', edges: [0.25, 0.75] },
        because:
          'The RNN gets {recalled.rnn}, the GRU {recalled.gru} and the LSTM {recalled.lstm}; at the same number of steps, the gates learned it and the RNN did not.',
      },
    },
    {
      says: 'Now on your own text: compare the first and the newest weights with the slider from “before” to “after training” on Compare, By lag.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&t=200',
    },
  ],
};
