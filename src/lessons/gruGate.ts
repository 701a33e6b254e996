import type { Lesson } from './lesson.ts';

export const GRU: Lesson = {
  id: 'gru',
  title: 'The GRU and its z',
  minutes: 5,
  experiment: 'trained=recall',
  steps: [
    {
      says: 'This GRU reads a capital letter, then noise, and has to name the letter after the question mark; here it reads {letters.27}.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=gru&c=z&u=4&t=27',
      ask: {
        question:
          'The new h mixes the old h with a candidate n, by the gate z. What is unit 4’s z at the capital letter?',
        choices: ['Near 0', 'In between', 'Near 1'],
        right: { reading: 'value.gru.z.4.27', edges: [0.1, 0.9] },
        because:
          'z is {value.gru.z.4.27}, and h becomes {value.gru.h.4.27}, which is the candidate n, {value.gru.n.4.27}.',
      },
    },
    {
      says: 'Now the noise begins, with {letters.28}.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=gru&c=z&u=4&t=27',
      seen: 'w=watch&ws=cell&m=gru&c=z&u=4&t=28',
      ask: {
        question: 'What must z be here, to keep the letter?',
        choices: ['Near 0', 'In between', 'Near 1'],
        right: { reading: 'value.gru.z.4.28', edges: [0.1, 0.9] },
        because:
          'z is {value.gru.z.4.28}: in this page’s form, h = (1 − z) n + z h, a z of 1 keeps the old state. n is {value.gru.n.4.28}, and h stays {value.gru.h.4.28}.',
      },
    },
    {
      says: 'Half of the papers and notes write it the other way round: h = z n + (1 − z) h, where a z of 1 replaces the state.',
      look: 'picture:cell',
      at: 'w=watch&ws=cell&m=gru&c=z&u=4&t=28',
      ask: {
        question: 'A network trained in that other form keeps a letter. Where is its z then?',
        choices: ['Near 0', 'Near 1'],
        right: 0,
        because:
          'Its z would be 1 minus this one, 1 − {value.gru.z.4.28}: the same network, the gate named from its other side. Always read the equation, not the name.',
      },
    },
    {
      says: 'The letter now stays for 28 characters of noise, up to the question mark.',
      look: 'picture:maps',
      at: 'w=watch&ws=cell&m=gru&c=h&u=4&t=28',
      seen: 'w=watch&ws=cell&m=gru&c=h&u=4&t=56',
      ask: {
        question: 'h of unit 4 was {value.gru.h.4.28}. How far has it drifted at the question mark?',
        choices: ['By less than 0.05', 'By 0.05 to 0.3', 'By more than 0.3'],
        right: { reading: 'drift.gru.h.4.28.56', edges: [0.05, 0.3] },
        because: 'It is {value.gru.h.4.56} there, a drift of {drift.gru.h.4.28.56} in 28 steps.',
      },
    },
    {
      says: 'At the question mark the letter is asked for: {letters.57} is what stands next.',
      look: 'region:Text strip',
      at: 'w=watch&ws=cell&m=gru&c=h&u=4&t=56&band=surprise',
      ask: {
        question: 'How probable is the right letter to this GRU?',
        choices: ['Below 0.5', '0.5 to 0.95', 'Above 0.95'],
        right: { reading: 'probability.gru.56', edges: [0.5, 0.95] },
        because: 'It gives {top.gru.56} the most, and the right letter has a probability of {probability.gru.56}.',
      },
    },
    {
      says: 'Now on your own text: in Watch, choose the GRU and its z, and look for rows that are on for long.',
      look: 'picture:maps',
      at: 'w=watch&ws=cell&m=gru&c=z&u=4&t=28',
    },
  ],
};
