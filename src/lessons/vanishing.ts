import type { Lesson } from './lesson.ts';

export const VANISHING: Lesson = {
  id: 'vanishing',
  title: 'Why gradients vanish',
  minutes: 6,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'Take the loss of one character, before any training, and ask how much of its gradient is left at each earlier character.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200',
      ask: {
        question: 'How much of the RNN’s gradient is left 20 characters back?',
        choices: ['Less than a thousandth', 'Between a thousandth and a tenth', 'More than a tenth'],
        right: { reading: 'lag.rnn.20', edges: [1e-3, 0.1] },
        because:
          'Of the RNN’s gradient {lag.rnn.1} is left one character back, {lag.rnn.10} at ten, and {lag.rnn.20} at twenty: on this log axis a straight line down.',
      },
    },
    {
      says: 'A straight line on a log axis means that each step back multiplies by about the same factor, here {perStep.rnn}.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&step=0&t=200&details=1',
      ask: {
        question: 'After how many steps is half of it gone?',
        choices: ['Between one and two', 'Between two and ten', 'More than ten'],
        right: { reading: 'halfLife.rnn', edges: [2, 10] },
        because:
          'It halves every {halfLife.rnn} steps; the table under the picture gives the fit and its range of lags.',
      },
    },
    {
      says: 'The factor comes from the step itself: going back one character multiplies the gradient by (1 − h²) and by the recurrent weights W, over and over.',
      look: 'picture:jacobian',
      at: 'w=compare&cp=jacobian&m=rnn&step=0&t=200',
      ask: {
        question:
          'The most by which W alone can stretch a vector is its largest singular value. Where does it lie here?',
        choices: ['Below 1', 'Above 1'],
        right: { reading: 'sigma.rnn.h', edges: [1] },
        because:
          'It is {sigma.rnn.h}, and yet the product over 20 steps stretches nothing by more than {stretch.rnn.20}: 1 − h² is below 1, and one step seldom stretches what the step before did.',
      },
    },
    {
      says: 'The LSTM has a second way back, c = f ⊙ c + i ⊙ g, on which a step multiplies by the forget gate f alone.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=lstm&step=0&t=200',
      ask: {
        question: 'Whose gradient is the largest 20 characters back, before training?',
        choices: ['The RNN’s', 'The GRU’s', 'The LSTM’s, by c'],
        right: { largest: ['lag.rnn.20', 'lag.gru.20', 'lagOfC.lstm.20'] },
        because:
          'Left at lag 20 are {lag.rnn.20} in the RNN, {lag.gru.20} in the GRU and {lagOfC.lstm.20} along the LSTM’s c.',
      },
    },
    {
      says: 'What the gates alone keep is a product you can check: f at one character times f at the next, and so on.',
      look: 'picture:memoryKept',
      at: 'w=compare&cp=lag&m=lstm&step=0&t=200&details=1&span=20',
      ask: {
        question:
          'This LSTM began with a forget bias of 3, so f is near 0.95. What do 20 of them leave, in the middle unit?',
        choices: ['Less than a tenth', 'A tenth to two thirds', 'More than two thirds'],
        right: { reading: 'kept.lstm.20.200', edges: [0.1, 0.667] },
        because: 'The middle unit keeps {kept.lstm.20.200}, where 0.95 to the power of 20 would be 0.36.',
      },
    },
    {
      says: 'Now train: the task gives a capital letter, up to 40 characters of noise, and asks for the letter.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=lstm&step=0&t=200',
      seen: 'w=compare&cp=lag&m=lstm&t=200',
      ask: {
        question: 'After {steps.rnn} steps, whose gradient is the largest at lag 20?',
        choices: ['The RNN’s', 'The GRU’s', 'The LSTM’s'],
        right: { largest: ['lag.rnn.20', 'lag.gru.20', 'lag.lstm.20'] },
        because:
          'Now {lag.rnn.20} is left in the RNN, {lag.gru.20} in the GRU and {lag.lstm.20} in the LSTM: vanishing is a property of the weights, and training changes them.',
      },
    },
    {
      says: 'A gradient that reaches far says what could be learned, not what is remembered.',
      look: 'picture:recallTable',
      at: 'w=compare&cp=memory&m=lstm&t=200',
      ask: {
        question: 'Who answers the fewest questions right?',
        choices: ['The RNN', 'The GRU', 'The LSTM'],
        right: { smallest: ['recalled.rnn', 'recalled.gru', 'recalled.lstm'] },
        because:
          'Right are {recalled.rnn} of the RNN’s answers, {recalled.gru} of the GRU’s and {recalled.lstm} of the LSTM’s, at lags up to twice those of training.',
      },
    },
    {
      says: 'Now on your own text: open Compare, By lag, before you press Train, and again after some hundred steps.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=lstm&t=200',
    },
  ],
};
