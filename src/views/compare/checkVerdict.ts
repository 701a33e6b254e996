import { CHECK_LIMIT, type TensorCheck } from '../../analysis/gradientCheck.ts';
import { formatCount, formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';

const LIMIT = formatPowerOfTen(Math.log10(CHECK_LIMIT));

export interface CheckVerdict {
  readonly message: string;
  readonly isRight: boolean;
}

/** The result of the check of one model: the worst error, the limit, and the number of undecided gradients. */
export function checkVerdict(checks: readonly TensorCheck[]): CheckVerdict {
  const sum = (of: (check: TensorCheck) => number): number => checks.reduce((total, check) => total + of(check), 0);
  const compared = sum((check) => check.compared);
  const undecided = sum((check) => check.undecided);
  const wrong = sum((check) => check.wrong);
  const decided = compared - undecided;
  const worst = Math.max(0, ...checks.map((check) => check.worst?.error ?? 0));
  const rest = undecided > 0 ? ` ${formatCount(undecided)} undecided.` : '';
  if (decided === 0) {
    return { message: 'Undecided: these gradients are too small to check by differences of the loss.', isRight: true };
  }
  if (wrong > 0) {
    return {
      message: `Wrong: ${formatCount(wrong)} of ${formatCount(decided)} gradients differ by more than ${LIMIT}, worst error ${formatMagnitude(worst)}.${rest}`,
      isRight: false,
    };
  }
  return {
    message: `Right: ${formatCount(decided)} gradients agree, worst error ${formatMagnitude(worst)}, limit ${LIMIT}.${rest}`,
    isRight: true,
  };
}

/** The result for one tensor in a table: `24 of 24`, `20 of 24, 3 wrong`. */
export function tensorVerdict({ compared, undecided, wrong }: TensorCheck): string {
  return `${compared - undecided - wrong} of ${compared}${wrong > 0 ? `, ${wrong} wrong` : ''}`;
}
