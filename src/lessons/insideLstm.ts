import type { Lesson } from './lesson.ts';

export const INSIDE_LSTM: Lesson = {
  id: 'lstm',
  title: 'Inside one LSTM step',
  minutes: 5,
  experiment: 'trained=lines',
  steps: [
    {
      says: 'This network reads lines of many widths, and unit 31 has come to count their characters: at {letters.30} its cell state c is {value.lstm.c.31.30}, at {letters.57} it is {value.lstm.c.31.57}.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=lstm&c=c&u=31&t=57',
      ask: {
        question: 'The new c is f times the old c, plus i times g. What is f in the middle of a line?',
        choices: ['Near 0', 'In between', 'Near 1'],
        right: { reading: 'value.lstm.f.31.57', edges: [0.1, 0.9] },
        because: 'f is {value.lstm.f.31.57}: the old count is kept.',
      },
    },
    {
      says: 'To count, something must be added at every character.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=lstm&c=c&u=31&t=57&part=write',
      ask: {
        question: 'What does i times g add to c here?',
        choices: ['It lowers c a little', 'Nothing', 'It raises c a little'],
        right: { reading: 'product.lstm.i.g.31.57', edges: [-1e-3, 1e-3] },
        because:
          'i is {value.lstm.i.31.57} and g is {value.lstm.g.31.57}, so i times g is {product.lstm.i.g.31.57}: this unit counts downwards.',
      },
    },
    {
      says: 'Next comes {letters.59}, the end of the line.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=lstm&c=f&u=31&t=58&part=all',
      seen: 'w=watch&ws=cell&m=lstm&c=f&u=31&t=59&part=forget',
      ask: {
        question: 'What does the forget gate do at the end of the line?',
        choices: ['It shuts', 'It stays half open', 'It stays open'],
        right: { reading: 'value.lstm.f.31.59', edges: [0.1, 0.9] },
        because:
          'f is {value.lstm.f.31.59}, and c falls from {value.lstm.c.31.58} to {value.lstm.c.31.59}: the count is gone.',
      },
    },
    {
      says: 'What the rest of the network sees is not c but h, which is o times tanh(c).',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=lstm&c=h&u=31&t=45&part=expose',
      ask: {
        question: 'At this space c is {value.lstm.c.31.45}. How large is h, without its sign?',
        choices: ['Below 0.1', '0.1 to 0.5', 'Above 0.5'],
        right: { reading: 'size.lstm.h.31.45', edges: [0.1, 0.5] },
        because:
          'h is {value.lstm.h.31.45}, because o is {value.lstm.o.31.45}: the count is kept inside and not shown, until it is needed again.',
      },
    },
    {
      says: 'If f is 1 and i is 0, then c stays exactly as it is, and so does the gradient along it.',
      look: 'picture:cell',
      at: 'trained=quotations&w=watch&ws=cell&m=lstm&c=c&u=13&t=6',
      ask: {
        question:
          'Inside this quotation, unit 13 has f = {value.lstm.f.13.6} and i = {value.lstm.i.13.6}. How much does c change in this step?',
        choices: ['By less than 0.01', 'By 0.01 to 0.1', 'By more than 0.1'],
        right: { reading: 'change.lstm.c.13.6', edges: [0.01, 0.1] },
        because: 'It goes from {value.lstm.c.13.5} to {value.lstm.c.13.6}, a change of {change.lstm.c.13.6}.',
      },
    },
    {
      says: 'Now on your own text: in Watch, look for a unit whose forget gate shuts at a character that matters to you.',
      look: 'picture:maps',
      at: 'w=watch&ws=cell&m=lstm&c=f&u=31&t=59',
    },
  ],
};
