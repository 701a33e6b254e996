/** What a first visit shows. */
import { readLink } from './address.ts';
import type { ReadLink } from './link.ts';
import { TRAINED } from './trained.ts';

const quotations = TRAINED.find(({ name }) => name === 'quotations')!;
const { channel, unit } = quotations.cell!;

/** A trained network that reads, in the colours of a cell that is known. */
export const FIRST_VISIT: ReadLink = readLink(
  `trained=${quotations.name}&w=start&m=lstm&c=${channel}&u=${unit}&speed=4`,
);
