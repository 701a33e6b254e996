import { spokenText } from '../draw/textRuns.ts';
import type { KnownText } from '../engine/knownText.ts';
import { listed, namedSymbol } from '../engine/namedSymbol.ts';
import { grouped, MESSAGES } from '../limits/messages.ts';

/** Characters that are named, and characters of what is read that are repeated. */
const NAMED = 6;
const REPEATED = 40;

/** What of a typed beginning the models cannot read, and what they read instead; null where they read all of it. */
export function describePrime({ unknown, used, cut }: KnownText): string | null {
  if (unknown.length === 0 && cut === 0) return null;
  const said: string[] = [];
  if (unknown.length > 0) said.push(MESSAGES.primeInPart(listed(unknown.map(namedSymbol), NAMED)).message);
  const { action } = MESSAGES.primeUnknown();
  if (used === '') return [...said, `Nothing is left to write after. ${action}`].join(' ');
  if (cut > 0) said.push(`Of a long beginning they read the end: ${grouped(cut)} characters are left out.`);
  const symbols = Array.from(used);
  const start = symbols.length > REPEATED ? '…' : '';
  return [...said, `They read “${start}${withSeenEnds(spokenText(symbols.slice(-REPEATED)))}”.`].join(' ');
}

/** A space at either end gets its sign: beside quotation marks it is not seen, and a line may break there. */
function withSeenEnds(read: string): string {
  return read.replace(/^ /, '␣').replace(/↵ $/, '↵').replace(/ $/, '␣');
}
