/** How much of single losses' gradients is left some characters back, as one sentence that follows the measured numbers. */
import type { LagCurves } from '../../analysis/lagCurves.ts';
import { formatCount } from '../../draw/format.ts';
import type { AtStep } from './comparedSteps.ts';
import { meanCell } from './normCells.ts';

/** One model's ∂L/∂h. */
export interface ReachOf extends AtStep {
  readonly name: string;
  readonly curves: LagCurves;
  /** Whether its weights were changed by hand. */
  readonly isByHand: boolean;
  /** Whether its training began with weights from a file that does not say how long they were trained. */
  readonly isFromFile: boolean;
}

/** Words of the sentence; those about one model name it by its index. */
interface ReachWords {
  readonly words: string;
  readonly of?: number;
}

/** The lag of the sentence, where the text is long enough. */
const READ_LAG = 20;
const DIGITS = 2;
/** Why: the numbers of the sentence may be several times as large as one another. */
const OVERLAP = ' (their middle halves overlap)';
/** Of more pairs that do not clearly differ, only the number is given: six models have fifteen. */
const LISTED = 2;

/** The lag of the sentence: 20, or the largest that all models have. It does not depend on what was measured. */
export function readLag(models: readonly Pick<ReachOf, 'curves'>[]): number {
  return Math.min(READ_LAG, ...models.map(({ curves }) => curves.relative.mean.length - 1));
}

/**
 * Whether two gradients do not clearly differ at a lag: the middle halves of what is left of single losses overlap. Null if one of them
 * was not measured.
 */
export function isAlike(a: LagCurves, b: LagCurves, lag: number): boolean | null {
  const [one, other] = [a.relative, b.relative];
  if (!isMeasured(a, lag) || !isMeasured(b, lag)) return null;
  // Nothing is known of two gradients that are both below the floor of norms.
  if (one.mean[lag] === 0 && other.mean[lag] === 0) return null;
  return one.low[lag]! <= other.high[lag]! && other.low[lag]! <= one.high[lag]!;
}

/** The pairs of models whose gradients do not clearly differ, by index, and the number of pairs that could be compared. */
export function alikePairs(
  models: readonly ReachOf[],
  lag: number,
): { readonly alike: readonly (readonly [number, number])[]; readonly compared: number } {
  const pairs = models.flatMap((_, a) => models.slice(a + 1).map((__, k) => [a, a + 1 + k] as const));
  const verdicts = pairs.map(([a, b]) => isAlike(models[a]!.curves, models[b]!.curves, lag));
  return { alike: pairs.filter((_, k) => verdicts[k]), compared: verdicts.filter((one) => one !== null).length };
}

/**
 * "Back 20 characters, 2.0·10⁻⁵ of the RNN’s gradient is left and 0.0040 of the LSTM’s, after 100 steps of training." Models at
 * different training steps each say theirs, and are not compared.
 */
export function reachSentence(models: readonly ReachOf[], lag: number): readonly ReachWords[] {
  const isUnequal = new Set(models.map(({ step }) => step)).size > 1;
  const clauses = models.map(({ name, curves, step }) => {
    const clause = clauseOf(name, curves, lag);
    if (!isUnequal) return clause;
    const at = ` (step ${formatCount(step)})`;
    return { ...clause, full: clause.full + at, short: clause.short + at };
  });
  const parts = clauses.flatMap(({ full, short, form }, k): ReachWords[] => {
    const link = k === 0 ? '' : k === models.length - 1 ? ' and ' : ', ';
    const words = k > 0 && clauses[k - 1]!.form === form ? short : full;
    return [{ words: link }, { words, of: k }];
  });
  return [
    { words: `Back ${formatCount(lag)} characters, ` },
    ...parts.filter(({ words }) => words !== ''),
    {
      words: isUnequal
        ? `${describeHand(models)}. Different training steps: not a comparison of the cells.`
        : `, ${describeTime(models)}${describeAlike(models, lag)}.`,
    },
  ];
}

/** What is said of one model. A clause of the same form as the one before it is shorter. */
interface Clause {
  readonly form: 'left' | 'grown' | 'none' | 'beyond';
  readonly full: string;
  readonly short: string;
}

function clauseOf(name: string, curves: LagCurves, lag: number): Clause {
  const { relative, without } = curves;
  const value = relative.mean[lag]!;
  if (Number.isNaN(value) || !(relative.mean[0]! > 0)) {
    if (without.broken > 0)
      return {
        form: 'beyond',
        full: `the ${name}’s gradient is beyond the range of numbers`,
        short: `the ${name}’s too`,
      };
    return { form: 'none', full: `no gradient of the ${name}’s is above 10⁻³⁰`, short: `none of the ${name}’s` };
  }
  const number = inWords(meanCell(curves, relative, lag, DIGITS));
  if (value > 1) {
    const times = `${number} times`;
    return {
      form: 'grown',
      full: `the ${name}’s gradient is ${times} as large as at the loss`,
      short: `the ${name}’s ${times}`,
    };
  }
  return { form: 'left', full: `${number} of the ${name}’s gradient is left`, short: `${number} of the ${name}’s` };
}

function inWords(number: string): string {
  return number
    .replace('< ', 'less than ')
    .replace('> ', 'more than ')
    .replace('≤ ', 'at most ')
    .replace('~', 'about ');
}

function isMeasured({ relative }: LagCurves, lag: number): boolean {
  return relative.mean[0]! > 0 && !Number.isNaN(relative.mean[lag]!) && relative.high[lag]! >= 0;
}

/** "before training", "after 2,000 steps of training", "with the weights of its file"; all models are at one step. */
function describeTime(models: readonly ReachOf[]): string {
  const { step } = models[0]!;
  const trained = `after ${formatCount(step)} ${step === 1 ? 'step' : 'steps'} of training`;
  return `${describeFile(models, step === 0 ? 'before training' : trained)}${describeHand(models)}`;
}

/** Adds which models began with weights from a file. */
function describeFile(models: readonly ReachOf[], time: string): string {
  const names = models.flatMap(({ name, isFromFile }) => (isFromFile ? [`the ${name}`] : []));
  if (names.length === 0) return time;
  if (names.length < models.length) return `${time} (${names.join(' and ')}: from the weights of a file)`;
  const weights = names.length === 1 ? 'the weights of its file' : 'the weights of their files';
  return models[0]!.step === 0 ? `with ${weights}` : `${time} from ${weights} on`;
}

function describeHand(models: readonly ReachOf[]): string {
  return models.some(({ isByHand }) => isByHand) ? ', with weights changed by hand' : '';
}

function describeAlike(models: readonly ReachOf[], lag: number): string {
  const { alike, compared } = alikePairs(models, lag);
  if (alike.length === 0) return '';
  if (alike.length === compared && compared === (models.length * (models.length - 1)) / 2)
    return `: they do not clearly differ${OVERLAP}`;
  if (alike.length > LISTED) return `: in ${alike.length} of ${compared} pairs they do not clearly differ${OVERLAP}`;
  const pairs = alike.map(([a, b]) => `the ${models[a]!.name}’s and the ${models[b]!.name}’s`);
  return `: ${pairs.join(', and ')} do not clearly differ${OVERLAP}`;
}
