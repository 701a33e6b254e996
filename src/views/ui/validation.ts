import { formatCount } from '../../draw/format.ts';
import { isWithin, type NumberRange } from '../../limits/limits.ts';

/** Whether a field inside `container` is invalid. The first such field gets the focus, beside its error message. */
export function hasError(container: ParentNode | null | undefined): boolean {
  const field = container?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  return field !== null && field !== undefined;
}

/** The error message for a typed value; null if it is valid. */
export function validationError(name: string, typed: string, range: NumberRange): string | null {
  const value = typed.trim() === '' ? NaN : Number(typed);
  if (isWithin(range, value)) return null;
  const kind = range.integer ? 'a whole number' : 'a number';
  return `${name} must be ${kind} from ${formatSetting(range.min)} to ${formatSetting(range.max)}.`;
}

/** A number as messages write it: whole numbers have grouped digits. */
export function formatSetting(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}
