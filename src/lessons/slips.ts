import type { Lesson } from './lesson.ts';

export const SLIPS: Lesson = {
  id: 'slips',
  title: 'Where lecture notes slip',
  minutes: 7,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'Slip 1: “z decides how much is updated.” In PyTorch, cuDNN and here, h = (1 − z) n + z h.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=gru&c=z&u=4&t=40',
      ask: {
        question: 'In the middle of the noise z is {value.gru.z.4.40}. Does h change in this step?',
        choices: ['Hardly: a z of 1 keeps', 'Much: a z of 1 replaces'],
        right: { reading: 'change.gru.h.4.40', edges: [0.1] },
        because: 'h changes by {change.gru.h.4.40}: where z is 1, the old state is kept.',
      },
    },
    {
      says: 'Slip 2: a diagram with σ around the cell state, h = o ⊙ σ(c); the LSTM’s is h = o ⊙ tanh(c).',
      look: 'picture:cell',
      at: 'trained=lines&w=watch&ws=cell&m=lstm&c=h&u=31&t=57&part=expose',
      ask: {
        question: 'c is {value.lstm.c.31.57} here, and o is {value.lstm.o.31.57}. σ is never negative. Is h?',
        choices: ['h is negative, so it is tanh', 'h is not negative, so it may be σ'],
        right: { reading: 'value.lstm.h.31.57', edges: [0] },
        because: 'h is {value.lstm.h.31.57}. With σ a state could never push against a letter.',
      },
    },
    {
      says: 'Slip 3: “A largest singular value above 1 makes gradients explode.”',
      look: 'picture:jacobian',
      at: 'w=compare&cp=jacobian&m=rnn&step=0&t=200',
      ask: {
        question: 'The RNN’s is {sigma.rnn.h}. What does the product over 20 steps do?',
        choices: ['It shrinks everything', 'It stretches something'],
        right: { reading: 'stretch.rnn.20', edges: [1] },
        because:
          'It stretches nothing by more than {stretch.rnn.20}. Below 1 vanishing is certain (tanh); above 1 explosion is possible, no more. The largest |eigenvalue| is {radius.rnn.h}.',
      },
    },
    {
      says: 'Slip 4: “Clip where ‖g‖² is above the threshold”; the usual rule compares the norm itself, here with {clipMax}.',
      look: 'picture:gradientNorm',
      at: 'w=train&m=rnn',
      ask: {
        question: 'The largest norm in this run was {largestNorm.rnn}. Would a threshold of 5 have clipped that step?',
        choices: ['By neither rule', 'By the square alone', 'By both'],
        right: { reading: 'largestNorm.rnn', edges: [2.2361, 5] },
        because:
          'The norm is {largestNorm.rnn}, and its square {largestSquare.rnn}: with a threshold of 5 the square clips wherever the norm is above 2.24, more than twice as early.',
      },
    },
    {
      says: 'Slip 5: perplexity as 2^J, with J in nats.',
      look: 'picture:loss',
      at: 'w=train&m=lstm&loss=nats',
      ask: {
        question: 'J is {heldOutNats.lstm} nats for this LSTM. Which is its perplexity?',
        choices: ['2 to the power of J', 'e to the power of J'],
        right: 1,
        because: 'It is {heldOutPerplexity.lstm}, e to J. 2^J holds for J in bits: here {heldOutBits.lstm}.',
      },
    },
    {
      says: 'Slip 6: “Squash with σ or with tanh, it makes no difference”; the slope of tanh is at most 1, and that of σ at most 1/4.',
      look: 'picture:lag',
      at: 'sample=harbour&hidden=32&backend=wasm&w=compare&cp=lag&m=rnn&t=200',
      seen: 'sample=harbour&hidden=32&nonlin=sigmoid&backend=wasm&w=compare&cp=lag&m=rnn&t=200',
      ask: {
        question:
          'The lines are of untrained networks with tanh. Make the RNN’s a σ: how much of its gradient is left 5 characters back?',
        choices: ['Less than a thousandth', 'A thousandth to a hundredth', 'More than a hundredth'],
        right: { reading: 'lag.rnn.5', edges: [1e-3, 0.01] },
        because:
          'With σ {lag.rnn.5} is left after 5 steps, a factor of {perStep.rnn} for each step; no W of usual size makes up for a slope of 1/4.',
      },
    },
    {
      says: 'Now on your own text: take a sentence of your notes, and look for the number that would contradict it.',
      look: 'picture:lag',
      at: 'w=compare&cp=lag&m=rnn&t=200',
    },
  ],
};
