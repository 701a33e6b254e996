/** What the table of settings says of each setting, and how a setting is put into words. Pure. */
import type { CellKind } from '../engine/spec.ts';
import type { NumberRange } from '../limits/limits.ts';
import { type ChoiceCodec, numberIn, type NumberCodec, oneOf } from './codecs.ts';
import type { Field } from './fields.ts';

export type Options<T> = readonly (readonly [value: T, label: string])[];

/** A setting in words. */
export interface SettingWords {
  /** The name of its field. */
  readonly title: string;
  /** Its name in a sentence: "forget bias". */
  readonly noun: string;
  /** A sentence that explains it. */
  readonly hint: string;
  /** Its entry in the glossary. */
  readonly term: string;
}

interface Row<T> extends Field<T>, SettingWords {
  /** Whether its value says by itself what it is about: "ReLU", "equal parameters". */
  readonly isSelfExplaining: boolean;
  /** When a change takes effect: at the next training step, or in a new run. `elsewhere`: it has no field in the settings. */
  readonly effect: 'step' | 'reset' | 'elsewhere';
  /** The only cells that have it; null if all have it. */
  readonly cells: readonly CellKind[] | null;
  /** The values of other settings, one of each, without which it has no effect. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Words that hold while another setting has a value: `{ optimizer: { rmsprop: { title: 'α' } } }`. */
  readonly under: Readonly<Record<string, Readonly<Record<string, Partial<SettingWords>>>>>;
}

export interface NumberSetting extends Row<number> {
  readonly kind: 'number';
  readonly codec: NumberCodec;
  /** The change by one press of an arrow key: a number to add or subtract, or `tenfold` for a factor of ten. */
  readonly step: number | 'tenfold';
}

export interface ChoiceSetting<T extends string> extends Row<T> {
  readonly kind: 'choice';
  readonly codec: ChoiceCodec<T>;
  readonly options: Options<T>;
  /** Whether the options are phrases, which need more room. */
  readonly isWordy: boolean;
}

type RequiredParts = Pick<Row<unknown>, 'name' | 'title' | 'term' | 'hint' | 'effect'>;
type OptionalParts = Partial<Pick<Row<unknown>, 'noun' | 'isSelfExplaining' | 'cells' | 'where' | 'under'>>;

function row<T extends RequiredParts & OptionalParts>(given: T) {
  return {
    noun: given.title[0]!.toLowerCase() + given.title.slice(1),
    isSelfExplaining: false,
    cells: null,
    where: {},
    under: {},
    belongs: 'experiment',
    ...given,
  } as const;
}

/** A setting that is a number. */
export function number(
  given: RequiredParts &
    OptionalParts & { readonly initial: number; readonly range: NumberRange; readonly step: NumberSetting['step'] },
): NumberSetting {
  const { range, ...rest } = given;
  return { ...row(rest), kind: 'number', codec: numberIn(range) };
}

/** A setting that is one of a few options, the first by default. */
export function choice<T extends string>(
  given: RequiredParts & OptionalParts & { readonly options: Options<T>; readonly isWordy?: boolean },
): ChoiceSetting<T> {
  const values = given.options.map(([value]) => value);
  return { isWordy: false, ...row(given), kind: 'choice', codec: oneOf(values), initial: values[0]! };
}

/** What an option is called. */
export function labelOf<T>(options: Options<T>, value: T): string {
  return options.find(([one]) => one === value)![1];
}

type AnySetting = NumberSetting | ChoiceSetting<string>;
type Values = Readonly<Record<string, unknown>>;

/** Whether a setting has an effect under these values of the others, in a model of one of these cells. */
export function isInUse({ cells, where }: AnySetting, values: Values, present: readonly CellKind[]): boolean {
  if (cells && !cells.some((cell) => present.includes(cell))) return false;
  return Object.entries(where).every(([key, allowed]) => allowed.includes(String(values[key])));
}

/** The words of a setting under these values of the others. */
export function wordsOf({ title, noun, hint, term, under }: AnySetting, values: Values): SettingWords {
  const special = Object.entries(under).map(([key, words]) => words[String(values[key])]);
  return Object.assign({ title, noun, hint, term }, ...special) as SettingWords;
}

/**
 * A setting and its value in words: "forget bias 3", "ReLU".
 *
 * @param values of the other settings, as far as they are known
 */
export function valueInWords(setting: AnySetting, value: unknown, values: Values): string {
  const said = setting.kind === 'number' ? String(value) : labelOf(setting.options, value as string);
  return setting.isSelfExplaining ? said : `${wordsOf(setting, values).noun} ${said}`;
}
