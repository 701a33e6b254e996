import type { Lesson } from './lesson.ts';

export const KNOWN_CELLS: Lesson = {
  id: 'cells',
  title: 'The search for interpretable cells',
  minutes: 5,
  experiment: 'trained=quotations',
  steps: [
    {
      says: 'An LSTM of {units.lstm} units was trained on nothing but the next character; the text below is coloured by its cell state c 13.',
      look: 'picture:unitText',
      at: 'w=find&fp=labels&m=lstm&c=c&u=13&label=double-quotes&t=100',
      ask: {
        question:
          'Untrained, this unit cannot know quotations. How well does its value tell inside from outside now (AUC; chance is 0.5)?',
        choices: ['Below 0.7', '0.7 to 0.95', 'Above 0.95'],
        right: { reading: 'auc.lstm.c.13.double-quotes', edges: [0.7, 0.95] },
        because: 'Over these {characters} characters its AUC is {auc.lstm.c.13.double-quotes}.',
      },
    },
    {
      says: 'With {units.lstm} units and many labels, some pair would fit by accident.',
      look: 'picture:unitText',
      at: 'w=find&fp=labels&m=lstm&c=c&u=13&label=double-quotes&t=100',
      seen: 'w=find&fp=labels&m=lstm&c=c&u=12&label=double-quotes&t=100',
      ask: {
        question: 'Take the neighbour, c 12: how well does it tell?',
        choices: ['Nearly as well, above 0.95', 'Less well'],
        right: { reading: 'missed.lstm.c.12.double-quotes', edges: [0.05] },
        because:
          'Its AUC is {auc.lstm.c.12.double-quotes}. A search has to compare the best unit with what chance, the last characters and the untrained network reach: Find does, in its table.',
      },
    },
    {
      says: 'A score is no cause, so hold c 13 at its mean while the network reads, and see which predictions get worse.',
      look: 'picture:ablatedLabels',
      at: 'w=find&fp=ablation&m=lstm&c=c&u=13&at=mean&t=100',
      ask: {
        question: 'Where does holding it cost more bits per character?',
        choices: ['Inside quotations', 'Outside of them'],
        right: { largest: ['cost.lstm.double-quotes.on', 'cost.lstm.double-quotes.off'] },
        because:
          'Inside it costs {cost.lstm.double-quotes.on} bits per character, and outside {cost.lstm.double-quotes.off}: the network uses this unit where it is on.',
      },
    },
    {
      says: 'Compare with a unit of the same network that follows something else.',
      look: 'picture:ablatedLabels',
      at: 'w=find&fp=ablation&m=lstm&c=c&u=13&at=mean&t=100',
      seen: 'w=find&fp=ablation&m=lstm&c=c&u=12&at=mean&t=100',
      ask: {
        question: 'Hold c 12 instead: what does that cost inside quotations?',
        choices: ['Less than 0.1 bits', '0.1 bits or more'],
        right: { reading: 'cost.lstm.double-quotes.on', edges: [0.1] },
        because: 'It costs {cost.lstm.double-quotes.on} bits inside and {cost.lstm.double-quotes.off} outside.',
      },
    },
    {
      says: 'Now on your own text: train, open Find, and search; if nothing beats chance, that is an answer too.',
      look: 'picture:unitText',
      at: 'w=find&fp=labels&m=lstm&c=c&u=13&label=double-quotes&t=100',
    },
  ],
};
