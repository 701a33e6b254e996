import { useId } from 'react';
import { Select } from '../ui/Select.tsx';
import { FieldName, namedBy } from '../glossary/FieldName.tsx';
import type { TermId } from '../glossary/terms/terms.ts';
import numberFieldStyles from '../ui/NumberField.module.css';

/** A setting with a few options. The choice takes effect at once. */
export function ChoiceSetting<T extends string>(props: {
  readonly name: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly hint: string;
  /** What the glossary calls it. */
  readonly term?: TermId | undefined;
  /** Whether the options are phrases, which need more room. */
  readonly wordy?: boolean;
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className={numberFieldStyles.setting} data-wordy={props.wordy || undefined}>
      <FieldName of={id} term={props.term} hint={props.hint}>
        {props.name}
      </FieldName>
      <Select
        id={id}
        aria-labelledby={namedBy(id, props.term)}
        value={props.value}
        title={props.hint}
        options={props.options}
        onChoose={props.onChange}
      />
    </div>
  );
}
