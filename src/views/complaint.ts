import { isWithin, type Range } from '../limits/limits.ts';

/** What is wrong with a typed value, in a sentence; null when it can be applied. */
export function complaint(name: string, typed: string, range: Range): string | null {
  const value = typed.trim() === '' ? NaN : Number(typed);
  if (isWithin(range, value)) return null;
  const kind = range.integer ? 'a whole number' : 'a number';
  return `${name} must be ${kind} from ${range.min} to ${range.max}.`;
}
