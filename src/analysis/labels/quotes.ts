import type { Label, MarkDoubt } from './label.ts';
import type { QuoteKind } from './quoteMarks.ts';
import { pairQuotes } from './quotePairs.ts';

/** Quoted speech. The opening mark counts as inside, the closing one does not. */
export const QUOTE_LABELS: readonly Label[] = [
  {
    id: 'double-quotes',
    name: 'inside double quotes',
    kind: 'binary',
    definition:
      'From an opening mark to just before its closing one, in any of the usual ways: "…" “…” „…“ „…” ”…” «…» »…« 「…」 『…』; \\" does not count, and a blank line ends what was never closed.',
    compute: (symbols) => pairQuotes(symbols).inside.double,
    doubt: (symbols, from) => doubtOf('double', symbols, from),
  },
  {
    id: 'single-quotes',
    name: 'inside single quotes',
    kind: 'binary',
    definition:
      "From an opening mark to just before its closing one, in any of the usual ways: '…' ‘…’ ‚…‘ ‚…’ ’…’ ‹…› ›…‹; an apostrophe in a word, after one or for letters left out ('tis) opens none, and a blank line ends what was never closed.",
    compute: (symbols) => pairQuotes(symbols).inside.single,
    doubt: (symbols, from) => doubtOf('single', symbols, from),
  },
];

function doubtOf(kind: QuoteKind, symbols: readonly string[], from: number): MarkDoubt | null {
  const pairing = pairQuotes(symbols);
  const unpaired = pairing.unpaired[kind].filter((t) => t >= from);
  if (unpaired.length === 0) return null;
  return {
    marks: pairing.marks[kind].filter((t) => t >= from).length,
    unpaired: unpaired.length,
    first: Math.min(...unpaired),
  };
}
