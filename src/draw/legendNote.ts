import { stepsInWords } from './timeColumns.ts';

/** The same in few letters, where units and timesteps share: "mean of 12 values". */
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

/** What a pixel shows that units or timesteps share: "largest of 3 units × 5 steps"; undefined where each has its own. */
export function sharedNote(
  shares: 'mean' | 'extreme',
  unitsPerRow: number,
  stepsPerColumn: number,
): string | undefined {
  const of: string[] = [];
  if (unitsPerRow > 1) of.push(`${unitsPerRow} units`);
  if (stepsPerColumn > 1) of.push(`${stepsInWords(stepsPerColumn)} steps`);
  return of.length > 0 ? `${WORDS[shares]} of ${of.join(' × ')}` : undefined;
}
