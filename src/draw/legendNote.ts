import { formatSteps } from './timeColumns.ts';

/** A short form for pixels that units or timesteps share: "mean of 12 values". */
export function shortSharedNote(
  shares: 'mean' | 'extreme',
  unitsPerRow: number,
  stepsPerColumn: number,
): string | undefined {
  if (unitsPerRow === 1 || stepsPerColumn === 1) return sharedNote(shares, unitsPerRow, stepsPerColumn);
  const [low, high] = [Math.floor(stepsPerColumn) * unitsPerRow, Math.ceil(stepsPerColumn) * unitsPerRow];
  return `${WORDS[shares]} of ${low === high ? low : `${low}–${high}`} values`;
}

const WORDS = { mean: 'mean', extreme: 'largest' } as const;

/** What a shared pixel shows: "largest of 3 units × 5 steps"; undefined if no pixel is shared. */
export function sharedNote(
  shares: 'mean' | 'extreme',
  unitsPerRow: number,
  stepsPerColumn: number,
): string | undefined {
  const of: string[] = [];
  if (unitsPerRow > 1) of.push(`${unitsPerRow} units`);
  if (stepsPerColumn > 1) of.push(`${formatSteps(stepsPerColumn)} steps`);
  return of.length > 0 ? `${WORDS[shares]} of ${of.join(' × ')}` : undefined;
}
