import type { Lesson } from './lesson.ts';

export const BITS: Lesson = {
  id: 'bits',
  title: 'Perplexity and bits: what a loss means',
  minutes: 4,
  experiment: 'trained=quotations',
  steps: [
    {
      says: 'This text has {symbols} kinds of characters, so who guesses evenly among them pays {evenBits} bits for each.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=lstm&c=c&u=13&t=6&band=surprise&loss=bits',
      ask: {
        question: 'The network has read {letters.3.6} and expects a space. How many bits does the space cost it?',
        choices: ['Less than half a bit', 'Half a bit to 2', 'More than 2'],
        right: { reading: 'bits.lstm.6', edges: [0.5, 2] },
        because: 'It gives the space a probability of {probability.lstm.6}, and −log₂ of that is {bits.lstm.6} bits.',
      },
    },
    {
      says: 'After the space a word begins, and many words could.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=lstm&c=c&u=13&t=7&band=surprise&loss=bits',
      ask: {
        question: 'How many bits does the first letter of the next word, {letters.8}, cost?',
        choices: ['Less than half a bit', 'Half a bit to 2', 'More than 2'],
        right: { reading: 'bits.lstm.7', edges: [0.5, 2] },
        because:
          'It costs {bits.lstm.7} bits: the network gave it {probability.lstm.7}. Colour “surprise” on the strip shows this for every character.',
      },
    },
    {
      says: 'The mean over characters that no network had read is the held-out loss, here in bits.',
      look: 'picture:loss',
      at: 'w=train&m=lstm&loss=bits',
      ask: {
        question: 'What is it, against {evenBits} for an even guess?',
        choices: ['Below 1 bit', '1 to 2 bits', 'Above 2 bits'],
        right: { reading: 'heldOutBits.lstm', edges: [1, 2] },
        because: 'It is {heldOutBits.lstm} bits per character.',
      },
    },
    {
      says: 'Programs print nats, the same loss with the natural logarithm: one bit is ln 2 = 0.693 nats.',
      look: 'picture:loss',
      at: 'w=train&m=lstm&loss=nats',
      ask: {
        question: 'Are {heldOutBits.lstm} bits more or fewer nats?',
        choices: ['Fewer', 'More'],
        right: { smallest: ['heldOutNats.lstm', 'heldOutBits.lstm'] },
        because: 'They are {heldOutNats.lstm} nats.',
      },
    },
    {
      says: 'Perplexity is e to the loss in nats, or 2 to the loss in bits: so many equally probable characters would be as hard to guess.',
      look: 'picture:loss',
      at: 'w=train&m=lstm&loss=perplexity',
      ask: {
        question: 'Of {symbols} characters, among how many does this network as good as choose?',
        choices: ['Fewer than 2', '2 to 5', 'More than 5'],
        right: { reading: 'heldOutPerplexity.lstm', edges: [2, 5] },
        because:
          'Its perplexity is {heldOutPerplexity.lstm}. A slip to avoid: 2 to the loss in nats would be too small.',
      },
    },
    {
      says: 'Now on your own text: compare its held-out loss with the bits of an even guess, and with the training loss beside it.',
      look: 'picture:loss',
      at: 'w=train&m=lstm&loss=bits',
    },
  ],
};
