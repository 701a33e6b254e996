import type { Lesson } from './lesson.ts';

export const HELLO: Lesson = {
  id: 'hello',
  title: 'hello',
  minutes: 5,
  experiment: 'sample=hello&hidden=8&backend=wasm',
  steps: [
    {
      says: 'The network reads “hello” one letter at a time, and each letter comes in as a one-hot vector: all zeros but for a single 1.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=rnn&c=h&u=0&t=0',
      ask: {
        question: 'How long is that vector for this text?',
        choices: [
          '4, one place for each kind of letter',
          '5, one for each letter read',
          '26, one for each of the alphabet',
        ],
        right: { reading: 'symbols', edges: [5, 6] },
        because:
          'The text has {symbols} kinds of letters, so the vector has {symbols} places; the l is the same vector both times.',
      },
    },
    {
      says: 'One-hot times W picks one column of W; the new state h is tanh of that column plus W times the old h plus biases.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=rnn&c=h&u=0&t=0',
      ask: {
        question: 'At the first letter the old h is zero. Can unit 0 leave the range from −1 to 1 later?',
        choices: ['No, tanh keeps it inside', 'Yes, it adds up'],
        right: 0,
        because: 'h is {value.rnn.h.0.0} here, and tanh never reaches 1 or −1.',
      },
    },
    {
      says: 'From h the network gives a score for every letter, and softmax turns the scores into probabilities that add up to 1.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=rnn&c=h&u=0&t=0',
      ask: {
        question: 'Nothing is learned yet. How probable is the true next letter, e, about?',
        choices: ['Below 0.05', '0.05 to 0.5', 'Above 0.5'],
        right: { reading: 'probability.rnn.0', edges: [0.05, 0.5] },
        because: 'It is {probability.rnn.0}: an untrained network guesses, here by how often each letter occurs.',
      },
    },
    {
      says: 'The loss of a letter is −log of the probability that it was given: {probability.rnn.0} for this e.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=rnn&c=h&u=0&t=0&band=surprise&loss=bits',
      ask: {
        question: 'How many bits are that?',
        choices: ['Less than 1', '1 to 4', 'More than 4'],
        right: { reading: 'bits.rnn.0', edges: [1, 4] },
        because:
          '−log₂ of {probability.rnn.0} is {bits.rnn.0} bits; an even guess among {symbols} letters would cost {evenBits}.',
      },
    },
    {
      says: 'Now press Train at the top, and Pause after about a hundred steps; then come back to this step.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=rnn&c=h&u=0&t=2',
      ask: {
        question:
          'After the first l comes another l, after the second an o, and both l are the same input. What will the trained network expect after the first?',
        choices: ['l', 'o', 'e'],
        right: { text: 'learnedTop.rnn.2' },
        because:
          'After {steps.rnn} steps it expects {learnedTop.rnn.2} after the first l and {learnedTop.rnn.3} after the second: h is what differs, {value.rnn.h.0.2} against {value.rnn.h.0.3} in unit 0.',
      },
    },
    {
      says: 'To write, a network is fed what it wrote: choose “Write”, begin with h, always the most probable letter.',
      look: 'region:What the RNN writes',
      at: 'w=watch&ws=write&m=rnn&c=h&u=0&t=0&after=text&prime=h&draw=greedy&length=4&n=1',
      ask: {
        question: 'Which letter comes first, with the network as it is now?',
        choices: ['h', 'e', 'l', 'o'],
        right: { text: 'top.rnn.0' },
        because:
          'The most probable letter after h is {top.rnn.0}, and it goes in as the next input; press Write to see the rest.',
      },
    },
    {
      says: 'Now on your own text: a few hundred characters are enough to see a network learn them by heart.',
      look: 'region:Text strip',
      at: 'w=watch&ws=write&m=rnn&c=h&u=0&t=0',
    },
  ],
};
