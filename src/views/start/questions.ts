/** The three questions of the first page, and where the page answers them. */
import { TRAINED } from '../../state/trained.ts';

/** A question of the first page. */
export interface Question {
  readonly question: string;
  /** What there is to see, as a sentence. */
  readonly answer: string;
  /** What stands behind the # of the address that answers it. */
  readonly address: string;
  readonly picture: 'reach' | 'gate' | 'text';
}

const cellOf = (name: string) => TRAINED.find((one) => one.name === name)!.cell!;
const lines = cellOf('lines');
const quotations = cellOf('quotations');

export const QUESTIONS: readonly Question[] = [
  {
    question: 'Why do gradients vanish?',
    answer:
      'Before training, almost nothing of an RNN’s gradient is left after 20 characters. See it, and what training changes.',
    address: 'trained=recall&w=compare&cp=lag&m=lstm&step=0',
    picture: 'reach',
  },
  {
    question: 'What does a forget gate do?',
    answer: 'This cell counts the characters of a line. Where the line ends, its forget gate shuts.',
    address: `trained=lines&w=watch&ws=cell&m=lstm&c=f&u=${lines.unit}&t=60`,
    picture: 'gate',
  },
  {
    question: 'Find the quote cell',
    answer: 'Which of 32 cells follows the quotation marks? Search for it, then hold it still.',
    address: `trained=quotations&w=find&m=lstm&label=${quotations.label}&c=${quotations.channel}&u=${quotations.unit}`,
    picture: 'text',
  },
];
